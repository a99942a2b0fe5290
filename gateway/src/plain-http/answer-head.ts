import { everyField, FIELD_LINES, lengthOf } from './head.ts';

/** The head of an answer whose body has a length and comes as it is. */
export interface PlainAnswerHead {
  readonly status: number;
  readonly contentType: string | undefined;
  /** Bytes of the body. */
  readonly length: number;
  /** False when the connection ends with the answer. */
  readonly stays: boolean;
  /** How long the server keeps the connection for a next request; null when it does not say. */
  readonly keptForMs: number | null;
}

const HEAD = new RegExp(String.raw`^HTTP\/1\.1 ([2-5]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?\r\n${FIELD_LINES}`);
const TIMEOUT = /(?:^|[,; ])timeout=(\d{1,6})/i;

/** Fields that change how a message is read. */
const NOT_PLAIN: ReadonlySet<string> = new Set(['transfer-encoding', 'content-encoding', 'upgrade', 'trailer']);

/** Null for an answer that is for an HTTP parser. `head` is all to the last line's end. */
export function readPlainAnswerHead(head: string): PlainAnswerHead | null {
  const status = Number(HEAD.exec(head)?.[1] ?? 0);
  if (status === 0 || status === 204 || status === 304) return null; // without a body, whatever the fields say
  let contentType: string | undefined;
  let length: string | undefined;
  let connection = 'keep-alive';
  let keptForMs: number | null = null;
  const isPlain = everyField(head, (name, value) => {
    switch (name) {
      case 'content-type':
        contentType ??= value;
        return true;
      case 'content-length':
        if (length !== undefined) return false;
        length = value;
        return true;
      case 'connection':
        connection = value.toLowerCase();
        return connection === 'keep-alive' || connection === 'close';
      case 'keep-alive': {
        const seconds = TIMEOUT.exec(value)?.[1];
        if (seconds !== undefined) keptForMs = Number(seconds) * 1000;
        return true;
      }
      default:
        return !NOT_PLAIN.has(name);
    }
  });
  const bytes = lengthOf(length);
  if (!isPlain || bytes === null) return null;
  return { status, contentType, length: bytes, stays: connection === 'keep-alive', keptForMs };
}
