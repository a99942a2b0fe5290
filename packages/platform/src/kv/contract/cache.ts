import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cache } from '../cache.ts';
import { uniqueKey as key, until, type OpenTwo } from './fixture.ts';

const MINUTE = 60_000;

/** What every `Cache` must do. Leases of the caches under test last 500 ms. */
export function cacheContract(name: string, open: OpenTwo<Cache>): void {
  describe(`${name} as a Cache`, () => {
    let here: Cache;
    let elsewhere: Cache;
    let close: () => Promise<void>;

    beforeAll(async () => {
      ({ here, elsewhere, close } = await open());
    });
    afterAll(() => close());

    it('gives back in another process what JSON carries', async () => {
      const k = key();
      expect(await here.get(k)).toBeUndefined();
      for (const value of [null, false, 0, '', 'a\u0000b ✓', [1, [2]], { a: { b: null } }]) {
        await here.set(k, value, MINUTE);
        expect(await elsewhere.get(k)).toEqual(value);
      }
      await elsewhere.delete(k);
      expect(await here.get(k)).toBeUndefined();
    });

    it('forgets when the time is up, and a later set begins a new time', async () => {
      const k = key();
      await here.set(k, 1, 30);
      await until(async () => (await here.get(k)) === undefined);
      await here.set(k, 2, MINUTE);
      expect(await here.get(k)).toBe(2);
    });

    it('produces once for all who ask at the same time, in both processes', async () => {
      const k = key();
      let produced = 0;
      const produce = async () => {
        produced += 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
        return { produced };
      };
      const asked = Array.from({ length: 40 }, (_, i) => (i % 2 ? here : elsewhere).remember(k, MINUTE, produce));
      expect(await Promise.all(asked)).toEqual(asked.map(() => ({ produced: 1 })));
      expect(await here.remember(k, MINUTE, produce)).toEqual({ produced: 1 });
    });

    it('remembers null, and throws what produce throws without keeping it', async () => {
      const k = key();
      await expect(here.remember(k, MINUTE, () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
      expect(await elsewhere.remember(k, MINUTE, () => Promise.resolve(null))).toBeNull();
      expect(await here.remember<number | null>(k, MINUTE, () => Promise.resolve(1))).toBeNull();
    });

    it('does not wait for ever for one that never finishes', async () => {
      const k = key();
      const stuck = Promise.withResolvers<string>();
      const began = Promise.withResolvers<void>();
      const first = here.remember(k, MINUTE, () => {
        began.resolve();
        return stuck.promise;
      });
      await began.promise;
      expect(await elsewhere.remember(k, MINUTE, () => Promise.resolve('second'))).toBe('second');
      stuck.resolve('first');
      expect(await first).toBe('first');
    });
  });
}
