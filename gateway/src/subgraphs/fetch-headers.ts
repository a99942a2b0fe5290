import { HEADERS } from '@emporium/contracts/headers';
import { childOf, formatTraceparent } from '@emporium/platform/trace';
import type { RequestContext } from '../request-context.ts';

/**
 * The headers of one fetch, as name, value, name, value … Of the client's own headers only those that the
 * configuration passes on are among them; the viewer travels signed.
 */
export function fetchHeaders(context: RequestContext, leftMs: number): string[] {
  const headers = [
    'content-type',
    'application/json',
    'accept',
    'application/graphql-response+json, application/json;q=0.9',
    HEADERS.deadlineMs,
    String(Math.ceil(leftMs)),
    HEADERS.requestId,
    context.requestId,
    HEADERS.traceparent,
    formatTraceparent(childOf(context.trace)),
  ];
  const identity = context.identity();
  if (identity !== null) headers.push(HEADERS.identity, identity);
  if (context.passedOn !== null) headers.push(...context.passedOn);
  return headers;
}
