import type { GraphQLError } from 'graphql';
import type { Variables } from '../engine/engine-types.ts';
import type { RequestContext } from '../request-context.ts';
import { readAgain } from '../subgraphs/answer.ts';
import type { SubgraphAnswer, SubgraphClient } from '../subgraphs/subgraph-client.ts';

/** An object of what has been fetched. Its keys are the client's own: read `__proto__` and the like with care. */
export type Data = Record<string, unknown>;

/** One run of an operation: what has been fetched so far, and what went wrong. */
export interface Execution {
  data: Data;
  readonly errors: GraphQLError[];
  /** The client's, coerced, with defaults. */
  readonly variables: Variables;
  readonly context: RequestContext;
  /** What was asked before, and not taken up yet. */
  readonly asked: Asked[];
}

/** A request that an attempt to join texts has sent. */
export interface Asked {
  readonly client: SubgraphClient;
  readonly body: string;
  readonly answer: Promise<SubgraphAnswer>;
}

export const newExecution = (variables: Variables, context: RequestContext, asked: Asked[] = []): Execution => ({
  data: {},
  errors: [],
  variables,
  context,
  asked,
});

/** Asks a subgraph, unless that has been done: nothing is asked twice, and above all no mutation. */
export function ask(
  { asked, context }: Execution,
  client: SubgraphClient,
  body: string,
  kind: 'query' | 'mutation',
): Promise<SubgraphAnswer> {
  const at = asked.findIndex((one) => one.client === client && one.body === body);
  if (at < 0) return client.send(body, kind, context);
  const [{ answer }] = asked.splice(at, 1) as [Asked];
  return answer.then((come) => (come.recognised === null ? come : readAgain(come.recognised)));
}

/** Runs a part of a plan. Never rejects: what fails goes into `errors`. */
export type Run<E = Execution> = (execution: E) => Promise<void> | void;

/** The place of something in the answer. */
export type Path = readonly (string | number)[];
