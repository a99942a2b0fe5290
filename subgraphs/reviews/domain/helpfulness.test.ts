import { describe, expect, it } from 'vitest';
import { aReview } from '../testing/reviews.ts';
import { helpfulnessOf, revoted } from './helpfulness.ts';

describe('helpfulness', () => {
  it('is the lower bound of the Wilson score', () => {
    // worked out by hand with z = 1.96: 1 / (1 + z²), and (0.9 + 0.19208 − z √0.018604) / 1.38416
    expect(helpfulnessOf(1, 0)).toBe(206_543);
    expect(helpfulnessOf(9, 1)).toBe(595_844);
    expect(helpfulnessOf(0, 0)).toBe(0);
    expect(helpfulnessOf(0, 7)).toBe(0);
  });

  it('trusts many votes more than few, and better ones more than worse', () => {
    expect(helpfulnessOf(90, 10)).toBeGreaterThan(helpfulnessOf(9, 1));
    expect(helpfulnessOf(9, 1)).toBeGreaterThan(helpfulnessOf(1, 0));
    expect(helpfulnessOf(60, 40)).toBeLessThan(helpfulnessOf(9, 1));
  });
});

describe('a vote', () => {
  const review = { ...aReview(), helpfulCount: 4, notHelpfulCount: 2 };

  it.each([
    [null, 'HELPFUL', 5, 2],
    [null, 'NOT_HELPFUL', 4, 3],
    ['HELPFUL', 'NOT_HELPFUL', 3, 3],
    ['NOT_HELPFUL', 'HELPFUL', 5, 1],
    ['HELPFUL', null, 3, 2],
    ['NOT_HELPFUL', null, 4, 1],
    [null, null, 4, 2],
  ] as const)('%s to %s gives %i helpful and %i not', (before, after, helpfulCount, notHelpfulCount) => {
    const helpfulness = helpfulnessOf(helpfulCount, notHelpfulCount);
    expect(revoted(review, before, after)).toMatchObject({ helpfulCount, notHelpfulCount, helpfulness });
  });
});
