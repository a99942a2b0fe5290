import { ProtocolError } from './response-head.ts';

const CHUNK_SIZE = /^([0-9a-f]{1,8})[ \t]*(?:;[^\n]*)?\r$/i;
const MAX_LINE_BYTES = 4 * 1024;
const MAX_TRAILER_LINES = 100;
const LF = 10;

/** Takes a chunked body apart (RFC 9112, section 7.1). Trailers are read over. */
export class ChunkedBody {
  #state: 'size' | 'data' | 'dataEnd' | 'trailer' = 'size';
  #missing = 0;
  #line = '';
  #trailerLines = 0;
  readonly #onData: (part: Buffer) => void;

  /** Parts given to `onData` are only borrowed. */
  constructor(onData: (part: Buffer) => void) {
    this.#onData = onData;
  }

  /** Where the body ended, in `bytes`; -1 when it has not yet. */
  read(bytes: Buffer, start: number, end: number): number {
    let at = start;
    while (at < end) {
      if (this.#state === 'data') {
        const take = Math.min(this.#missing, end - at);
        this.#onData(bytes.subarray(at, at + take));
        at += take;
        this.#missing -= take;
        if (this.#missing === 0) this.#state = 'dataEnd';
        continue;
      }
      const lf = bytes.indexOf(LF, at);
      const whole = lf >= 0 && lf < end;
      this.#line += bytes.toString('latin1', at, whole ? lf : end);
      if (this.#line.length > MAX_LINE_BYTES) throw new ProtocolError('a line of a chunked body is too long');
      if (!whole) return -1;
      at = lf + 1;
      const line = this.#line;
      this.#line = '';
      if (this.#endsWith(line)) return at;
    }
    return -1;
  }

  #endsWith(line: string): boolean {
    if (this.#state === 'trailer') {
      if (line === '\r') return true;
      this.#trailerLines += 1;
      if (this.#trailerLines > MAX_TRAILER_LINES) throw new ProtocolError('too many trailers');
      return false;
    }
    if (this.#state === 'dataEnd') {
      if (line !== '\r') throw new ProtocolError('a chunk longer than it said');
      this.#state = 'size';
      return false;
    }
    const size = CHUNK_SIZE.exec(line)?.[1];
    if (size === undefined) throw new ProtocolError('a chunk without a size');
    this.#missing = parseInt(size, 16);
    this.#state = this.#missing === 0 ? 'trailer' : 'data';
    return false;
  }
}
