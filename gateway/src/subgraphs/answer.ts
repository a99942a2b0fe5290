import type { GraphQLFormattedError } from 'graphql';
import type { Recognise, SubgraphAnswer } from './subgraph-client.ts';
import type { FailureReason } from './subgraph-failure.ts';

/** An HTTP answer that is no GraphQL answer, with the reason in words for the log. */
export interface Unreadable {
  readonly reason: Extract<FailureReason, 'http' | 'contentType' | 'malformed' | 'empty'>;
  readonly detail: string;
}

const GRAPHQL_JSON = /^application\/(?:graphql-response\+)?json *(?:;|$)/i;

/**
 * Reads a whole HTTP answer as a GraphQL one. Whatever carries neither data nor errors is refused here, so that a
 * broken subgraph can never look like one that answered null. A status of 400 and above is an answer only with the
 * errors that explain it.
 */
export function readAnswer(
  status: number,
  contentType: string | undefined,
  body: Buffer,
  recognise?: Recognise,
): SubgraphAnswer | Unreadable {
  const succeeded = status >= 200 && status < 300;
  if (contentType === undefined || !GRAPHQL_JSON.test(contentType) || (status >= 300 && status < 400)) {
    const detail = `HTTP ${status} with content type ${contentType ?? '(none)'}`;
    return { reason: succeeded ? 'contentType' : 'http', detail };
  }
  const refuse = (reason: Unreadable['reason'], what: string): Unreadable => ({
    reason: succeeded ? reason : 'http',
    detail: `HTTP ${status} with ${what}`,
  });

  const recognised = succeeded ? recognisedAnswer(body, recognise) : null;
  if (recognised !== null) return recognised;
  let json: unknown;
  try {
    json = JSON.parse(body.toString());
  } catch {
    return refuse('malformed', `broken JSON of ${body.length} bytes`);
  }
  const result = readResult(json);
  if ('reason' in result) return refuse(result.reason, result.detail);
  const { data, errors } = result;
  if (!succeeded && errors === undefined) return refuse('http', 'no errors');
  return { data, errors, recognised: null };
}

/** A good answer once more, with objects of its own: executors merge later fetches into them. */
export function readAgain(body: Buffer, recognise?: Recognise): SubgraphAnswer {
  const recognised = recognisedAnswer(body, recognise);
  if (recognised !== null) return recognised;
  const { data, errors } = JSON.parse(body.toString()) as SubgraphAnswer;
  return { data, errors: errors?.length ? errors : undefined, recognised: null };
}

/** Whoever gives up on a body does not recognise it: a regular expression may run out of stack. */
function recognisedAnswer(body: Buffer, recognise: Recognise | undefined): SubgraphAnswer | null {
  if (recognise === undefined) return null;
  try {
    return recognise(body) ? { data: undefined, errors: undefined, recognised: body } : null;
  } catch {
    return null;
  }
}

/** What came as the result of an operation, over whatever: data or errors, or why it is neither. */
export function readResult(
  body: unknown,
): Pick<SubgraphAnswer, 'data' | 'errors'> | { readonly reason: 'malformed' | 'empty'; readonly detail: string } {
  if (!isObject(body)) return { reason: 'malformed', detail: 'JSON that is no object' };
  const { data, errors } = body;
  if (data != null && !isObject(data)) return { reason: 'malformed', detail: 'malformed data' };
  if (errors != null && !isErrorList(errors)) return { reason: 'malformed', detail: 'malformed errors' };
  if (errors?.length) return { data, errors };
  return data ? { data, errors: undefined } : { reason: 'empty', detail: 'neither data nor errors' };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isErrorList = (value: unknown): value is GraphQLFormattedError[] => Array.isArray(value) && value.every(isError);

/** What the executor reads of an error has the shape that it expects; servers may write null for what is absent. */
const isError = (error: unknown): boolean =>
  isObject(error) &&
  typeof error['message'] === 'string' &&
  (error['path'] == null || (Array.isArray(error['path']) && error['path'].every(isPathPart))) &&
  (error['extensions'] == null || isObject(error['extensions']));

const isPathPart = (part: unknown): boolean => typeof part === 'string' || typeof part === 'number';
