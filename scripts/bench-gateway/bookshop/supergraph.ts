import { composeServices } from '@apollo/composition';
import type { GraphQLSchema } from 'graphql';
import type { SubgraphSource } from './subgraphs.ts';

export interface Composed {
  readonly supergraphSdl: string;
  /** What clients see. */
  readonly api: GraphQLSchema;
}

/** `@apollo/gateway` loads no supergraph that asks for security which it does not give; the mark goes, the directives stay. */
const SECURITY_MARK = /(@link\(url: "https:\/\/specs\.apollo\.dev\/authenticated\/[^"]*"), for: SECURITY/g;

/** @throws when the subgraphs do not compose */
export function composeBookshop(subgraphs: readonly SubgraphSource[], urlOf: (name: string) => string): Composed {
  const { errors, supergraphSdl, schema } = composeServices(
    subgraphs.map(({ name, typeDefs }) => ({ name, typeDefs, url: urlOf(name) })),
  );
  if (errors || !schema) throw new Error(`the bookshop does not compose:\n${(errors ?? []).join('\n')}`);
  return {
    supergraphSdl: supergraphSdl.replace(SECURITY_MARK, '$1'),
    api: schema.toAPISchema().toGraphQLJSSchema(),
  };
}
