/**
 * What the heads of plain messages have in common. They keep to RFC 9112 without anything that it merely tolerates:
 * HTTP/1.1, lines that end in CRLF, no white space before a colon, no folded lines, no control characters.
 */

export const HEAD_END = Buffer.from('\r\n\r\n');

/** Node's own limit for a head. */
export const MOST_HEAD_BYTES = 16 * 1024;

/** Every field line to the end of a head. Its parts cannot match the same text in two ways. */
export const FIELD_LINES = String.raw`(?:[!#$%&'*+.^_\x60|~\w-]+:[\t\x20-\x7e\x80-\xff]*\r\n)*$`;

const LENGTH = /^\d{1,9}$/;
const SPACE = 0x20;
const TAB = 0x09;

/** Goes through the fields of a head that has been matched, names in lower case; ends early, and is false, when `take` is. */
export function everyField(head: string, take: (name: string, value: string) => boolean): boolean {
  for (let at = head.indexOf('\r\n') + 2; at < head.length;) {
    const colon = head.indexOf(':', at);
    const end = head.indexOf('\r\n', colon);
    const name = head.slice(at, colon);
    if (!take(KNOWN.get(name) ?? name.toLowerCase(), trimmed(head, colon + 1, end))) return false;
    at = end + 2;
  }
  return true;
}

function trimmed(head: string, from: number, to: number): string {
  while (from < to && isBlank(head.charCodeAt(from))) from += 1;
  while (from < to && isBlank(head.charCodeAt(to - 1))) to -= 1;
  return head.slice(from, to);
}

const isBlank = (code: number): boolean => code === SPACE || code === TAB;

/** The bytes of a body, as `content-length` says; null when it says anything else. */
export const lengthOf = (value: string | undefined): number | null =>
  value !== undefined && LENGTH.test(value) ? Number(value) : null;

/** The fields that most messages are made of, as most are written: looking one up costs less than lowering it. */
const KNOWN: ReadonlyMap<string, string> = new Map(
  [
    'Accept',
    'Accept-Encoding',
    'Accept-Language',
    'Authorization',
    'Cache-Control',
    'Connection',
    'Content-Length',
    'Content-Type',
    'Date',
    'Host',
    'Keep-Alive',
    'Origin',
    'Referer',
    'Server',
    'Sec-Fetch-Dest',
    'Sec-Fetch-Mode',
    'Sec-Fetch-Site',
    'Traceparent',
    'User-Agent',
    'Vary',
    'X-Forwarded-For',
    'X-Forwarded-Proto',
    'X-Request-Id',
  ].flatMap((name) => [
    [name, name.toLowerCase()],
    [name.toLowerCase(), name.toLowerCase()],
  ]),
);
