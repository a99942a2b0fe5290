import { describe, expect, it } from 'vitest';
import { allocate, atRate, charmCents, scaled } from './pricing.ts';

describe('pricing', () => {
  it('rounds ties to the even minor unit', () => {
    expect(scaled(5n, 1n, 2n)).toBe(2n);
    expect(scaled(7n, 1n, 2n)).toBe(4n);
    expect(scaled(10n, 1n, 3n)).toBe(3n);
    expect(atRate(1_999n, 1_035)).toBe(207n);
  });

  it('allocates to the last minor unit', () => {
    expect(allocate(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(allocate(0n, [1n, 2n])).toEqual([0n, 0n]);
    expect(allocate(7n, [0n, 5n])).toEqual([0n, 7n]);
    for (let total = 0n; total < 200n; total += 1n) {
      expect(allocate(total, [3n, 5n, 11n]).reduce((sum, part) => sum + part, 0n)).toBe(total);
    }
  });

  it('writes prices as a shop does', () => {
    expect(charmCents(7.3, 0.1)).toBe(799);
    expect(charmCents(43.2, 0.7)).toBe(4_349);
    expect(charmCents(486, 0.1)).toBe(48_999);
    expect(charmCents(1_312, 0.9)).toBe(134_900);
  });
});
