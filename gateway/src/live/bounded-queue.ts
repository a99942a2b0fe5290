/**
 * A plain async iterator fed from outside. It holds at most `capacity` values: the feeder learns from `push` that
 * the reader is too slow and decides what follows. Of values with a subject only the newest of each counts, so when the
 * queue is full the older ones go; values without one are never dropped. Not an async generator, whose `return()` waits for a pending
 * `next()`: here it ends the stream at once, so that nothing upstream outlives its reader.
 */
export class BoundedQueue<T> implements AsyncIterableIterator<T> {
  readonly #capacity: number;
  readonly #onReturn: () => void;
  #values: { readonly value: T; readonly subject: string | null }[] = [];
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
  push(value: T, subject: string | null = null): boolean {
    if (this.#end !== null) return true;
    if (this.#waiting !== null) {
      this.#waiting.resolve({ done: false, value });
      this.#waiting = null;
      return true;
    }
    if (this.#values.length >= this.#capacity) {
      this.#dropOlder(subject);
      if (this.#values.length >= this.#capacity) return false;
    }
    this.#values.push({ value, subject });
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
    if (this.#values.length > 0) return Promise.resolve({ done: false, value: this.#values.shift()!.value });
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
    this.#values = [];
    this.#stop({});
    if (running) this.#onReturn();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Keeps the newest value of each subject; of `coming`, for which there is a newer one, none. */
  #dropOlder(coming: string | null): void {
    const newer = new Set(coming === null ? [] : [coming]);
    this.#values = this.#values
      .toReversed()
      .filter(({ subject }) => {
        if (subject === null) return true;
        const isNewest = !newer.has(subject);
        newer.add(subject);
        return isNewest;
      })
      .toReversed();
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
