import type { SubgraphAnswer } from '../subgraphs/subgraph-client.ts';
import type { FetchNode } from '../planner/fetch-plan.ts';
import type { ExecutorEnvironment } from './environment.ts';
import { ask, type Data, type Execution, type Run } from './execution.ts';
import { FetchedFields } from './fetched-fields.ts';
import { mergeInto, setMissing } from './merge.ts';
import { compileRequestBody } from './request-body.ts';
import { rewrite } from './rewrites.ts';
import { lostFieldError, subgraphError } from './subgraph-errors.ts';

/** A fetch of root fields. */
export function compileRootFetch(fetch: FetchNode, environment: ExecutorEnvironment): Run {
  const { service, operationKind } = fetch;
  const kind = operationKind === 'mutation' ? 'mutation' : 'query';
  const client = environment.client(service);
  const body = compileRequestBody(fetch);
  const take = compileTakeRoot(fetch, environment);

  return async (execution) => {
    let answer: SubgraphAnswer;
    try {
      answer = await ask(execution, client, body.write(execution.variables, []), kind);
    } catch (error) {
      take.failed(execution, error);
      return;
    }
    take.answer(execution, answer);
  };
}

type RootAnswer = Pick<SubgraphAnswer, 'data' | 'errors'>;

/** What becomes of the answer to a fetch of root fields; an event of a subscription is one too. */
export function compileTakeRoot(fetch: FetchNode, { typesOf }: ExecutorEnvironment) {
  const { service, outputRewrites } = fetch;
  const fields = new FetchedFields(fetch.operation, typesOf);

  const eachLost = ({ variables }: Execution, tell: (key: string) => void): void =>
    fields.ofRoot(variables).forEach(tell);

  return {
    answer(execution: Execution, { data, errors }: RootAnswer): void {
      for (const error of errors ?? []) {
        if (error.path || data) execution.errors.push(subgraphError(service, error, error.path ?? null));
        else eachLost(execution, (key) => execution.errors.push(subgraphError(service, error, [key])));
      }
      if (!data) {
        if (errors?.some(({ path }) => path)) eachLost(execution, (key) => setMissing(execution.data, key));
        return;
      }
      if (outputRewrites.length > 0) rewrite(data, outputRewrites);
      if (isEmpty(execution.data)) execution.data = data;
      else mergeInto(execution.data, data);
    },
    failed(execution: Execution, cause: unknown): void {
      eachLost(execution, (key) => execution.errors.push(lostFieldError(service, cause, [key])));
    },
  };
}

function isEmpty(data: Data): boolean {
  for (const _key in data) return false;
  return true;
}
