import type { WebSocket } from 'ws';
import { Abandonment } from '../abandonment.ts';
import type { Caller } from '../identity/authenticate.ts';
import type { GatewayMetrics } from '../metrics.ts';
import { CLOSE_CODES, CLOSE_TEXT, type CloseReason } from './close-codes.ts';

/** One client's WebSocket: who it belongs to, what runs on it, and how it ends. */
export class ClientSocket {
  /** The client's address. */
  readonly ip: string;
  /** Ids of the subscriptions that run. */
  readonly streams = new Set<string>();
  /** Happens when the socket is gone. */
  readonly gone = new Abandonment();
  /** Set by the `connection_init` that was accepted. */
  caller: Caller | null = null;
  /** The client's headers that go on to subgraphs, set at the same time. */
  passedOn: readonly string[] | null = null;
  readonly #socket: WebSocket;
  readonly #metrics: GatewayMetrics;
  /** Unsent bytes beyond which the client is too slow. */
  readonly #bufferBytes: number;
  #stopWatching: (() => void) | undefined;
  #answersPings = true;

  constructor(socket: WebSocket, ip: string, bufferBytes: number, metrics: GatewayMetrics) {
    this.ip = ip;
    this.#bufferBytes = bufferBytes;
    this.#socket = socket;
    this.#metrics = metrics;
    metrics.sockets.inc();
    socket.on('pong', () => (this.#answersPings = true));
    socket.once('close', () => {
      metrics.sockets.dec();
      this.#stopWatching?.();
      this.gone.happen();
    });
  }

  /** From here on the socket acts for this caller, until the caller's token expires or key is revoked. */
  accept(caller: Caller): void {
    if (this.gone.happened) return;
    this.caller = caller;
    this.#stopWatching = caller.watch?.((lapse) => this.close(lapse));
  }

  /** Resolves when the network has taken the message, so that whoever awaits it goes at the client's pace. */
  readonly send = (message: string): Promise<void> => {
    if (this.#socket.readyState !== this.#socket.OPEN) return Promise.resolve();
    if (this.#socket.bufferedAmount > this.#bufferBytes) {
      this.close('tooSlow');
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#socket.send(message, () => resolve())); // an error means closed, which 'close' tells
  };

  close(reason: CloseReason, text: string = CLOSE_TEXT[reason]): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#metrics.socketsClosed.inc({ code: CLOSE_CODES[reason] });
    this.#socket.close(CLOSE_CODES[reason], text);
  }

  /** Ends a socket whose client has not answered since the last call. */
  checkAlive(): void {
    if (!this.#answersPings) return this.#socket.terminate();
    this.#answersPings = false;
    this.#socket.ping();
  }

  terminate(): void {
    this.#socket.terminate();
  }
}
