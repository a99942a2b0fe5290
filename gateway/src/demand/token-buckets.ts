import type { Taken, TokenBucket } from '@emporium/platform/kv';
import { LRUCache } from 'lru-cache';

/** The platform's `RateLimiter` in this process, and at once. */
export interface TokenBuckets {
  take(key: string, bucket: TokenBucket): Taken;
}

export interface TokenBucketsOptions {
  /** Keys that are remembered; the one used least recently is forgotten first. */
  readonly size?: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

interface Level {
  tokens: number;
  atMs: number;
}

const REMEMBERED = 100_000;

/** Buckets fill up when they are looked at, so that one which nobody uses costs nothing but its memory. */
export function createTokenBuckets({
  size = REMEMBERED,
  now = () => performance.now(),
}: TokenBucketsOptions = {}): TokenBuckets {
  const levels = new LRUCache<string, Level>({ max: size });
  return {
    take(key, { capacity, refillPerSecond, cost = 1 }) {
      const atMs = now();
      let level = levels.get(key);
      if (level === undefined) {
        levels.set(key, (level = { tokens: capacity, atMs }));
      } else {
        const refilled = level.tokens + (Math.max(0, atMs - level.atMs) * refillPerSecond) / 1000;
        level.tokens = Math.min(capacity, refilled);
        level.atMs = atMs;
      }
      const allowed = level.tokens >= cost;
      if (allowed) level.tokens -= cost;
      const remaining = Math.floor(level.tokens);
      if (allowed) return { allowed, remaining, retryAfterMs: 0 };
      const waitMs = cost > capacity ? Infinity : Math.ceil(((cost - level.tokens) / refillPerSecond) * 1000);
      return { allowed, remaining, retryAfterMs: waitMs };
    },
  };
}
