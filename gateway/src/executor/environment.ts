import type { GraphQLSchema } from 'graphql';
import type { ObjectTypesOf } from '../planner/type-names.ts';
import type { SourceKey } from './shape/source-key.ts';
import type { SubgraphClient } from '../subgraphs/subgraph-client.ts';

/** What compiled operations share for as long as their supergraph is loaded. */
export interface ExecutorEnvironment {
  /** The schema that clients see. */
  readonly schema: GraphQLSchema;
  readonly typesOf: ObjectTypesOf;
  readonly sourceKey: SourceKey;
  readonly client: (service: string) => SubgraphClient;
}
