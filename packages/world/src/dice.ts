/**
 * Randomness that is a pure function of a name and a number: the same in every process, in any
 * order, without a shared generator. Not for secrets.
 */

/** Murmur3's finaliser: every input bit reaches every output bit. */
const avalanche = (value: number): number => {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

const TWO_32 = 0x1_0000_0000;

/** Changing this word changes every price, name and id of the world at once. */
const WORLD_SEED = 'emporium/1';

const saltHashes = new Map<string, number>();

const saltHash = (salt: string): number => {
  const known = saltHashes.get(salt);
  if (known !== undefined) return known;
  let h = 0x811c9dc5;
  for (const char of `${WORLD_SEED}/${salt}`) h = Math.imul(h ^ char.charCodeAt(0), 0x01000193);
  const hash = avalanche(h);
  saltHashes.set(salt, hash);
  return hash;
};

/** 32 bits for (salt, index, word). `index` is a non-negative safe integer; salts are few and constant. */
export const hash32 = (salt: string, index: number, word = 0): number => {
  const high = Math.floor(index / TWO_32);
  const mixed = avalanche(saltHash(salt) ^ Math.imul(index | 0, 0x9e3779b1) ^ Math.imul(word, 0x7feb352d));
  return avalanche(mixed + Math.imul(high + 1, 0x27d4eb2f) + index);
};

/** A stream of draws for one thing of the world. Draws depend on their order, so a new draw is added at the end. */
export class Dice {
  private state: number;

  constructor(salt: string, index: number) {
    this.state = hash32(salt, index);
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / TWO_32;
  }

  /** Uniform integer from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  /** `count` different items (all of them when there are fewer), in the order they stand in `items`. */
  some<T>(items: readonly T[], count: number): T[] {
    const chosen: T[] = [];
    let wanted = Math.min(count, items.length);
    for (let i = 0; i < items.length && wanted > 0; i += 1) {
      if (this.next() * (items.length - i) < wanted) {
        chosen.push(items[i] as T);
        wanted -= 1;
      }
    }
    return chosen;
  }

  /** `count` neighbours, such as sizes M, L, XL. */
  run<T>(items: readonly T[], count: number): readonly T[] {
    const length = Math.min(count, items.length);
    const start = this.int(0, items.length - length);
    return items.slice(start, start + length);
  }

  /** The position of a draw from `weights`, each as likely as its weight. */
  weighted(weights: readonly number[]): number {
    let total = 0;
    for (const weight of weights) total += weight;
    let left = this.next() * total;
    for (let i = 0; i < weights.length; i += 1) {
      left -= weights[i] as number;
      if (left < 0) return i;
    }
    return weights.length - 1;
  }

  /** About normal, mean 0 and deviation 1, never beyond ±3.5: a sum of four uniforms. */
  normal(): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * Math.sqrt(3);
  }

  /** A rank below `size` where rank r is drawn about as often as 1 / (r + offset). */
  zipf(size: number, offset = 8): number {
    const ratio = (size + offset) / offset;
    return Math.min(size - 1, Math.floor(offset * Math.exp(this.next() * Math.log(ratio)) - offset));
  }
}
