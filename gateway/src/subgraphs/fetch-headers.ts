import { HEADERS } from '@emporium/contracts/headers';
import { formatTraceparent, type TraceContext } from '@emporium/platform/trace';
import type { RequestContext } from '../request-context.ts';

/** Fields of the connection or the body, which differ between client and subgraph (RFC 9110, sections 7.6.1 and 8). */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Those, and what the gateway writes itself; passed on they would do harm. */
const NEVER_PASSED_ON: ReadonlySet<string> = new Set([
  ...Object.values(HEADERS),
  'accept',
  'accept-encoding',
  ...HOP_BY_HOP,
]);

/** Control characters, above all line ends, and what is no byte. */
const NOT_IN_A_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * The header fields of one fetch, as name, value, name, value … Of the client's own only those that the configuration
 * passes on are among them; the viewer travels signed. `trace` is the fetch's own span.
 */
export function fetchHeaders(context: RequestContext, trace: TraceContext, leftMs: number): string[] {
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
    formatTraceparent(trace),
  ];
  const identity = context.identity();
  if (identity !== null) headers.push(HEADERS.identity, identity);
  if (context.passedOn !== null) passOn(context.passedOn, headers);
  return headers;
}

function passOn(fields: readonly string[], headers: string[]): void {
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const name = fields[at]!.toLowerCase();
    const value = fields[at + 1]!;
    if (!NEVER_PASSED_ON.has(name) && !NOT_IN_A_VALUE.test(value)) headers.push(name, value);
  }
}
