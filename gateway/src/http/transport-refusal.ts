import type { AppError } from '@emporium/platform/errors';
import { statusOf } from '../operations/refusal.ts';
import type { Answer } from '../operations/operation.ts';

/** An answer to what never becomes an operation, in GraphQL's shape all the same. */
function refused(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> | null = null,
  details: Readonly<Record<string, unknown>> = {},
): Answer {
  const body = JSON.stringify({ errors: [{ message, extensions: { ...details, code } }] });
  return { body, status, headers };
}

export const badRequest = (message: string): Answer => refused(400, 'BAD_REQUEST', message);

export const brokenJson = (): Answer => badRequest('The body is not valid JSON.');

export const batch = (): Answer =>
  badRequest(
    'Batches are not served: send one operation in each request. Requests on one kept-alive connection cost little.',
  );

export const wrongMethod = (): Answer =>
  refused(405, 'BAD_REQUEST', 'GraphQL is served by POST, and by GET for queries.', { allow: 'GET, POST' });

export const noEventStream = (): Answer =>
  refused(406, 'BAD_REQUEST', 'Answers here are event streams: accept text/event-stream. Without, ask at /graphql.');

/** The connection is closed, for the rest of the body is still on its way. */
export const tooLarge = (limitBytes: number): Answer =>
  refused(
    413,
    'PAYLOAD_TOO_LARGE',
    `The body is larger than ${Math.round(limitBytes / 1024)} KB. Send less, or split the operation.`,
    { connection: 'close' },
  );

export const wrongMediaType = (): Answer =>
  refused(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the operation as application/json, in UTF-8.');

/** What a foreign page could make a browser send without asking us first. */
export const notPreflighted = (): Answer =>
  badRequest(
    'A GET needs the header "apollo-require-preflight" or "x-apollo-operation-name", whatever its value, or the content type application/json: other requests can be forged by foreign pages.',
  );

/** Who sent it cannot be told. */
export function unidentified({ code, message, details }: AppError, requestId: string): Answer {
  const headers = code === 'UNAUTHENTICATED' ? { 'www-authenticate': 'Bearer error="invalid_token"' } : null;
  return refused(statusOf(code), code, message, headers, { ...details, requestId });
}

export const broken = (message: string, requestId: string): Answer =>
  refused(500, 'INTERNAL_SERVER_ERROR', message, null, { requestId });
