import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { DocumentNode, ExecutionResult, FormattedExecutionResult, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../request-context.ts';

/** A subscription, split between the subgraph that owns its events and the joins that each event needs. */
export interface PlannedSubscription {
  /** The owning subgraph. */
  readonly service: string;
  /** The operation to open there. */
  readonly query: string;
  readonly operationName: string | null;
  readonly variableNames: readonly string[];
  /** One event as the client asked for it: fetches what other subgraphs add and shapes the whole. */
  join(
    event: FormattedExecutionResult,
    variables: Record<string, unknown>,
    context: RequestContext,
  ): Promise<ExecutionResult>;
}

/**
 * What plans and runs operations on the supergraph. Apollo Server drives queries and mutations through `gateway`;
 * subscriptions, which that interface cannot express, are planned here and run by `live/`.
 */
export interface Engine {
  readonly gateway: GatewayInterface;
  /** The schema that clients see. Another object after each reload. */
  readonly schema: GraphQLSchema;
  /** The supergraph that `schema` was made from. */
  readonly supergraphSdl: string;
  /** Throws a `GraphQLError` when the operation cannot be planned. */
  planSubscription(document: DocumentNode, operationName: string | null | undefined): PlannedSubscription;
  /** Calls back after a reload, not at the first load. Returns the way to stop listening. */
  onReload(listener: () => void): () => void;
}
