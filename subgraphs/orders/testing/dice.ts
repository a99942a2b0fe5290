/** Numbers for property tests: they look random, and a failing seed can be run again. */
export function dice(seed: number) {
  let state = seed >>> 0;
  /** From 0 up to and without `limit`. Mulberry32. */
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit);
  };
  return {
    below,
    between: (least: number, most: number): number => least + below(most - least + 1),
    chance: (percent: number): boolean => below(100) < percent,
    pick: <T>(items: readonly T[]): T => items[below(items.length)]!,
  };
}
export type Dice = ReturnType<typeof dice>;
