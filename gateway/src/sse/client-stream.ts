import type { ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import { Abandonment } from '../abandonment.ts';
import type { Caller } from '../identity/authenticate.ts';
import { atTime } from '../live/at-time.ts';
import type { EndReason } from './end-of-stream.ts';

type Results = AsyncIterableIterator<FormattedExecutionResult>;

/** How long a client whose stream was ended may take to read what is left. */
const LAST_WORDS_MS = 5_000;

/** One client's event stream: what feeds it, how fast it is read, and how it ends. */
export class ClientStream {
  /** Happens when the client is gone. */
  readonly gone = new Abandonment();
  /** Set when the gateway ended the stream. */
  ended: EndReason | null = null;
  readonly #response: ServerResponse;
  readonly #forgetExpiry: () => void;
  #results: Results | null = null;
  #unread = 0;
  #read: PromiseWithResolvers<void> | null = null;
  #drained: PromiseWithResolvers<void> | null = null;

  constructor(response: ServerResponse, { viewer }: Caller) {
    this.#response = response;
    this.#forgetExpiry =
      viewer.kind === 'user' || viewer.kind === 'guest'
        ? atTime(viewer.tokenExpiresAt.getTime(), () => this.end('tokenExpired'))
        : () => {};
    response.on('drain', () => this.#drained?.resolve());
    response.on('close', () => {
      this.#forgetExpiry();
      this.gone.happen();
      this.#drained?.resolve();
      this.#read?.resolve();
      void this.#results?.return?.();
    });
  }

  /** True while a subscription runs on it. */
  get streaming(): boolean {
    return this.#results !== null;
  }

  /** The results, at the client's pace: the next one is asked for when the network has taken the last. */
  async *paced(results: Results): AsyncGenerator<FormattedExecutionResult, void> {
    this.#results = results;
    if (this.ended !== null || this.gone.happened) this.#letGo();
    for await (const result of results) {
      this.#unread += 1;
      yield result;
      while (this.#unread > 0 && !this.gone.happened) await (this.#read = Promise.withResolvers<void>()).promise;
    }
  }

  /** Lets go of what feeds the stream; whoever writes it says why and closes it. A query or mutation runs to its end. */
  end(reason: EndReason): void {
    if (this.ended !== null || this.gone.happened) return;
    this.ended = reason;
    if (this.streaming) this.#letGo();
  }

  /** Writes messages of the event stream protocol until they end or the client is gone. */
  async write(messages: AsyncIterable<string>): Promise<void> {
    for await (const message of messages) {
      if (this.#response.destroyed) return;
      if (!this.#response.write(message)) await (this.#drained = Promise.withResolvers<void>()).promise;
      if (!message.startsWith(':')) this.#hasRead(); // a comment only keeps the connection open
    }
    this.#response.end();
  }

  #letGo(): void {
    void this.#results?.return?.();
    setTimeout(() => this.#response.destroy(), LAST_WORDS_MS).unref();
  }

  #hasRead(): void {
    this.#unread = 0;
    this.#read?.resolve();
  }
}
