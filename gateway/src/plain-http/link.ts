import { connect, type Socket } from 'node:net';
import { errors } from 'undici';
import type { Asking } from '../subgraphs/transport.ts';
import { readPlainAnswerHead, type PlainAnswerHead } from './answer-head.ts';
import { HEAD_END, MOST_HEAD_BYTES } from './head.ts';
import { OtherAnswer } from './other-answer.ts';

export interface LinkOptions {
  readonly host: string;
  readonly port: number;
  /** The request line and the fields that every request has. */
  readonly head: string;
  /** The largest body taken. */
  readonly answerBytes: number;
  /** The answer has come, and the link waits for another request. */
  readonly freed: (link: Link) => void;
  /** It will carry nothing more. Told once. */
  readonly closed: (link: Link) => void;
  /** An answer came that is not plain; it is read all the same. */
  readonly metOther: () => void;
}

/** What a socket has brought is read before the next one brings anything, so one buffer serves all of them. */
const ARRIVED = Buffer.allocUnsafe(64 * 1024);

/**
 * One connection to a server, and on it one request at a time. An answer in plain form (see `readPlainAnswerHead`) is read
 * where it lies; any other by Node's HTTP client, after which the connection ends.
 *
 * It is used again only when the answer ended exactly where its length said, and while it waits nothing may come: so
 * nobody gets what another one asked for.
 */
export class Link {
  /** When it was freed, and how long the server keeps it from then on, as far as it said. */
  freeSinceMs = 0;
  keptForMs: number | null = null;
  readonly #options: LinkOptions;
  readonly #socket: Socket;
  #asking: Asking | null = null;
  #head: PlainAnswerHead | null = null;
  #bodyAt = 0;
  /** What has come of an answer that is not whole yet. */
  #pieces: Buffer[] = [];
  #bytes = 0;
  #other: OtherAnswer | null = null;
  #error: Error | null = null;
  #isOpen = true;

  constructor(options: LinkOptions) {
    const { host, port } = options;
    this.#options = options;
    const callback = (count: number): boolean => {
      this.#read(ARRIVED.subarray(0, count));
      return true;
    };
    this.#socket = connect({ host, port, noDelay: true, onread: { buffer: ARRIVED, callback } });
    this.#socket.on('error', (error) => (this.#error = error));
    this.#socket.on('end', () => this.#end());
    this.#socket.on('close', () => this.#end());
  }

  send(asking: Asking): void {
    this.#asking = asking;
    asking.sent(() => this.#cut(asking));
    const { body } = asking;
    const bytes = Buffer.byteLength(body);
    let head = this.#options.head;
    const fields = asking.headers();
    for (let at = 0; at < fields.length; at += 2) head += `${fields[at]!}: ${fields[at + 1]!}\r\n`;
    head += `content-length: ${bytes}\r\n\r\n`;
    const socket = this.#socket;
    if (body.length === bytes) {
      socket.write(head + body, 'latin1');
    } else {
      socket.cork();
      socket.write(head, 'latin1'); // field values are bytes
      socket.write(body, 'utf8');
      socket.uncork();
    }
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#socket.destroy();
    this.#options.closed(this);
  }

  #cut(asking: Asking): void {
    if (asking !== this.#asking) return;
    this.#asking = null;
    this.close();
  }

  #read(arrived: Buffer): void {
    if (this.#asking === null) return this.close();
    if (this.#other !== null) return this.#other.take(Buffer.from(arrived));
    if (this.#bytes === 0) return this.#readOn(arrived);
    this.#keep(arrived);
    if (this.#head !== null && this.#bytes < this.#bodyAt + this.#head.length) return;
    const all = Buffer.concat(this.#pieces, this.#bytes);
    this.#pieces = [];
    this.#bytes = 0;
    this.#readOn(all);
  }

  #keep(piece: Buffer): void {
    this.#pieces.push(Buffer.from(piece));
    this.#bytes += piece.length;
  }

  /** @param all what has come of the answer */
  #readOn(all: Buffer): void {
    const head = this.#head ?? this.#readHead(all);
    if (head === null) return;
    const end = this.#bodyAt + head.length;
    if (all.length < end) return this.#keep(all);
    const asking = this.#asking!;
    const body = Buffer.allocUnsafe(head.length);
    all.copy(body, 0, this.#bodyAt, end);
    this.#asking = null;
    this.#head = null;
    this.keptForMs = head.keptForMs;
    if (head.stays && all.length === end) this.#options.freed(this);
    else this.close();
    asking.answered(body);
  }

  /** Null when there is no plain head yet, or none at all. */
  #readHead(all: Buffer): PlainAnswerHead | null {
    const headBytes = all.indexOf(HEAD_END);
    if (headBytes < 0) {
      if (all.length > MOST_HEAD_BYTES) this.#break(new errors.HeadersOverflowError());
      else this.#keep(all);
      return null;
    }
    const head = readPlainAnswerHead(all.toString('latin1', 0, headBytes + 2));
    if (head === null) {
      this.#options.metOther();
      this.#other = new OtherAnswer(this.#asking!, this.#options.answerBytes, (error) => this.#endOther(error));
      this.#other.take(Buffer.from(all));
      return null;
    }
    if (head.length > this.#options.answerBytes) {
      this.#break(new errors.ResponseExceededMaxSizeError());
      return null;
    }
    this.#head = head;
    this.#bodyAt = headBytes + HEAD_END.length;
    this.#asking!.begun(head.status, head.contentType);
    return head;
  }

  #endOther(error: Error | null): void {
    if (error !== null) return this.#break(error);
    this.#asking = null;
    this.close();
  }

  #break(error: Error): void {
    const asking = this.#asking;
    this.#asking = null;
    this.close();
    asking?.broke(error);
  }

  /** Nothing more comes, which ends some answers. */
  #end(): void {
    if (this.#other !== null && this.#asking !== null && this.#error === null) this.#other.end();
    else this.#break(this.#error ?? new Error('the connection ended before the answer'));
  }
}
