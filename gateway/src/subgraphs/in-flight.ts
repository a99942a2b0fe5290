import type { RequestContext } from '../request-context.ts';
import type { Fetch, FetchOwner } from './fetch.ts';

/** How late a deadline may be noticed. */
const SWEEP_EVERY_MS = 20;

/** The twin of a fetch is looked for among this many newer ones: parallel steps of a plan start together. */
const TWIN_AMONG = 16;

/**
 * Every fetch that waits for an answer, newest first. It ends those whose deadline has passed, with one timer for
 * all of them: a timer and an `AbortController` for each would cost more than everything else that is done for it.
 */
export class InFlight {
  #newest: Fetch | null = null;
  #sweeper: NodeJS.Timeout | null = null;

  add(fetch: Fetch): void {
    fetch.older = this.#newest;
    if (this.#newest !== null) this.#newest.newer = fetch;
    this.#newest = fetch;
    this.#sweeper ??= setInterval(() => this.#sweep(), SWEEP_EVERY_MS).unref();
  }

  remove(fetch: Fetch): void {
    if (fetch.newer === null) this.#newest = fetch.older;
    else fetch.newer.older = fetch.older;
    if (fetch.older !== null) fetch.older.newer = fetch.newer;
    fetch.newer = null;
    fetch.older = null;
  }

  /** A fetch of the same operation that asks the same subgraph the same thing just now. For queries only. */
  twinOf(owner: FetchOwner, body: string, context: RequestContext): Fetch | null {
    let fetch = this.#newest;
    for (let looked = 0; fetch !== null && looked < TWIN_AMONG; looked += 1, fetch = fetch.older) {
      if (fetch.context === context && fetch.owner === owner && fetch.body === body) return fetch;
    }
    return null;
  }

  #sweep(): void {
    if (this.#newest === null) {
      clearInterval(this.#sweeper!);
      this.#sweeper = null;
      return;
    }
    const now = Date.now();
    for (let fetch: Fetch | null = this.#newest; fetch !== null;) {
      const next: Fetch | null = fetch.older; // expiring takes it out of the list
      if (fetch.deadlineAtMs <= now) fetch.expire();
      fetch = next;
    }
  }
}
