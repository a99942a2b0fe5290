import { Kind, valueFromASTUntyped, type DocumentNode } from 'graphql';

/** A subgraph as the supergraph names it; where it answers may be left to the configuration. */
export interface NamedSubgraph {
  readonly name: string;
  readonly url: string | null;
}

/**
 * The subgraphs of a supergraph, as its `join__Graph` enum names them (join specification).
 *
 * @throws Error that says why this supergraph cannot be served
 */
export function subgraphsOf(supergraph: DocumentNode): readonly NamedSubgraph[] {
  const graphs = supergraph.definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) {
    throw new Error(
      'It is not a supergraph, for it has no enum join__Graph. Give the supergraph that composition writes ' +
        '(rover supergraph compose, @apollo/composition, hive), not the schema of a subgraph or of the API.',
    );
  }
  for (const { test, reason } of REFUSED) {
    if (schemaUrls(supergraph).some((url) => test.test(url))) throw new Error(reason);
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
    reason: 'It was composed by Federation 1. Compose the subgraphs anew with Federation 2.',
  },
  {
    test: /\/connect\/v/,
    reason:
      'It uses connectors (@connect), which only Apollo Router runs. Put a GraphQL subgraph in front of that API.',
  },
  {
    test: /\/context\/v/,
    reason: 'It uses @context, which is not supported. Pass the value as an argument, or take it by @requires.',
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
