import { readParams, readQueryParams } from '@emporium/platform/graphql-over-http';
import type { Answer, OperationRequest } from '../operations/operation.ts';
import type { RequestHead } from './exchange.ts';
import { badRequest, batch, brokenJson, notPreflighted, wrongMediaType } from './transport-refusal.ts';

const NOTHING_TO_RUN = 'Say what to run: "query" with a GraphQL document, or the id or hash of one that is known here.';

/** The operation in the body of a POST, or the answer that says why there is none. */
export function operationInBody(text: string): OperationRequest | Answer {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return brokenJson();
  }
  if (Array.isArray(body)) return batch();
  return complete(readParams(body));
}

/** The operation in the URL of a GET. It promised to change nothing. */
export function operationInUrl(url: string): OperationRequest | Answer {
  const at = url.indexOf('?');
  const search = at < 0 ? '' : url.slice(at + 1);
  const request = complete(readQueryParams(Object.fromEntries(new URLSearchParams(search))));
  return 'body' in request ? request : { ...request, readOnly: true };
}

/** Null when the body of a POST can be read. */
export function refuseBody({ headers }: RequestHead): Answer | null {
  const type = headers['content-type'];
  return type === 'application/json' || (type !== undefined && JSON_IN_UTF8.test(type)) ? null : wrongMediaType();
}

/**
 * Null when a browser would have asked first before it let a foreign page send this GET. The rule, and the headers, are
 * those of Apollo Server. A POST needs a JSON content type anyway, for which browsers do ask.
 */
export function refuseForgery({ headers }: RequestHead): Answer | null {
  const asked =
    headers['apollo-require-preflight'] !== undefined ||
    headers['x-apollo-operation-name'] !== undefined ||
    (headers['content-type'] !== undefined && !SIMPLE.test(headers['content-type']));
  return asked ? null : notPreflighted();
}

const JSON_IN_UTF8 = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;
/** Content types that a browser sends for a foreign page without asking: https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
const SIMPLE = /^\s*(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\s*(?:;|$)/i;

function complete(params: ReturnType<typeof readParams>): OperationRequest | Answer {
  if (typeof params === 'string') return badRequest(params);
  const { query, documentId, extensions } = params;
  return query === null && documentId === null && extensions === null ? badRequest(NOTHING_TO_RUN) : params;
}
