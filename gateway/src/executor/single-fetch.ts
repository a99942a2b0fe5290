import type { Executed, PlannedOperation } from '../engine/engine-types.ts';
import type { FetchNode } from '../planner/fetch-plan.ts';
import type { SubgraphAnswer } from '../subgraphs/subgraph-client.ts';
import type { ExecutorEnvironment } from './environment.ts';
import { newExecution } from './execution.ts';
import { compileRequestBody } from './request-body.ts';
import { compileTakeRoot } from './root-fetch.ts';
import { dataOf, LONGEST_RECOGNISED } from './shape/answer-grammar.ts';
import type { Shaper } from './shape/shaper.ts';

const NO_ERRORS: Executed['errors'] = [];

/** A subgraph that writes its answers in another way is not asked forever whether it does. */
const MISSES_UNTIL_GIVEN_UP = 32;

/**
 * A plan that is one fetch. An answer that is what the client asked for to the letter goes through as text; any other
 * one is read, checked and written as usual.
 */
export function compileSingleFetch(
  fetch: FetchNode,
  shaper: Shaper,
  environment: ExecutorEnvironment,
): PlannedOperation['execute'] {
  const kind = fetch.operationKind === 'mutation' ? 'mutation' : 'query';
  const client = environment.client(fetch.service);
  const request = compileRequestBody(fetch);
  const take = compileTakeRoot(fetch, environment);
  let missesInARow = fetch.outputRewrites.length > 0 ? MISSES_UNTIL_GIVEN_UP : 0;

  return async (variables, context) => {
    const execution = newExecution(variables, context);
    const grammar = missesInARow < MISSES_UNTIL_GIVEN_UP ? shaper.grammar(variables) : null;
    const recognise = grammar === null ? undefined : (body: string) => matches(grammar, body);
    let answer: SubgraphAnswer;
    try {
      answer = await client.send(request.write(variables, []), kind, context, recognise);
    } catch (error) {
      take.failed(execution, error);
      return shaper.shape(execution.data, variables, execution.errors);
    }
    if (answer.recognised) {
      missesInARow = 0;
      return { data: dataOf(answer.body), errors: NO_ERRORS };
    }
    if (answer.errors === undefined) missesInARow += 1;
    take.answer(execution, answer);
    return shaper.shape(execution.data, variables, execution.errors);
  };
}

const matches = (grammar: RegExp, body: string): boolean => body.length <= LONGEST_RECOGNISED && grammar.test(body);
