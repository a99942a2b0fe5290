import { AppError } from '../errors/index.ts';
import type { StreamEvent } from './streams.ts';

const QUEUE_LIMIT = 1_000;

interface Waiting<Payload> {
  readonly resolve: (result: IteratorResult<StreamEvent<Payload>>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One reader of a stream. A plain iterator on purpose: an async generator's `return()` waits for
 * the pending `next()`, so a client that leaves would stay subscribed until the next event.
 */
export class Subscriber<Payload> implements AsyncIterableIterator<StreamEvent<Payload>> {
  #queue: StreamEvent<Payload>[] = [];
  #waiting: Waiting<Payload>[] = [];
  /** Live events that arrive while the replay is read. */
  #early: StreamEvent<Payload>[] | null = [];
  #position = 0n;
  #failure: Error | null = null;
  #ended = false;
  readonly #filter: ((payload: Payload) => boolean) | undefined;
  readonly #onEnd: () => void;

  constructor(options: { filter: ((payload: Payload) => boolean) | undefined; onEnd: () => void }) {
    this.#filter = options.filter;
    this.#onEnd = options.onEnd;
  }

  /** Sends the replay (or the snapshot), then what came live meanwhile and is later. */
  start(replayed: readonly StreamEvent<Payload>[], position: bigint): void {
    this.#position = position;
    for (const event of replayed) {
      this.#position = event.sequence;
      this.#push(event);
    }
    const early = this.#early ?? [];
    this.#early = null;
    for (const event of early) this.live(event);
  }

  live(event: StreamEvent<Payload>): void {
    if (this.#early !== null) {
      this.#early.push(event);
      return;
    }
    if (event.sequence <= this.#position) return;
    this.#position = event.sequence;
    this.#push(event);
  }

  next(): Promise<IteratorResult<StreamEvent<Payload>>> {
    const event = this.#queue.shift();
    if (event !== undefined) return Promise.resolve({ done: false, value: event });
    if (this.#failure !== null) {
      const failure = this.#failure;
      this.#failure = null;
      return Promise.reject(failure);
    }
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  return(): Promise<IteratorResult<StreamEvent<Payload>>> {
    this.#end();
    this.#queue = [];
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<StreamEvent<Payload>>> {
    this.#end();
    return Promise.reject(error as Error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #push(event: StreamEvent<Payload>): void {
    if (this.#ended || this.#filter?.(event.payload) === false) return;
    const waiting = this.#waiting.shift();
    if (waiting) waiting.resolve({ done: false, value: event });
    else if (this.#queue.length < QUEUE_LIMIT) this.#queue.push(event);
    else {
      this.#failure = new AppError(
        'RESYNC',
        'The reader fell too far behind. Read the state anew and subscribe again.',
      );
      this.#end();
    }
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
    for (const waiting of this.#waiting) waiting.resolve({ done: true, value: undefined });
    this.#waiting = [];
  }
}
