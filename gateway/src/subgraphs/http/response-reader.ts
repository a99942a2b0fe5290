import { ChunkedBody } from './chunked-body.ts';
import { parseHead, ProtocolError, type ResponseHead } from './response-head.ts';

/** The body is larger than this client takes. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

const MAX_HEAD_BYTES = 16 * 1024;
const END_OF_HEAD = '\r\n\r\n';

/**
 * Reads the answers of one connection, one after the other, from the pieces in which they arrive. What it is given is
 * only borrowed: a body that comes in one piece is decoded where it lies, others are copied.
 */
export class ResponseReader {
  /** A byte of the answer has arrived. */
  begun = false;
  head: ResponseHead | null = null;
  /** The body, when the answer is whole. */
  text = '';
  /** Bytes came behind the end of the answer, so that nobody knows what the connection would bring next. */
  overrun = false;

  readonly #maxBodyBytes: number;
  /** The beginning of a head of which the rest has yet to come. */
  #headPart: Buffer | null = null;
  #parts: Buffer[] = [];
  #bodyBytes = 0;
  #chunked: ChunkedBody | null = null;

  constructor(maxBodyBytes: number) {
    this.#maxBodyBytes = maxBodyBytes;
  }

  /** Makes it ready for the next answer. */
  reset(): void {
    this.begun = false;
    this.head = null;
    this.text = '';
    this.overrun = false;
    this.#headPart = null;
    this.#bodyBytes = 0;
    if (this.#parts.length > 0) this.#parts = [];
    this.#chunked = null;
  }

  /** Takes the first `length` bytes. True when the answer is whole. Throws `ProtocolError` or `TooLarge`. */
  read(bytes: Buffer, length: number): boolean {
    this.begun = true;
    if (this.head !== null) return this.#readBody(this.head, bytes, 0, length);
    if (this.#headPart !== null) {
      const joined = Buffer.concat([this.#headPart, bytes.subarray(0, length)]);
      this.#headPart = null;
      return this.#readHead(joined, 0, joined.length);
    }
    return this.#readHead(bytes, 0, length);
  }

  /** The connection has ended. True when that is the end of the answer too. */
  end(): boolean {
    if (this.head?.body !== 'untilClose') return false;
    this.text = Buffer.concat(this.#parts).toString('utf8');
    return true;
  }

  #readHead(bytes: Buffer, start: number, end: number): boolean {
    const at = bytes.indexOf(END_OF_HEAD, start, 'latin1');
    if (at < 0 || at + END_OF_HEAD.length > end) {
      if (end - start > MAX_HEAD_BYTES) throw new ProtocolError('the header fields are too long');
      this.#headPart = Buffer.from(bytes.subarray(start, end));
      return false;
    }
    const head = parseHead(bytes.toString('latin1', start, at));
    const bodyStart = at + END_OF_HEAD.length;
    if (head.status < 200) {
      if (head.status === 101) throw new ProtocolError('another protocol, which nobody asked for');
      return bodyStart < end && this.#readHead(bytes, bodyStart, end); // the answer proper is still to come
    }
    this.head = head;
    if (typeof head.body === 'number' && head.body > this.#maxBodyBytes) throw new TooLarge();
    if (head.body === 'chunked') this.#chunked = new ChunkedBody((part) => this.#keep(part));
    return this.#readBody(head, bytes, bodyStart, end);
  }

  #readBody(head: ResponseHead, bytes: Buffer, start: number, end: number): boolean {
    if (this.#chunked !== null) {
      const behind = this.#chunked.read(bytes, start, end);
      if (behind < 0) return false;
      this.overrun = behind < end;
      this.text = Buffer.concat(this.#parts).toString('utf8');
      return true;
    }
    if (head.body === 'untilClose') {
      this.#keep(bytes.subarray(start, end));
      return false;
    }
    const missing = (head.body as number) - this.#bodyBytes;
    const available = end - start;
    if (available < missing) {
      this.#keep(bytes.subarray(start, end));
      return false;
    }
    this.overrun = available > missing;
    if (this.#bodyBytes === 0) {
      this.text = bytes.toString('utf8', start, start + missing);
    } else {
      this.#parts.push(bytes.subarray(start, start + missing));
      this.text = Buffer.concat(this.#parts).toString('utf8');
    }
    return true;
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    this.#bodyBytes += part.length;
    if (this.#bodyBytes > this.#maxBodyBytes) throw new TooLarge();
    this.#parts.push(Buffer.from(part));
  }
}
