/** Numbers that depend on a seed alone. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** True in `share` of the cases. */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Between `least` and `most` of them, in their order. */
  some<T>(from: readonly T[], least: number, most: number): T[];
}

/** mulberry32: small, fast and good enough to choose test cases with. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (share) => next() < share,
    pick: (from) => from[below(from.length)]!,
    some(from, least, most) {
      const wanted = Math.min(from.length, least + below(most - least + 1));
      const left = from.map((_, index) => index);
      const chosen = Array.from({ length: wanted }, () => left.splice(below(left.length), 1)[0]!);
      return chosen.sort((a, b) => a - b).map((index) => from[index]!);
    },
  };
}

/** FNV-1a: a number from 0 to 2³²−1 that depends on the text alone. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  // The last characters alone would hardly reach the high bits.
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
