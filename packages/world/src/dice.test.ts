import { describe, expect, it } from 'vitest';
import { Dice, hash32 } from './dice.ts';

describe('Dice', () => {
  it('repeats for the same name and number, and differs for others', () => {
    const draws = (salt: string, index: number): number[] => {
      const dice = new Dice(salt, index);
      return [dice.next(), dice.next(), dice.next()];
    };
    expect(draws('a', 1)).toEqual(draws('a', 1));
    expect(draws('a', 1)).not.toEqual(draws('a', 2));
    expect(draws('a', 1)).not.toEqual(draws('b', 1));
  });

  it('draws evenly', () => {
    const buckets = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 20_000; index += 1) {
      const bucket = Math.floor(new Dice('even', index).next() * 10);
      buckets[bucket] = (buckets[bucket] as number) + 1;
    }
    for (const count of buckets) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });

  it('favours low ranks', () => {
    const dice = new Dice('zipf', 0);
    const ranks = Array.from({ length: 10_000 }, () => dice.zipf(600));
    expect(Math.max(...ranks)).toBeLessThan(600);
    expect(ranks.filter((rank) => rank < 60).length).toBeGreaterThan(4_000);
    expect(ranks.filter((rank) => rank >= 540).length).toBeGreaterThan(100);
  });

  it('chooses different items and keeps their order', () => {
    for (let index = 0; index < 200; index += 1) {
      const chosen = new Dice('some', index).some([1, 2, 3, 4, 5], 3);
      expect(chosen).toHaveLength(3);
      expect(chosen).toEqual([...new Set(chosen)].toSorted((a, b) => a - b));
    }
  });

  it('hashes numbers beyond 32 bits apart', () => {
    expect(hash32('x', 5)).not.toBe(hash32('x', 5 + 2 ** 32));
  });
});
