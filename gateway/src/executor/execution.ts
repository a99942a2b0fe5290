import type { GraphQLError } from 'graphql';
import type { Variables } from '../engine/engine-types.ts';
import type { RequestContext } from '../request-context.ts';

/** An object of what has been fetched. Its keys are the client's own: read `__proto__` and the like with care. */
export type Data = Record<string, unknown>;

/** One run of an operation: what has been fetched so far, and what went wrong. */
export interface Execution {
  data: Data;
  readonly errors: GraphQLError[];
  /** The client's, coerced, with defaults. */
  readonly variables: Variables;
  readonly context: RequestContext;
}

export const newExecution = (variables: Variables, context: RequestContext): Execution => ({
  data: {},
  errors: [],
  variables,
  context,
});

/** Runs a part of a plan. Never rejects: what fails goes into `errors`. */
export type Run = (execution: Execution) => Promise<void> | void;

/** The place of something in the answer. */
export type Path = readonly (string | number)[];
