import { readFile } from 'node:fs/promises';
import { SUBGRAPHS } from '@emporium/contracts/topology';
import { Kind, parse, visit, type ASTNode, type DefinitionNode } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** `Type`, `Type.field`, `Type.field(argument)` with their descriptions; the roots themselves have none. */
function descriptionsOf(definitions: readonly DefinitionNode[]): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const definition of definitions) {
    if (!('name' in definition) || !definition.kind.endsWith('TypeDefinition')) continue;
    const type = definition.name!.value;
    let field = '';
    visit<ASTNode>(definition, {
      enter(node) {
        if (!('description' in node) || !('name' in node) || node.name === undefined) return;
        const description = node.description?.value ?? null;
        if (node === definition) {
          if (!ROOTS.includes(type)) found.set(type, description);
        } else if (node.kind === Kind.INPUT_VALUE_DEFINITION && field !== '') {
          found.set(`${type}.${field}(${node.name.value})`, description);
        } else {
          found.set(`${type}.${node.name.value}`, description);
          if (node.kind === Kind.FIELD_DEFINITION) field = node.name.value;
        }
      },
    });
  }
  return found;
}

const read = async (name: string) => parse(await readFile(`schema/${name}.graphql`, 'utf8')).definitions;

describe('the descriptions of schema/', () => {
  let bySubgraph: Map<string, Set<string | null>>;
  beforeAll(async () => {
    bySubgraph = new Map();
    for (const name of SUBGRAPHS) {
      for (const [element, description] of descriptionsOf(await read(name))) {
        bySubgraph.set(element, (bySubgraph.get(element) ?? new Set()).add(description));
      }
    }
  });

  it('stand at everything that clients see', async () => {
    const descriptions = descriptionsOf(await read('api'));
    expect(descriptions.size).toBeGreaterThan(1_000);
    expect([...descriptions].filter(([, description]) => !description).map(([element]) => element)).toEqual([]);
  });

  it('are the same in all subgraphs that know an element, so that composition has nothing to choose', () => {
    const ambiguous = [...bySubgraph].filter(([, descriptions]) => descriptions.size > 1);
    expect(ambiguous.map(([element, descriptions]) => [element, ...descriptions])).toEqual([]);
  });
});
