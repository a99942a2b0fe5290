import { HEADERS } from '@emporium/contracts/headers';
import { formatTraceparent, type TraceContext } from '@emporium/platform/trace';
import type { RequestContext } from '../request-context.ts';

/** What every fetch from one subgraph begins with: the request line and the header fields that never change. */
export const fetchPrefix = (url: URL): string =>
  `POST ${url.pathname}${url.search} HTTP/1.1\r\n` +
  `host: ${url.host}\r\n` +
  'connection: keep-alive\r\n' +
  'content-type: application/json\r\n' +
  'accept: application/graphql-response+json, application/json;q=0.9\r\n';

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
 * The head of one fetch, but for its content length. Of the client's own header fields only those that the
 * configuration passes on are among them; the viewer travels signed. `trace` is the fetch's own span.
 */
export function fetchHead(prefix: string, context: RequestContext, trace: TraceContext, leftMs: number): string {
  let head =
    `${prefix}${HEADERS.deadlineMs}: ${Math.ceil(leftMs)}\r\n` +
    `${HEADERS.requestId}: ${context.requestId}\r\n` +
    `${HEADERS.traceparent}: ${formatTraceparent(trace)}\r\n`;
  const identity = context.identity();
  if (identity !== null) head += `${HEADERS.identity}: ${identity}\r\n`;
  if (context.passedOn !== null) head += passedOn(context.passedOn);
  return head;
}

function passedOn(fields: readonly string[]): string {
  let head = '';
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const name = fields[at]!.toLowerCase();
    const value = fields[at + 1]!;
    if (!NEVER_PASSED_ON.has(name) && !NOT_IN_A_VALUE.test(value)) head += `${name}: ${value}\r\n`;
  }
  return head;
}
