export interface Random {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  upTo(limit: bigint): bigint;
  pick<T>(items: readonly T[]): T;
}

/** The same numbers for the same seed (mulberry32), so that a failing sequence can be run again. */
export function seededRandom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    upTo: (limit) => BigInt(below(Number(limit) + 1)),
    pick: (items) => items[below(items.length)]!,
  };
}
