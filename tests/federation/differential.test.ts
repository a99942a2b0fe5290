import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  getOperationAST,
  lexicographicSortSchema,
  parse,
  print,
  separateOperations,
  typeFromAST,
  validate,
  type GraphQLInputType,
  type NamedTypeNode,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Asked } from './support/answer.ts';
import { differences } from './support/differences.ts';
import { engines, type LoadedEngine } from './support/engines.ts';
import { generateOperation, inventInput } from './support/generate-operation.ts';
import { inventedSubgraph, type Trouble } from './support/invented-subgraph.ts';
import { seededRandom } from './support/random.ts';
import { startStandIns, type Answering, type StandIns } from './support/stand-ins.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const GENERATED = 250;
const FIRST_SEED = 20_261_121;
/** One test for so many generated operations: enough to see where, few enough to read. */
const PER_TEST = 25;

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
/** In a fixed order, so that a seed stands for the same operation whatever reorders the schema. */
const schema = lexicographicSortSchema(buildSchema(read('schema/api.graphql')));
const subgraphs = globSync('schema/*.graphql', { cwd: ROOT })
  .filter((file) => !/\/(api|supergraph)\.graphql$/.test(file))
  .map((file) => ({ name: path.basename(file, '.graphql'), sdl: read(file) }));

let standIns: StandIns;
let apollo: LoadedEngine;
let compiled: LoadedEngine;

const serve = (trouble: Trouble, write = (answering: Answering) => answering): Record<string, string> =>
  Object.fromEntries(
    subgraphs.map(({ name, sdl }) => [name, standIns.serve(name, write(inventedSubgraph(name, sdl, trouble)))]),
  );

/** With white space: the gateway has to read such an answer, where it passes others on by the byte. */
const spaced =
  (answering: Answering): Answering =>
  async (query, variables) => {
    const answer = await answering(query, variables);
    return { ...answer, body: JSON.stringify(answer.body, null, 1) };
  };

beforeAll(async () => {
  standIns = await startStandIns();
  const urls = serve({});
  apollo = await engines['apollo']!(read('schema/supergraph.graphql'), urls);
  compiled = await engines['compiled']!(read('schema/supergraph.graphql'), urls);
});
afterAll(async () => {
  await Promise.all([apollo.stop(), compiled.stop()]);
  await standIns.stop();
});

async function expectAgreement(asked: Asked, seed: number): Promise<void> {
  const found = differences(await ask(apollo, asked), await ask(compiled, asked));
  const about = `seed ${seed}\n${print(parse(asked.query))}\n${JSON.stringify(asked.variables)}`;
  expect.soft(found, about).toEqual([]);
}

interface NamedOperation {
  readonly operationName: string;
  readonly query: string;
}

/** Every query and mutation in the files, each with its own fragments. */
function operationsIn(...files: readonly string[]): NamedOperation[] {
  const documents = separateOperations(parse(files.map(read).join('\n')));
  return Object.entries(documents)
    .filter(([name, document]) => getOperationAST(document, name)?.operation !== 'subscription')
    .map(([operationName, document]) => ({ operationName, query: print(document) }));
}

function inventVariables(query: string): Record<string, unknown> {
  const random = seededRandom(FIRST_SEED);
  const operation = getOperationAST(parse(query))!;
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, type }) => [
      variable.name.value,
      inventInput(typeFromAST(schema, type as NamedTypeNode) as GraphQLInputType, random),
    ]),
  );
}

describe.each<{ weather: string; trouble: Trouble; write?: typeof spaced }>([
  { weather: 'when all is well', trouble: {} },
  { weather: 'when answers have to be read', trouble: {}, write: spaced },
  { weather: 'with nulls', trouble: { nulls: 6 } },
  { weather: 'with nulls, errors and missing entities', trouble: { nulls: 12, errors: 25, missing: 6 } },
])('both engines answer alike, $weather', ({ trouble, write }) => {
  beforeAll(() => void serve(trouble, write));

  const ofTheWebClient = operationsIn(...globSync('clients/web/operations/*.graphql', { cwd: ROOT }));
  const byHand = operationsIn('tests/federation/differential.graphql');
  it.each([...ofTheWebClient, ...byHand])('$operationName', async ({ query, operationName }) => {
    await expectAgreement({ query, operationName, variables: inventVariables(query) }, FIRST_SEED);
  });

  const chunks = Array.from({ length: GENERATED / PER_TEST }, (_, index) => FIRST_SEED + index * PER_TEST);
  it.each(chunks)('generated operations from seed %i', async (first) => {
    for (let seed = first; seed < first + PER_TEST; seed += 1) {
      const asked = generateOperation(schema, seed);
      // Now and then two selections cannot be merged.
      if (validate(schema, parse(asked.query)).length === 0) await expectAgreement(asked, seed);
    }
  });
});
