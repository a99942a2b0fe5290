import type { IncomingHttpHeaders } from 'node:http';
import { Pool, type Dispatcher } from 'undici';
import type { Asking, Transport } from './transport.ts';

export interface UndiciPoolOptions {
  readonly url: URL;
  readonly connections: number;
  readonly keepAliveMs: number;
  /** The largest body taken. */
  readonly answerBytes: number;
}

/** Connections to a subgraph over https, and to one whose answers are not plain. */
export class UndiciPool implements Transport {
  readonly #pool: Pool;
  readonly #path: string;

  constructor({ url, connections, keepAliveMs, answerBytes }: UndiciPoolOptions) {
    this.#path = url.pathname + url.search;
    this.#pool = new Pool(url.origin, {
      connections,
      pipelining: 1, // more, and one slow answer holds up those behind it
      allowH2: false,
      keepAliveTimeout: keepAliveMs,
      headersTimeout: 0, // a fetch has one deadline of its own
      bodyTimeout: 0,
      maxResponseSize: answerBytes,
    });
  }

  dispatch(asking: Asking): void {
    const { body } = asking;
    const headers = asking.headers() as string[];
    this.#pool.dispatch({ path: this.#path, method: 'POST', headers, body }, new UndiciExchange(asking));
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

class UndiciExchange implements Dispatcher.DispatchHandler {
  readonly #asking: Asking;
  readonly #pieces: Buffer[] = [];

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#asking.isOver) controller.abort(new Error('nobody waits for it any more'));
    else this.#asking.sent((reason) => controller.abort(reason));
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#asking.begun(status, headers['content-type']);
  }

  onResponseData(_: Dispatcher.DispatchController, piece: Buffer): void {
    this.#pieces.push(piece);
  }

  onResponseEnd(): void {
    this.#asking.answered(Buffer.concat(this.#pieces));
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    this.#asking.broke(error);
  }
}
