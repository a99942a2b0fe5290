import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { FetchPlan } from './fetch-plan.ts';

/** Which progressive `@override` labels are in force for a request. */
export interface ActiveOverrides {
  readonly labels: ReadonlySet<string>;
  /** `percent(x)` labels with x above this number are in force. */
  readonly percentage: number;
}

/** A federation query planner for one supergraph. */
export interface Planner {
  readonly name: 'hive' | 'apollo';
  /** The schema that clients see. */
  readonly schema: GraphQLSchema;
  /** The thresholds of the supergraph's `percent(x)` labels, rising; most have none. */
  readonly overridePercentages: readonly number[];
  /** Throws a `GraphQLError` when there is no way to plan it. The document has no introspection in it. */
  plan(document: DocumentNode, operationName: string | null, overrides: ActiveOverrides): FetchPlan;
  /** The same planner for another supergraph, which has the same types. */
  forSupergraph(supergraphSdl: string): Planner;
}
