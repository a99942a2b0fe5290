import { request, type IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { errors } from 'undici';
import type { Asking } from '../subgraphs/transport.ts';

/**
 * An answer that is not plain, such as one in chunks, read by Node's HTTP client: it believes that it asked on a connection
 * of its own, on which it finds what has come.
 */
export class OtherAnswer {
  readonly #connection = new Duplex({ read() {}, write: (_chunk, _encoding, written) => written() });
  readonly #mostBytes: number;
  readonly #asking: Asking;
  readonly #ended: (error: Error | null) => void;
  #pieces: Buffer[] = [];
  #bytes = 0;

  /** @param ended it has been told to `asking`, or it cannot be read for a reason */
  constructor(asking: Asking, mostBytes: number, ended: (error: Error | null) => void) {
    this.#asking = asking;
    this.#mostBytes = mostBytes;
    this.#ended = ended;
    request({ method: 'POST', createConnection: () => this.#connection })
      .on('response', (response) => this.#read(response))
      .on('error', (error: NodeJS.ErrnoException) => this.#fail(error))
      .end();
  }

  take(bytes: Buffer): void {
    this.#connection.push(bytes);
  }

  /** Nothing more comes. */
  end(): void {
    this.#connection.push(null);
  }

  #read(response: IncomingMessage): void {
    this.#asking.begun(response.statusCode!, response.headers['content-type']);
    response.on('data', (piece: Buffer) => {
      this.#bytes += piece.length;
      if (this.#bytes > this.#mostBytes) this.#fail(new errors.ResponseExceededMaxSizeError());
      else this.#pieces.push(piece);
    });
    response.on('error', (error: NodeJS.ErrnoException) => this.#fail(error));
    response.on('end', () => {
      this.#ended(null);
      this.#asking.answered(Buffer.concat(this.#pieces));
    });
  }

  #fail(error: NodeJS.ErrnoException): void {
    this.#connection.destroy();
    this.#ended(error.code?.startsWith('HPE_') ? new errors.HTTPParserError(error.message) : error);
  }
}
