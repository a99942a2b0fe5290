import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Variables } from '../engine/engine-types.ts';
import type { RequestContext } from '../request-context.ts';

/**
 * The static cost of one operation, in the units of the cost directives (IBM GraphQL cost specification): a number from
 * 1 to the largest `Int`. Takes coerced variables.
 */
export type OperationCost = (variables: Variables) => number;

/** `@cost` and `@listSize` of one supergraph. */
export interface CostModel {
  /** Throws a `GraphQLError` where the document does not say how long a list may get, though it has to. */
  compile(document: DocumentNode, operation: OperationDefinitionNode): OperationCost;
}

/** What paying for an operation came to. */
export interface Payment {
  readonly accepted: boolean;
  readonly requested: number;
  readonly available: number;
  /**
   * Milliseconds until an operation of this cost would be accepted; 0 when it was, null when it costs more than the
   * budget's capacity, so that waiting is of no use.
   */
  readonly retryAfterMs: number | null;
}

/** A token bucket for each client. */
export interface Budget {
  readonly capacity: number;
  readonly restorePerSecond: number;
  /**
   * `clientKey` is the account, else the address. Synchronous, for every operation goes through it. Paying nothing says
   * what is available.
   */
  pay(clientKey: string, cost: number): Payment;
}

/** Limits on root fields that are worth abusing (sign-in, claims, checkout), by address and by account. */
export interface Throttle {
  /** The limits that an operation falls under, compiled once; null for none, the usual case. */
  compile(
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): ((variables: Variables, context: RequestContext) => Promise<ThrottleOutcome>) | null;
}

export type ThrottleOutcome = { readonly allowed: true } | { readonly allowed: false; readonly retryAfterMs: number };
