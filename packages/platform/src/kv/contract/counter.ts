import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Counter } from '../counter.ts';
import { uniqueKey as key, until, type OpenTwo } from './fixture.ts';

/** What every `Counter` must do. */
export function counterContract(name: string, open: OpenTwo<Counter>): void {
  describe(`${name} as a Counter`, () => {
    let here: Counter;
    let elsewhere: Counter;
    let close: () => Promise<void>;

    beforeAll(async () => {
      ({ here, elsewhere, close } = await open());
    });
    afterAll(() => close());

    it('loses none of many concurrent additions, and tells each its own count', async () => {
      const k = key();
      const counts = await Promise.all(Array.from({ length: 200 }, (_, i) => (i % 2 ? here : elsewhere).add(k, 1)));
      expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
      expect(await elsewhere.get(k)).toBe(200);
    });

    it('begins at 0, goes below it and back to it', async () => {
      const k = key();
      expect(await here.get(k)).toBe(0);
      expect(await here.add(k, -3)).toBe(-3);
      expect(await here.add(k, 0)).toBe(-3);
      await elsewhere.reset(k);
      expect(await here.get(k)).toBe(0);
    });

    it('counts beyond 32 bits', async () => {
      const k = key();
      await here.add(k, 2 ** 40);
      expect(await here.add(k, 1)).toBe(2 ** 40 + 1);
    });

    it('ends at the time that its first addition set, and begins anew', async () => {
      const k = key();
      await here.add(k, 5, { ttlMs: 60 });
      await here.add(k, 5, { ttlMs: 60_000 });
      await until(async () => (await here.get(k)) === 0);
      expect(await here.add(k, 2)).toBe(2);
    });
  });
}
