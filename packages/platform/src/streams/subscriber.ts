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
  #failure: { readonly error: unknown } | null = null;
  #ended = false;
  readonly #matches: (event: StreamEvent<Payload>) => boolean;
  readonly #onEnd: () => void;

  constructor(options: { matches: (event: StreamEvent<Payload>) => boolean; onEnd: () => void }) {
    this.#matches = options.matches;
    this.#onEnd = options.onEnd;
  }

  /** Sends these, then what came live meanwhile and is later than `position`. */
  start(first: readonly StreamEvent<Payload>[], position: bigint): void {
    this.#position = position;
    for (const event of first) this.#send(event);
    const early = this.#early ?? [];
    this.#early = null;
    for (const event of early) this.live(event);
  }

  /** Never throws: a subscriber's own trouble ends that subscriber. */
  live(event: StreamEvent<Payload>): void {
    if (this.#early !== null) {
      this.#enqueue(this.#early, event);
      return;
    }
    if (event.sequence <= this.#position) return;
    this.#position = event.sequence;
    try {
      if (this.#matches(event)) this.#send(event);
    } catch (error) {
      this.#end(error);
    }
  }

  next(): Promise<IteratorResult<StreamEvent<Payload>>> {
    const event = this.#queue.shift();
    if (event !== undefined) return Promise.resolve({ done: false, value: event });
    if (this.#failure !== null) {
      const { error } = this.#failure;
      this.#failure = null;
      return Promise.reject(error as Error);
    }
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  return(): Promise<IteratorResult<StreamEvent<Payload>>> {
    this.#end();
    this.#queue = [];
    this.#failure = null;
    return Promise.resolve({ done: true, value: undefined });
  }

  async throw(error: unknown): Promise<IteratorResult<StreamEvent<Payload>>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #send(event: StreamEvent<Payload>): void {
    if (this.#ended) return;
    const waiting = this.#waiting.shift();
    if (waiting) waiting.resolve({ done: false, value: event });
    else this.#enqueue(this.#queue, event);
  }

  #enqueue(queue: StreamEvent<Payload>[], event: StreamEvent<Payload>): void {
    if (this.#ended) return;
    if (queue.length < QUEUE_LIMIT) queue.push(event);
    else this.#end(new AppError('RESYNC', 'The reader fell too far behind. Read the state anew and subscribe again.'));
  }

  /** With an error, the next read that finds the queue empty is rejected, once. */
  #end(error?: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
    if (error !== undefined) {
      const waiting = this.#waiting.shift();
      if (waiting) waiting.reject(error);
      else this.#failure = { error };
    }
    for (const waiting of this.#waiting) waiting.resolve({ done: true, value: undefined });
    this.#waiting = [];
  }
}
