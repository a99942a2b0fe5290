import type { ServerResponse } from 'node:http';
import { Abandonment } from '../abandonment.ts';
import { drained } from '../http/drained.ts';
import type { Caller } from '../identity/authenticate.ts';
import type { EndReason } from './end-of-stream.ts';

/** How long a client whose stream was ended may take to read what is left. */
const LAST_WORDS_MS = 5_000;
/** Proxies close connections on which nothing comes for a minute or so. */
const COMMENT_EVERY_MS = 12_000;
const COMMENT = ':\n\n';

/** One client's event stream: what is written to it, how fast it is read, and how it ends. */
export class ClientStream {
  /** Happens when the client is gone. */
  readonly gone = new Abandonment();
  /** Set when the gateway ended the stream. */
  ended: EndReason | null = null;
  readonly #response: ServerResponse;
  readonly #stopWatching: (() => void) | undefined;
  #comments: NodeJS.Timeout | undefined;
  #results: AsyncIterableIterator<string> | null = null;

  constructor(response: ServerResponse, caller: Caller) {
    this.#response = response;
    this.#stopWatching = caller.watch?.((lapse) => this.end(lapse));
    response.on('close', () => {
      clearInterval(this.#comments);
      this.#stopWatching?.();
      this.gone.happen();
      void this.#results?.return?.();
    });
  }

  /** True while a subscription runs on it. */
  get streaming(): boolean {
    return this.#results !== null;
  }

  /** Begins with a comment: Firefox and Safari take headers alone for no answer. */
  open(headers: readonly string[]): void {
    this.#response.writeHead(200, [...headers]);
    this.#response.write(COMMENT);
    this.#comments = setInterval(() => this.#response.write(COMMENT), COMMENT_EVERY_MS).unref();
  }

  /** One result, as JSON text without line breaks. False when the client has to read before more is written. */
  next(result: string): boolean {
    return this.#response.write(`event: next\ndata: ${result}\n\n`);
  }

  /** Results until they end or fail, at the client's pace: the next one is asked for when the network has taken the last. */
  async follow(results: AsyncIterableIterator<string>): Promise<void> {
    this.#results = results;
    if (this.ended !== null || this.gone.happened) this.#letGo();
    for await (const result of results) {
      if (!this.next(result)) await drained(this.#response);
    }
  }

  /** Nothing more comes. The line without data is there because `EventSource` passes over events that have no such line. */
  complete(): void {
    clearInterval(this.#comments);
    this.#response.end('event: complete\ndata: \n\n');
  }

  /** Lets go of what feeds the stream; whoever writes it says why and closes it. A query or mutation runs to its end. */
  end(reason: EndReason): void {
    if (this.ended !== null || this.gone.happened) return;
    this.ended = reason;
    if (this.streaming) this.#letGo();
  }

  #letGo(): void {
    void this.#results?.return?.();
    setTimeout(() => this.#response.destroy(), LAST_WORDS_MS).unref();
  }
}
