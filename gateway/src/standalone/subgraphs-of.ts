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
  for (const { test, reason } of REFUSED) {
    if (schemaUrls(document).some((url) => test.test(url))) throw new ConfigError(`${file} ${reason}`);
  }
  return (graphs.values ?? []).map(({ name, directives }) => {
    const graph = directives?.find((directive) => directive.name.value === 'join__graph');
    const given = Object.fromEntries(
      (graph?.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
    ) as { name?: string; url?: string };
    return { name: given.name ?? name.value, url: given.url || null };
  });
}

/** What a supergraph may be made with that is not served here, by the specification it names. */
const REFUSED: readonly { readonly test: RegExp; readonly reason: string }[] = [
  {
    test: /\/core\/v0/,
    reason: 'was composed by Federation 1. Compose the subgraphs anew with Federation 2.',
  },
  {
    test: /\/connect\/v/,
    reason: 'uses connectors (@connect), which only Apollo Router runs. Put a GraphQL subgraph in front of that API.',
  },
  {
    test: /\/context\/v/,
    reason: 'uses @context, which is not supported. Pass the value as an argument, or take it by @requires.',
  },
];

/** The specifications that the schema names: in `@link(url:)`, and before Federation 2 in `@core(feature:)`. */
const schemaUrls = ({ definitions }: DocumentNode): string[] =>
  definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? []).flatMap((directive) =>
          (directive.arguments ?? []).flatMap(({ value }) => (value.kind === Kind.STRING ? [value.value] : [])),
        )
      : [],
  );
