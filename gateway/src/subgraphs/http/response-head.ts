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

const STATUS_LINE = /^HTTP\/1\.([01]) (\d{3})(?: |$)/;
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;
const TIMEOUT = /(?:^|[ ,])timeout=(\d{1,6})(?:[ ,]|$)/i;

/**
 * Reads status line and header fields, without the empty line behind them (RFC 9112, sections 4, 5 and 6.3). Strict
 * where a lax reader could take one answer's end for another's beginning.
 */
export function parseHead(text: string): ResponseHead {
  let lineEnd = endOfLine(text, 0);
  const statusLine = STATUS_LINE.exec(text.slice(0, lineEnd));
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
    if (colon < 0 || colon >= lineEnd) throw new ProtocolError('a header field without a colon');
    const name = text.slice(start, colon);
    if (!TOKEN.test(name)) throw new ProtocolError('a header field without a proper name');
    switch (name.length) {
      case 10:
        if (isName(name, 'connection')) connection += `,${text.slice(colon + 1, lineEnd)}`;
        else if (isName(name, 'keep-alive')) {
          const seconds = TIMEOUT.exec(text.slice(colon + 1, lineEnd).trim())?.[1];
          if (seconds !== undefined) keepAliveSeconds = Number(seconds);
        }
        break;
      case 12:
        if (isName(name, 'content-type')) contentType ??= text.slice(colon + 1, lineEnd).trim();
        break;
      case 14:
        if (isName(name, 'content-length')) {
          const value = text.slice(colon + 1, lineEnd).trim();
          if (contentLength !== undefined && contentLength !== value) throw new ProtocolError('two lengths');
          contentLength = value;
        }
        break;
      case 17:
        if (isName(name, 'transfer-encoding')) {
          if (transferEncoding !== undefined) throw new ProtocolError('two transfer encodings');
          transferEncoding = text
            .slice(colon + 1, lineEnd)
            .trim()
            .toLowerCase();
        }
        break;
    }
  }

  const closes = /(?:^|[ ,\t])close(?:[ ,\t]|$)/i.test(connection);
  const keeps = statusLine[1] === '1' || /(?:^|[ ,\t])keep-alive(?:[ ,\t]|$)/i.test(connection);
  const body = bodyOf(status, contentLength, transferEncoding);
  return { status, contentType, body, keepAlive: keeps && !closes && body !== 'untilClose', keepAliveSeconds };
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

const isName = (name: string, lowerCase: string): boolean => name === lowerCase || name.toLowerCase() === lowerCase;
