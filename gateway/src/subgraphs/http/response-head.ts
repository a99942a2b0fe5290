/** An answer that is no HTTP/1.1, or one that this client will not read. The connection is of no further use. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** What a client of GraphQL over HTTP needs to know of an answer before its body. */
export interface ResponseHead {
  readonly status: number;
  readonly contentType: string | undefined;
  /** How the end of the body is known: its length in bytes, chunks, or the end of the connection. */
  readonly body: number | 'chunked' | 'untilClose';
  readonly keepAlive: boolean;
  /** Seconds that the server keeps an idle connection, when it says so. */
  readonly keepAliveSeconds: number | undefined;
}

const STATUS_LINE = /^HTTP\/1\.([01]) (\d{3})(?:[ \r]|$)/;
const TIMEOUT = /(?:^|[ ,])timeout=(\d{1,6})(?:[ ,]|$)/i;
const CLOSE = /(?:^|[ ,\t])close(?:[ ,\t]|$)/i;
const KEEP_ALIVE = /(?:^|[ ,\t])keep-alive(?:[ ,\t]|$)/i;

/**
 * Reads status line and header fields, without the empty line behind them (RFC 9112, sections 4, 5 and 6.3). Strict
 * where a lax reader could take one answer's end for another's beginning. Fields that do not matter are stepped over,
 * by the length of their names.
 */
export function parseHead(text: string): ResponseHead {
  let lineEnd = endOfLine(text, 0);
  const statusLine = STATUS_LINE.exec(text);
  if (statusLine === null) throw new ProtocolError('the status line is none');
  const status = Number(statusLine[2]);

  let contentType: string | undefined;
  let contentLength: string | undefined;
  let transferEncoding: string | undefined;
  let keepAliveSeconds: number | undefined;
  let connection = '';
  while (lineEnd < text.length) {
    const start = lineEnd + 2;
    lineEnd = endOfLine(text, start);
    const colon = text.indexOf(':', start);
    if (colon <= start || colon >= lineEnd || isSpace(text, start) || isSpace(text, colon - 1)) {
      throw new ProtocolError('a header field without a proper name');
    }
    switch (colon - start) {
      case 10:
        if (isNamed(text, start, colon, 'connection')) connection += `,${valueAt(text, colon, lineEnd)}`;
        else if (isNamed(text, start, colon, 'keep-alive')) {
          const seconds = TIMEOUT.exec(valueAt(text, colon, lineEnd))?.[1];
          if (seconds !== undefined) keepAliveSeconds = Number(seconds);
        }
        break;
      case 12:
        if (isNamed(text, start, colon, 'content-type')) contentType ??= valueAt(text, colon, lineEnd);
        break;
      case 14:
        if (isNamed(text, start, colon, 'content-length')) {
          const value = valueAt(text, colon, lineEnd);
          if (contentLength !== undefined && contentLength !== value) throw new ProtocolError('two lengths');
          contentLength = value;
        }
        break;
      case 17:
        if (isNamed(text, start, colon, 'transfer-encoding')) {
          if (transferEncoding !== undefined) throw new ProtocolError('two transfer encodings');
          transferEncoding = valueAt(text, colon, lineEnd).toLowerCase();
        }
        break;
    }
  }

  const body = bodyOf(status, contentLength, transferEncoding);
  const stays = statusLine[1] === '1' ? !CLOSE.test(connection) : KEEP_ALIVE.test(connection);
  return { status, contentType, body, keepAlive: stays && body !== 'untilClose', keepAliveSeconds };
}

function bodyOf(
  status: number,
  contentLength: string | undefined,
  transferEncoding: string | undefined,
): ResponseHead['body'] {
  if (transferEncoding !== undefined) {
    if (transferEncoding !== 'chunked') throw new ProtocolError(`the transfer encoding ${transferEncoding}`);
    if (contentLength !== undefined) throw new ProtocolError('both a length and chunks');
  }
  if (status < 200 || status === 204 || status === 304) return 0;
  if (transferEncoding !== undefined) return 'chunked';
  if (contentLength === undefined) return 'untilClose';
  if (!/^\d{1,15}$/.test(contentLength)) throw new ProtocolError('a length that is no number');
  return Number(contentLength);
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\r\n', from);
  return at < 0 ? text.length : at;
}

/** Servers write names in one of two ways, mostly. */
const isNamed = (text: string, start: number, end: number, name: string): boolean =>
  text.startsWith(name, start) || text.slice(start, end).toLowerCase() === name;

const valueAt = (text: string, colon: number, lineEnd: number): string => text.slice(colon + 1, lineEnd).trim();

const isSpace = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code === 0x20 || code === 0x09;
};
