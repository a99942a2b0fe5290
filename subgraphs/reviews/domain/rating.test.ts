import { describe, expect, it } from 'vitest';
import { aReview } from '../testing/reviews.ts';
import {
  averageHundredths,
  countMatching,
  countsDifferently,
  NO_STARS,
  recount,
  totalOf,
  type Rating,
} from './rating.ts';

const five = { ...aReview(), stars: 5 };
const none: Rating = { productId: five.productId, sequence: 7, stars: NO_STARS, verified: NO_STARS };

describe('a rating', () => {
  it('counts a review that comes, changes and goes', () => {
    const come = recount(none, null, five);
    expect(come).toMatchObject({ sequence: 8, stars: [0, 0, 0, 0, 1], verified: NO_STARS });
    const changed = recount(come, five, { ...five, stars: 2 });
    expect(changed).toMatchObject({ sequence: 9, stars: [0, 1, 0, 0, 0] });
    expect(recount(changed, { ...five, stars: 2 }, null)).toMatchObject({ sequence: 10, stars: NO_STARS });
  });

  it('counts what anybody can read, and nothing else', () => {
    for (const status of ['PENDING', 'REJECTED', 'REMOVED'] as const)
      expect(recount(none, null, { ...five, status })).toBe(none);
    const flagged = { ...five, status: 'FLAGGED' as const };
    expect(recount(none, five, flagged)).toBe(none);
    expect(recount(recount(none, null, five), flagged, { ...five, status: 'REMOVED' }).stars).toEqual(NO_STARS);
  });

  it('knows who bought it, without telling others of a new rating', () => {
    const come = recount(none, null, five);
    const verified = recount(come, five, { ...five, verifiedPurchase: true });
    expect(verified).toMatchObject({ sequence: 8, stars: [0, 0, 0, 0, 1], verified: [0, 0, 0, 0, 1] });
    expect(countMatching(verified, 5, true)).toBe(1);
    expect(countMatching(verified, 4, true)).toBe(0);
    expect(countMatching(come, null, true)).toBe(0);
    expect(countMatching(come, null, false)).toBe(1);
  });

  it('is left alone by what does not count', () => {
    expect(countsDifferently(five, { ...five, title: 'other', helpfulCount: 3 })).toBe(false);
    expect(countsDifferently(five, { ...five, stars: 4 })).toBe(true);
    expect(countsDifferently(five, { ...five, verifiedPurchase: true })).toBe(true);
  });
});

describe('the average', () => {
  it('is in hundredths, halves rounded up', () => {
    expect(averageHundredths(NO_STARS)).toBe(0);
    expect(averageHundredths([0, 0, 1, 1, 1])).toBe(400);
    expect(averageHundredths([0, 0, 0, 2, 1])).toBe(433);
    expect(averageHundredths([1, 0, 0, 0, 199])).toBe(498);
    expect(averageHundredths([1, 0, 0, 0, 7])).toBe(450);
    expect(averageHundredths([7, 1, 0, 0, 0])).toBe(113); // 1.125
    expect(totalOf([1, 2, 3, 4, 5])).toBe(15);
  });
});
