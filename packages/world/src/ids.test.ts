import { describe, expect, it } from 'vitest';
import { createdMs } from './calendar.ts';
import { offerId, productId, stockLevelId, variantId, worldId } from './ids.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const bitsOf = (id: string): bigint => {
  let bits = 0n;
  for (const char of id.slice(id.indexOf('_') + 1)) bits = bits * 32n + BigInt(ALPHABET.indexOf(char));
  return bits;
};

describe('worldId', () => {
  it('is a UUIDv7 of the moment the thing was made', () => {
    for (let index = 0; index < 200; index += 1) {
      const id = worldId('prod', index);
      expect(id).toMatch(/^prod_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
      const bits = bitsOf(id);
      expect(Number(bits >> 80n)).toBe(createdMs('prod', index));
      expect((bits >> 76n) & 15n).toBe(7n);
      expect((bits >> 62n) & 3n).toBe(2n);
    }
  });

  it('sorts by time', () => {
    expect(worldId('ord', 1, 1_000) < worldId('ord', 0, 2_000)).toBe(true);
  });

  it('is the same for the same thing and never for two', () => {
    expect(productId(7)).toBe(productId(7));
    const ids = new Set<string>();
    for (let product = 0; product < 2_000; product += 1) {
      ids.add(productId(product));
      for (let variant = 0; variant < 6; variant += 1) {
        ids.add(variantId(product, variant));
        for (let offer = 0; offer < 5; offer += 1) ids.add(offerId(product, variant, offer));
      }
      ids.add(stockLevelId(product * 64, 0)).add(stockLevelId(product * 64, 5));
    }
    expect(ids.size).toBe(2_000 * (1 + 6 + 30 + 2));
  });
});
