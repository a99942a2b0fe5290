import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { ProtocolError, type ResponseHead } from './response-head.ts';
import { ResponseReader, TooLarge } from './response-reader.ts';

/** How an exchange came to no answer. */
export type Break =
  /** Before a byte of the answer arrived. */
  | 'connection'
  /** Within the answer. */
  | 'truncated'
  | 'tooLarge'
  /** What came is no HTTP/1.1. */
  | 'protocol';

/** One request and what becomes of it. Exactly one of `answered` and `broke` is called, unless it was cancelled. */
export interface Exchange {
  /** Where it runs, while it does. */
  connection: Connection | null;
  /** Nobody waits for it any more. */
  readonly cancelled: boolean;
  /** The request line and header fields, each with its line end but for the content length. Made when it is sent. */
  head(): string;
  readonly body: string;
  answered(head: ResponseHead, text: string): void;
  broke(how: Break, error: Error): void;
}

/** What a connection tells the pool that it belongs to. */
export interface ConnectionOwner {
  /** It has brought an answer and can take the next request. */
  onIdle(connection: Connection): void;
  onClosed(connection: Connection): void;
}

/** Where answers arrive. A larger one does not pay: what comes in one piece is decoded where it lies. */
const READ_BYTES = 16 * 1024;

/**
 * One HTTP/1.1 connection, one exchange at a time. It reads into a buffer of its own, past Node's streams, which is
 * the larger part of what makes it cheap.
 */
export class Connection {
  /** Until when an idle connection may be used, in milliseconds since 1970. */
  usableUntilMs = 0;
  /** Seconds that the server keeps it, from its last answer. */
  keepAliveSeconds: number | undefined;

  readonly #owner: ConnectionOwner;
  readonly #socket: Socket;
  readonly #reader: ResponseReader;
  #exchange: Exchange | null = null;
  #closed = false;
  #error: Error | null = null;

  constructor(url: URL, maxBodyBytes: number, owner: ConnectionOwner) {
    this.#owner = owner;
    this.#reader = new ResponseReader(maxBodyBytes);
    this.#socket = open(url, (bytes, length) => this.#onBytes(bytes, length));
    this.#socket.on('error', (error) => (this.#error = error));
    this.#socket.on('end', () => this.#onEnd());
    this.#socket.on('close', () => this.#onEnd());
  }

  /** Only when idle or new. */
  send(exchange: Exchange): void {
    this.#exchange = exchange;
    exchange.connection = this;
    this.#reader.reset();
    const { body } = exchange;
    const bytes = Buffer.byteLength(body);
    const head = `${exchange.head()}content-length: ${bytes}\r\n\r\n`;
    if (bytes === body.length) {
      this.#socket.write(head + body, 'latin1'); // a body of ASCII only, which is the same and written faster
      return;
    }
    this.#socket.cork();
    this.#socket.write(head, 'latin1');
    this.#socket.write(body, 'utf8');
    this.#socket.uncork();
  }

  /** Closes at once, and cuts off the exchange that runs, without telling it. */
  destroy(): void {
    this.#release();
    this.#close();
  }

  #onBytes(bytes: Buffer, length: number): void {
    if (this.#closed) return;
    if (this.#exchange === null) return this.#close(); // nobody asked
    try {
      if (this.#reader.read(bytes, length)) this.#onAnswer();
    } catch (error) {
      if (error instanceof TooLarge) this.#break('tooLarge', error);
      else if (error instanceof ProtocolError) this.#break('protocol', error);
      else throw error;
    }
  }

  #onAnswer(): void {
    const { head, text, overrun } = this.#reader;
    const exchange = this.#release()!;
    const sent = this.#socket.writableLength === 0; // else the server answered before it had the whole request
    if (head!.keepAlive && sent && !overrun && !this.#closed) {
      this.keepAliveSeconds = head!.keepAliveSeconds;
      this.#owner.onIdle(this);
    } else {
      this.#close();
    }
    exchange.answered(head!, text);
  }

  #onEnd(): void {
    if (this.#closed) return;
    if (this.#exchange !== null) {
      if (this.#error === null && this.#reader.end()) return this.#onAnswer();
      const how = this.#reader.begun ? 'truncated' : 'connection';
      return this.#break(how, this.#error ?? new Error('the other side closed the connection'));
    }
    this.#close();
  }

  #break(how: Break, error: Error): void {
    const exchange = this.#release();
    this.#close();
    exchange?.broke(how, error);
  }

  #release(): Exchange | null {
    const exchange = this.#exchange;
    this.#exchange = null;
    if (exchange !== null) exchange.connection = null;
    return exchange;
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket.destroy();
    this.#owner.onClosed(this);
  }
}

function open(url: URL, onBytes: (bytes: Buffer, length: number) => void): Socket {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'https:';
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  const options = {
    host,
    port: Number(url.port || (secure ? 443 : 80)),
    noDelay: true,
    keepAlive: true,
    onread: {
      buffer,
      callback: (length: number) => {
        onBytes(buffer, length);
        return true;
      },
    },
  };
  if (!secure) return connectTcp(options);
  return connectTls({ ...options, ALPNProtocols: ['http/1.1'], ...(isIP(host) === 0 ? { servername: host } : {}) });
}
