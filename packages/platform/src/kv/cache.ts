import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log/index.ts';

/**
 * Values that can be had again from elsewhere, shared by the processes of a subgraph. An entry may
 * be gone at any time. Values are what JSON can carry.
 */
export interface Cache {
  /** Undefined when there is none, so that null can be a value. */
  get<T>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
  /**
   * The entry, or what `produce` gives, kept for `ttlMs`. However many ask at once, here and in other
   * processes, one produces and the rest wait for it. A cache that fails costs time, never the
   * answer; only what `produce` throws is thrown, and is not kept.
   */
  remember<T>(key: string, ttlMs: number, produce: () => Promise<T>): Promise<T>;
}

/** What an adapter provides: texts that expire, and a lease that one holder has at a time. */
export interface CacheStore {
  read(key: string): Promise<string | undefined>;
  write(key: string, text: string, ttlMs: number): Promise<void>;
  remove(key: string): Promise<void>;
  /** False while another holder has the lease and it has not run out. */
  claim(key: string, holder: string, leaseMs: number): Promise<boolean>;
  /** Does nothing when the holder has lost the lease. */
  release(key: string, holder: string): Promise<void>;
}

export interface CacheOptions {
  readonly store: CacheStore;
  readonly log: Log;
  /** How long the others wait for the one that produces before they produce themselves. */
  readonly leaseMs?: number;
}

const POLL_MIN_MS = 10;
const POLL_MAX_MS = 200;

export function createCache({ store, log, leaseMs = 10_000 }: CacheOptions): Cache {
  const inFlight = new Map<string, Promise<unknown>>();

  const get = async <T>(key: string): Promise<T | undefined> => {
    const text = await store.read(key);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  };

  /** Waits for a value or for the right to make one. */
  const readOrClaim = async <T>(key: string, holder: string): Promise<{ value: T } | 'claimed'> => {
    const deadline = Date.now() + leaseMs;
    for (let pollMs = POLL_MIN_MS; ; pollMs = Math.min(pollMs * 2, POLL_MAX_MS)) {
      const value = await get<T>(key);
      if (value !== undefined) return { value };
      if (await store.claim(key, holder, leaseMs)) {
        // Somebody may have produced it between the look and the claim.
        const late = await get<T>(key);
        if (late === undefined) return 'claimed';
        await store.release(key, holder);
        return { value: late };
      }
      if (Date.now() > deadline) return 'claimed';
      await delay(pollMs * (0.5 + Math.random()));
    }
  };

  const produceOnce = async <T>(key: string, ttlMs: number, produce: () => Promise<T>): Promise<T> => {
    const holder = randomUUID();
    const failed = (error: unknown) => log.warn({ err: error }, 'cache failed');
    const found = await readOrClaim<T>(key, holder).catch(failed);
    if (typeof found === 'object') return found.value;
    try {
      const value = await produce();
      if (value !== undefined) await store.write(key, JSON.stringify(value), ttlMs).catch(failed);
      return value;
    } finally {
      await store.release(key, holder).catch(failed);
    }
  };

  return {
    get,
    set: (key, value, ttlMs) => store.write(key, JSON.stringify(value), ttlMs),
    delete: (key) => store.remove(key),
    remember: <T>(key: string, ttlMs: number, produce: () => Promise<T>) => {
      const running = inFlight.get(key) as Promise<T> | undefined;
      if (running) return running;
      const started = produceOnce(key, ttlMs, produce).finally(() => inFlight.delete(key));
      inFlight.set(key, started);
      return started;
    },
  };
}
