import { ConfigError } from '@emporium/platform/config';
import { Kind, parse, valueFromASTUntyped, type DocumentNode } from 'graphql';

/** A subgraph as the supergraph names it; where it answers may be left to the configuration. */
export interface NamedSubgraph {
  readonly name: string;
  readonly url: string | null;
}

/** @throws ConfigError when the text is no supergraph of Federation 2 */
export function subgraphsOf(supergraphSdl: string, file: string): readonly NamedSubgraph[] {
  let document: DocumentNode;
  try {
    document = parse(supergraphSdl);
  } catch (error) {
    throw new ConfigError(`${file} is not GraphQL SDL: ${(error as Error).message}`);
  }
  const graphs = document.definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) {
    throw new ConfigError(
      `${file} is not a supergraph: it has no enum join__Graph. Give the supergraph that composition writes ` +
        '(rover supergraph compose, @apollo/composition, hive), not the schema of a subgraph or of the API.',
    );
  }
  if (isFederation1(document)) {
    throw new ConfigError(`${file} was composed by Federation 1. Compose the subgraphs anew with Federation 2.`);
  }
  return (graphs.values ?? []).map(({ name, directives }) => {
    const graph = directives?.find((directive) => directive.name.value === 'join__graph');
    const given = Object.fromEntries(
      (graph?.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
    ) as { name?: string; url?: string };
    return { name: given.name ?? name.value, url: given.url || null };
  });
}

/** Federation 1 wrote `@core`, Federation 2 writes `@link`. */
const isFederation1 = ({ definitions }: DocumentNode): boolean =>
  definitions.some(
    (definition) =>
      definition.kind === Kind.SCHEMA_DEFINITION && definition.directives?.some(({ name }) => name.value === 'core'),
  );
