import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RateLimiter } from '../rate-limiter.ts';
import { uniqueKey as key, until, type OpenTwo } from './fixture.ts';

/** So slow that nothing comes back during a test. */
const SLOW = 1e-6;

/** What every `RateLimiter` must do. */
export function rateLimiterContract(name: string, open: OpenTwo<RateLimiter>): void {
  describe(`${name} as a RateLimiter`, () => {
    let here: RateLimiter;
    let elsewhere: RateLimiter;
    let close: () => Promise<void>;

    beforeAll(async () => {
      ({ here, elsewhere, close } = await open());
    });
    afterAll(() => close());

    it('never gives out more than the bucket holds, however many ask at once', async () => {
      const k = key();
      const bucket = { capacity: 50, refillPerSecond: SLOW };
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, i) => (i % 2 ? here : elsewhere).take(k, bucket)),
      );
      expect(answers.filter(({ allowed }) => allowed)).toHaveLength(50);
    });

    it('takes the cost or nothing', async () => {
      const k = key();
      const bucket = { capacity: 10, refillPerSecond: SLOW };
      expect(await here.take(k, { ...bucket, cost: 7 })).toEqual({ allowed: true, remaining: 3, retryAfterMs: 0 });
      expect(await here.take(k, { ...bucket, cost: 4 })).toMatchObject({ allowed: false, remaining: 3 });
      expect(await here.take(k, { ...bucket, cost: 3 })).toMatchObject({ allowed: true, remaining: 0 });
    });

    it('says how long to wait, and keeps its word', async () => {
      const k = key();
      const bucket = { capacity: 1, refillPerSecond: 20 };
      await here.take(k, bucket);
      const refused = await here.take(k, bucket);
      expect(refused.allowed).toBe(false);
      expect(refused.retryAfterMs).toBeGreaterThan(0);
      expect(refused.retryAfterMs).toBeLessThanOrEqual(50);
      await until(async () => (await elsewhere.take(k, bucket)).allowed);
    });

    it('fills up to its capacity and no further', async () => {
      const k = key();
      await here.take(k, { capacity: 5, refillPerSecond: 1_000_000, cost: 5 });
      await until(
        async () => (await here.take(k, { capacity: 5, refillPerSecond: 1_000_000, cost: 0 })).remaining === 5,
      );
      expect(await here.take(k, { capacity: 5, refillPerSecond: SLOW, cost: 5 })).toMatchObject({ allowed: true });
      expect(await here.take(k, { capacity: 5, refillPerSecond: SLOW, cost: 1 })).toMatchObject({ allowed: false });
    });

    it('refuses for good what exceeds the capacity, and takes nothing', async () => {
      const k = key();
      const bucket = { capacity: 5, refillPerSecond: SLOW };
      expect(await here.take(k, { ...bucket, cost: 6 })).toEqual({
        allowed: false,
        remaining: 5,
        retryAfterMs: Infinity,
      });
      expect(await here.take(k, { ...bucket, cost: 5 })).toMatchObject({ allowed: true });
    });

    it('lets one key not spend the tokens of another', async () => {
      const bucket = { capacity: 1, refillPerSecond: SLOW };
      const [one, other] = [key(), key()];
      expect(await here.take(one, bucket)).toMatchObject({ allowed: true });
      expect(await here.take(other, bucket)).toMatchObject({ allowed: true });
    });
  });
}
