/**
 * A plain async iterator fed from outside. It holds at most `capacity` values: the feeder learns from `push` that
 * the reader is too slow and decides what follows. Not an async generator, whose `return()` waits for a pending
 * `next()`: here it ends the stream at once, so that nothing upstream outlives its reader.
 */
export class BoundedQueue<T> implements AsyncIterableIterator<T> {
  readonly #capacity: number;
  readonly #onReturn: () => void;
  readonly #values: T[] = [];
  #waiting: PromiseWithResolvers<IteratorResult<T>> | null = null;
  #end: { readonly error: unknown } | { readonly error?: never } | null = null;

  constructor(capacity: number, onReturn: () => void = () => {}) {
    this.#capacity = capacity;
    this.#onReturn = onReturn;
  }

  get ended(): boolean {
    return this.#end !== null;
  }

  /** False when the queue is full and the value was not taken. After the end, values are ignored. */
  push(value: T): boolean {
    if (this.#end !== null) return true;
    if (this.#waiting !== null) {
      this.#waiting.resolve({ done: false, value });
      this.#waiting = null;
      return true;
    }
    if (this.#values.length >= this.#capacity) return false;
    this.#values.push(value);
    return true;
  }

  /** The reader gets what is queued, then the end. */
  finish(): void {
    this.#stop({});
  }

  /** The reader gets what is queued, then the error. */
  fail(error: unknown): void {
    this.#stop({ error });
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#values.length > 0) return Promise.resolve({ done: false, value: this.#values.shift()! });
    if (this.#end !== null) {
      const end = this.#end;
      this.#end = {}; // an error is told once
      return 'error' in end ? Promise.reject(end.error) : Promise.resolve({ done: true, value: undefined });
    }
    this.#waiting ??= Promise.withResolvers();
    return this.#waiting.promise;
  }

  return(): Promise<IteratorResult<T>> {
    const running = this.#end === null;
    this.#values.length = 0;
    this.#stop({});
    if (running) this.#onReturn();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #stop(end: { readonly error: unknown } | { readonly error?: never }): void {
    if (this.#end !== null) return;
    this.#end = end;
    if (this.#waiting === null) return;
    this.#end = {};
    if ('error' in end) this.#waiting.reject(end.error);
    else this.#waiting.resolve({ done: true, value: undefined });
    this.#waiting = null;
  }
}
