import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log/index.ts';

export interface PumpOptions {
  readonly name: string;
  /** Does one bounded piece of work; says whether there may be more. */
  readonly step: () => Promise<'more' | 'idle'>;
  readonly log: Log;
}

export interface Pump {
  /** There may be work: looks, unless it is looking already, in which case it looks once more afterwards. */
  readonly wake: () => void;
  /** Starts, or goes on after `pause`, and looks at once. */
  readonly resume: () => void;
  readonly pause: () => void;
  /** Resolves when a look that began after this call found nothing, or when the pump has stopped. */
  readonly idle: () => Promise<void>;
  /** Finishes the step under way, then rests for good. */
  readonly stop: () => Promise<void>;
}

const RETRY_MIN_MS = 50;
const RETRY_MAX_MS = 5_000;

/**
 * Repeats a step while it has work, one at a time, and sleeps until woken. A step that throws is
 * tried again, later and later: whatever it would have done is still in its table.
 */
export function createPump({ name, step, log }: PumpOptions): Pump {
  const stopping = new AbortController();
  let active = false;
  let woken = false;
  let running: Promise<void> | null = null;
  let waiters: { asked: boolean; resolve: () => void }[] = [];

  const run = async (): Promise<void> => {
    let retryMs = RETRY_MIN_MS;
    while (active && woken && !stopping.signal.aborted) {
      woken = false;
      for (const waiter of waiters) waiter.asked = true;
      try {
        if ((await step()) === 'more') woken = true;
        else settle();
        retryMs = RETRY_MIN_MS;
      } catch (error) {
        woken = true;
        log.warn({ err: error, retryMs }, `${name} failed and will try again`);
        await delay(retryMs, undefined, { signal: stopping.signal }).catch(() => {});
        retryMs = Math.min(retryMs * 2, RETRY_MAX_MS);
      }
    }
    running = null;
  };

  const settle = (): void => {
    const done = waiters.filter((waiter) => waiter.asked);
    waiters = waiters.filter((waiter) => !waiter.asked);
    for (const waiter of done) waiter.resolve();
  };

  const wake = (): void => {
    woken = true;
    if (active && running === null && !stopping.signal.aborted) running = run();
  };

  return {
    wake,
    resume: () => {
      active = true;
      wake();
    },
    pause: () => {
      active = false;
    },
    idle: () =>
      new Promise((resolve) => {
        if (stopping.signal.aborted) return resolve();
        waiters.push({ asked: false, resolve });
        wake();
      }),
    stop: async () => {
      stopping.abort();
      await running;
      for (const waiter of waiters) waiter.resolve();
      waiters = [];
    },
  };
}
