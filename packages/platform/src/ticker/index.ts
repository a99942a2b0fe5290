import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log/index.ts';

export interface Ticker {
  /** Waits for the tick under way. */
  stop(): Promise<void>;
}

/**
 * Does a piece of work again and again, `everyMs` after the last time it ended, so that ticks never
 * overlap. A tick that throws is logged and the next one comes all the same. Each process ticks for
 * itself: the work must be safe beside its twin (`SKIP LOCKED`, conditional updates).
 */
export function startTicker({
  name,
  everyMs,
  work,
  log,
}: {
  name: string;
  everyMs: number;
  work: () => Promise<unknown>;
  log: Log;
}): Ticker {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await work();
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ err: error }, `${name} failed; it runs again in ${everyMs} ms`);
      }
      await delay(everyMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
