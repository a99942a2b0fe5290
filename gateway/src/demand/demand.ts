import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Variables } from '../engine/engine-types.ts';
import type { RequestContext } from '../request-context.ts';

/** The static cost of one operation, in the units of the cost directives (IBM GraphQL cost specification). */
export type OperationCost = (variables: Variables) => number;

/** `@cost` and `@listSize` of one supergraph. */
export interface CostModel {
  compile(document: DocumentNode, operation: OperationDefinitionNode): OperationCost;
}

/** What paying for an operation came to. */
export interface Payment {
  readonly accepted: boolean;
  readonly requested: number;
  readonly available: number;
  /** Milliseconds until an operation of this cost would be accepted; 0 when it was. */
  readonly retryAfterMs: number;
}

/** A token bucket for each client. */
export interface Budget {
  readonly capacity: number;
  readonly restorePerSecond: number;
  /** `clientKey` is the account, else the address. Synchronous, for every operation goes through it. */
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
