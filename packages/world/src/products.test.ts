import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { gtin, gtinCheckDigit, scrambled, unscrambled } from './codes.ts';
import { ICONS } from './icons.ts';
import { mediaSvg, productImageSvg } from './product-image.ts';
import { product, productIndexOfSlug, products, type WorldProduct } from './products.ts';
import { LEAVES } from './taxonomy.ts';

const digest = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part)))
    .digest('hex');

describe('product', () => {
  it('is the same alone, in order and in reverse', () => {
    const inOrder = Array.from(products(300), digest);
    const reversed = Array.from({ length: 300 }, (_, i) => digest(product(299 - i))).toReversed();
    expect(reversed).toEqual(inOrder);
    expect(new Set(inOrder).size).toBe(300);
  });

  it('reads like a shop: nothing is left to fill in', () => {
    for (const item of products(2_000)) {
      const text = `${item.title} ${item.descriptionHtml} ${item.highlights.join(' ')}`;
      expect(text).not.toMatch(/[{}]|undefined|null/);
      expect(item.title.length).toBeLessThanOrEqual(150);
      expect(item.descriptionHtml).toMatch(/^<p>[A-Z0-9“].+<\/p>$/);
      expect(item.highlights.length).toBeGreaterThanOrEqual(1);
      expect(item.variants.length).toBeGreaterThanOrEqual(1);
      expect(item.variants.length).toBeLessThanOrEqual(6);
      expect(item.updatedAt >= item.createdAt).toBe(true);
    }
  });

  it('covers every leaf and points its variants at its own images and options', () => {
    const leaves = new Set<string>();
    const wrong: string[] = [];
    for (const item of products(2_000)) {
      leaves.add(item.categoryId);
      const paths = item.images.map((image) => image.path);
      for (const variant of item.variants) {
        const selects = variant.selectedOptions.every(
          ({ name, value }, i) => item.options[i]?.name === name && item.options[i].values.includes(value),
        );
        if (!selects || variant.selectedOptions.length !== item.options.length || !paths.includes(variant.imagePath)) {
          wrong.push(variant.sku);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(leaves.size).toBe(LEAVES.length);
  });

  it('is found by its slug, and nothing else is', () => {
    for (const item of products(200)) expect(productIndexOfSlug(item.slug)).toBe(item.index);
    expect(productIndexOfSlug(`x-${scrambled(3)}`)).toBeNull();
    expect(productIndexOfSlug('no-such-product')).toBeNull();
  });
});

describe('a catalogue of 100,000', () => {
  const slugs = new Set<string>();
  const skus = new Set<string>();
  const gtins = new Set<string>();
  const ids = new Set<string>();
  const cents: number[] = [];
  let variants = 0;
  let wrongCheckDigits = 0;

  const count = (item: WorldProduct): void => {
    slugs.add(item.slug);
    ids.add(item.id);
    for (const variant of item.variants) {
      variants += 1;
      skus.add(variant.sku);
      gtins.add(variant.gtin);
      ids.add(variant.id);
      cents.push(Number(variant.basePriceMinor));
      if (gtinCheckDigit(variant.gtin.slice(0, 12)) !== Number(variant.gtin[12])) wrongCheckDigits += 1;
    }
  };

  beforeAll(() => {
    for (const item of products(100_000)) count(item);
    cents.sort((a, b) => a - b);
  });

  it('repeats no slug, SKU, GTIN or id', () => {
    expect(slugs.size).toBe(100_000);
    expect(skus.size).toBe(variants);
    expect(gtins.size).toBe(variants);
    expect(ids.size).toBe(100_000 + variants);
  });

  it('has GTINs with a valid check digit', () => {
    expect(wrongCheckDigits).toBe(0);
    expect(gtinCheckDigit('400638133393')).toBe(1);
    expect(gtin(0)).toMatch(/^20\d{11}$/);
  });

  it('spreads its prices as a shop does, and ends them as one', () => {
    const at = (share: number): number => cents[Math.floor(share * cents.length)] as number;
    expect(at(0.05)).toBeLessThan(1_500);
    expect(at(0.5)).toBeGreaterThan(2_500);
    expect(at(0.5)).toBeLessThan(9_000);
    expect(at(0.99)).toBeGreaterThan(80_000);
    const charming = cents.filter((price) => [0, 49, 99].includes(price % 100));
    expect(charming).toHaveLength(cents.length);
  });
});

describe('codes', () => {
  it('unscrambles what it scrambled', () => {
    for (const index of [0, 1, 777, 99_999, 2 ** 25 - 1]) expect(unscrambled(scrambled(index))).toBe(index);
    expect(unscrambled('u0000')).toBeNull();
    expect(unscrambled('')).toBeNull();
  });
});

describe('productImageSvg', () => {
  it('draws every image of a product, small and well formed', () => {
    for (const item of products(120)) {
      for (const image of item.images) {
        const svg = mediaSvg(image.path);
        expect(svg).toBe(productImageSvg(item.index, image.position));
        expect(svg).toMatch(/^<svg .*<\/svg>$/s);
        expect(svg).not.toMatch(/undefined|NaN|&(?!amp;|lt;|gt;|quot;)/);
        expect(svg?.length).toBeLessThan(6_000);
      }
    }
    expect(mediaSvg('/media/unknown-00000-1.svg')).toBeNull();
  });

  it('opens and closes what it draws', () => {
    for (const [name, icon] of Object.entries(ICONS)) {
      expect(icon.match(/<g /g)?.length ?? 0, name).toBe(icon.match(/<\/g>/g)?.length ?? 0);
      expect(icon, name).not.toContain('undefined');
    }
  });
});
