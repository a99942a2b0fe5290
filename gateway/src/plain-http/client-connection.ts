import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Exchange, ExchangeHandler, RequestHead } from '../http/exchange.ts';
import { readPlainRequest, type PlainRequest } from './request.ts';

export interface PlainConnectionOptions {
  /** Who answers plain requests, by URL. */
  readonly handlers: ReadonlyMap<string, ExchangeHandler>;
  /** Takes a connection over for good: what it brought waits in it to be read once more. */
  readonly takeOver: (socket: Socket) => void;
  /** Those that are plain and not closed yet. */
  readonly open: Set<PlainConnection>;
  /** Header lines that tell a client how long it may wait with its next request. */
  readonly keepAlive: string;
}

/**
 * A client's connection as long as it brings plain requests (see `readPlainRequest`), one after the other, each
 * answered before the next. They are read where they lie and answered with one write, without the streams, timers and
 * events that Node's server makes for each. Whatever else comes, the connection becomes Node's with that.
 */
export class PlainConnection {
  readonly #socket: Socket;
  readonly #options: PlainConnectionOptions;
  #exchange: PlainExchange | null = null;
  #idleSinceMs = Date.now();
  /** Came before the answer to what came before. */
  #ahead: Buffer | null = null;

  constructor(socket: Socket, options: PlainConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    options.open.add(this);
    socket.on('data', this.#onData);
    socket.on('end', this.#onEnd);
    socket.on('error', this.#onError);
    socket.on('close', this.#onClose);
  }

  /**
   * Closes it when it has waited for a request since `instant`, in milliseconds since 1970, or longer; a client that still
   * reads its last answer may do so to the end.
   */
  closeIfIdleSince(instant: number): void {
    if (this.#exchange === null && this.#idleSinceMs <= instant) this.#socket.destroySoon();
  }

  /**
   * @param fields the head but for what tells whether the connection stays
   * @param lastOne nothing more is taken on this connection
   */
  write(fields: string, content: string | Buffer, isAscii: boolean, lastOne: boolean): void {
    const socket = this.#socket;
    const head = `${fields}${lastOne ? '' : this.#options.keepAlive}\r\n`;
    this.#exchange = null;
    this.#idleSinceMs = Date.now();
    if (typeof content === 'string') socket.write(head + content, isAscii ? 'latin1' : 'utf8');
    else if (content.length < LEAST_APART) socket.write(head + content.toString('latin1'), 'latin1');
    else {
      socket.cork();
      socket.write(head, 'latin1');
      socket.write(content);
      socket.uncork();
    }
    if (lastOne) socket.destroySoon();
    else if (this.#ahead !== null) this.#handOver(this.#ahead);
  }

  readonly #onData = (bytes: Buffer): void => {
    if (this.#exchange !== null) {
      this.#socket.pause();
      this.#ahead = this.#ahead === null ? bytes : Buffer.concat([this.#ahead, bytes]);
      return;
    }
    const request = readPlainRequest(bytes);
    const handle = request === null ? undefined : this.#options.handlers.get(request.url);
    if (handle === undefined) return this.#handOver(bytes);
    this.#exchange = new PlainExchange(request!, this.#socket, this);
    handle(this.#exchange);
  };

  readonly #onEnd = (): void => void this.#socket.destroy();

  readonly #onError = (): void => {}; // `close` follows

  readonly #onClose = (): void => {
    const exchange = this.#exchange;
    this.#exchange = null;
    this.#options.open.delete(this);
    exchange?.abandon();
  };

  #handOver(bytes: Buffer): void {
    const socket = this.#socket;
    this.#options.open.delete(this);
    socket.off('data', this.#onData);
    socket.off('end', this.#onEnd);
    socket.off('error', this.#onError);
    socket.off('close', this.#onClose);
    socket.pause(); // what is put back is read when Node's server has its listeners
    socket.unshift(bytes);
    this.#options.takeOver(socket);
    socket.resume();
  }
}

/** Fewer bytes go out faster in one piece with the head. */
const LEAST_APART = 16_000;

/** One request on a plain connection. */
class PlainExchange implements Exchange {
  readonly request: RequestHead;
  readonly #body: Buffer;
  readonly #connection: PlainConnection;
  #isOver = false;
  #isAnswered = false;
  #onGone: (() => void) | null = null;

  constructor({ url, headers, body }: PlainRequest, socket: Socket, connection: PlainConnection) {
    this.request = { method: 'POST', url, headers, socket };
    this.#body = body;
    this.#connection = connection;
  }

  readBody(limitBytes: number, done: (text: string | null) => void): void {
    done(this.#body.length > limitBytes ? null : this.#body.toString());
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get isAnswered(): boolean {
    return this.#isAnswered;
  }

  onGone(listener: () => void): void {
    this.#onGone = listener;
  }

  abandon(): void {
    this.#isOver = true;
    this.#onGone?.();
  }

  answer(status: number, headers: readonly string[], content: string | Buffer, bytes: number): void {
    if (this.#isOver) return;
    let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`;
    let isLast = false;
    for (let at = 0; at < headers.length; at += 2) {
      const name = headers[at]!;
      const value = headers[at + 1]!;
      if (!VALUE.test(value)) throw new Error(`the header field ${name} cannot be ${JSON.stringify(value)}`);
      if (name === 'connection') isLast = value === 'close';
      head += `${name}: ${value}\r\n`;
    }
    head += `content-length: ${bytes}\r\ndate: ${dateNow()}\r\n`;
    this.#isOver = true;
    this.#isAnswered = true;
    this.#connection.write(head, content, content.length === bytes, isLast);
  }

  answerInParts(): void {
    throw new Error('a client that accepts parts has no plain connection');
  }
}

/** Ours are ASCII. */
const VALUE = /^[\x20-\x7e]*$/;

let dateSecond = 0;
let date = '';

/** As `Date` header fields have it, made once a second. */
function dateNow(): string {
  const second = Math.floor(Date.now() / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    date = new Date(second * 1000).toUTCString();
  }
  return date;
}
