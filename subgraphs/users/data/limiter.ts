import { createHmac } from 'node:crypto';
import type { RateLimiter, TokenBucket } from '@emporium/platform/kv';
import type { Limiter } from '../app/ports.ts';

type Action = Parameters<Limiter['waitMs']>[0];

/** Per address. Guessing is stopped by the lock-out; this bounds what one address may cost in hashing and mail. */
const BUCKETS: Readonly<Record<Action, TokenBucket>> = {
  'sign-in': { capacity: 100, refillPerSecond: 1 },
  register: { capacity: 30, refillPerSecond: 0.1 },
  'password-reset': { capacity: 3, refillPerSecond: 1 / 600 },
};

export const createLimiter = (limits: RateLimiter, key: Buffer): Limiter => ({
  async waitMs(action, email) {
    const keyOf = createHmac('sha256', key).update(email).digest('base64url');
    const { allowed, retryAfterMs } = await limits.take(`${action}:${keyOf}`, BUCKETS[action]);
    return allowed ? null : retryAfterMs;
  },
});
