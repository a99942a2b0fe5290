import { describe, expect, it } from 'vitest';
import { orders } from './orders.ts';
import { product } from './products.ts';
import { reviewBook } from './reviews.ts';

const OPTIONS = { products: 600 };
const BOOK = reviewBook(OPTIONS);
const ALL = [...BOOK.reviews()];

describe('reviews', () => {
  it('are counted without being written', () => {
    for (let index = 0; index < OPTIONS.products; index += 1) {
      const written = BOOK.reviewsOf(index);
      const { count, histogram, averageHundredths } = BOOK.ratingOf(index);
      expect(count).toBe(written.length);
      expect(histogram).toEqual(
        [1, 2, 3, 4, 5].map((stars) => written.filter((review) => review.stars === stars).length),
      );
      const total = written.reduce((sum, review) => sum + review.stars, 0);
      expect(averageHundredths).toBe(count === 0 ? 0 : Math.round((100 * total) / count));
    }
  });

  it('are one for each author of a product, of the product’s own variants, after it came out', () => {
    expect(new Set(ALL.map((review) => review.id)).size).toBe(ALL.length);
    expect(new Set(ALL.map((review) => `${review.productId}/${review.authorId}`)).size).toBe(ALL.length);
    for (const review of ALL) {
      const { variants, createdAt } = product(review.productIndex);
      expect(variants.map((variant) => variant.id)).toContain(review.variantId);
      expect(review.createdAt > createdAt).toBe(true);
    }
  });

  it('are verified by a delivered line of the author where they name one', () => {
    const lines = new Map(
      [...orders(OPTIONS)].flatMap((placed) => placed.lines.map((line) => [line.id, { placed, line }] as const)),
    );
    const tied = ALL.filter((review) => review.orderLineId !== null);
    expect(tied.length).toBeGreaterThan(50);
    for (const review of tied) {
      const found = lines.get(review.orderLineId as NonNullable<typeof review.orderLineId>);
      expect(review.verifiedPurchase).toBe(true);
      expect(found?.placed.userId).toBe(review.authorId);
      expect(found?.line).toMatchObject({ productId: review.productId, variantId: review.variantId });
      expect(found?.line.returnableUntil).not.toBeNull();
    }
  });

  it('say what fits their stars', () => {
    const share = (stars: number): number => ALL.filter((review) => review.stars === stars).length / ALL.length;
    expect(share(5)).toBeGreaterThan(0.4);
    expect(share(1)).toBeGreaterThan(0.02);
    expect(share(1)).toBeLessThan(0.2);
    for (const review of ALL) {
      expect(review.body).not.toMatch(/[{}]|undefined/);
      expect(review.body.length).toBeGreaterThan(30);
      if (review.stars === 1) expect(review.body).not.toMatch(/recommended/i);
    }
    expect(new Set(ALL.map((review) => review.body)).size / ALL.length).toBeGreaterThan(0.8);
  });
});
