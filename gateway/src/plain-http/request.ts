import type { IncomingHttpHeaders } from 'node:http';
import { everyField, FIELD_LINES, HEAD_END, lengthOf, MOST_HEAD_BYTES } from './head.ts';

/** A POST that came in one piece, with nothing about it that needs a second look. */
export interface PlainRequest {
  /** As it stands in the request line. */
  readonly url: string;
  /** By lower-case name, as Node has them. */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const HEAD = new RegExp(String.raw`^POST (\/[\x21-\x7e]*) HTTP\/1\.1\r\n${FIELD_LINES}`);

/** Fields that change how a message is read or what may be answered to it. */
const NOT_PLAIN: ReadonlySet<string> = new Set(['transfer-encoding', 'upgrade', 'expect', 'te', 'trailer']);

/**
 * Reads what a connection brought when it is exactly one plain request, from its first byte to its last; null for
 * everything else, which is for an HTTP parser. So a request is never cut off where its client did not end it: each header
 * field comes once, one of them is the length, and the length is that of what is there.
 */
export function readPlainRequest(bytes: Buffer): PlainRequest | null {
  const headBytes = bytes.indexOf(HEAD_END);
  if (headBytes < 0 || headBytes > MOST_HEAD_BYTES) return null;
  const head = bytes.toString('latin1', 0, headBytes + 2);
  const url = HEAD.exec(head)?.[1];
  if (url === undefined) return null;
  const headers: IncomingHttpHeaders = {};
  const isPlain = everyField(head, (name, value) => {
    if (name in headers || NOT_PLAIN.has(name)) return false; // `constructor` is in every object
    headers[name] = value;
    return true;
  });
  if (!isPlain || headers.host === undefined || !connectionStays(headers) || acceptsParts(headers)) return null;
  const bodyAt = headBytes + HEAD_END.length;
  const length = lengthOf(headers['content-length']);
  if (length === null || bodyAt + length !== bytes.length) return null;
  return { url, headers, body: bytes.subarray(bodyAt) };
}

const connectionStays = ({ connection }: IncomingHttpHeaders): boolean =>
  connection === undefined || connection.toLowerCase() === 'keep-alive';

/** They have no length before they end. */
const acceptsParts = ({ accept }: IncomingHttpHeaders): boolean => accept?.includes('multipart/') ?? false;
