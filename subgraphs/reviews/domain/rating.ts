import type { ProductId } from '@emporium/contracts/ids';
import { isPublic, type Review } from './review.ts';

/** How many gave 1, 2, 3, 4 and 5 stars. */
export type StarCounts = readonly [number, number, number, number, number];

export const NO_STARS: StarCounts = [0, 0, 0, 0, 0];

/** What the published reviews of a product add up to. Kept with every change of a review, never computed for a reader. */
export interface Rating {
  readonly productId: ProductId;
  /** Counts the changes that others hear of. */
  readonly sequence: number;
  readonly stars: StarCounts;
  /** Those of verified purchases among them. */
  readonly verified: StarCounts;
}

/** The rating when a review comes (`before` null), changes or goes (`after` null). The same object when it makes no difference. */
export function recount(rating: Rating, before: Review | null, after: Review | null): Rating {
  const stars = moved(rating.stars, starsOf(before), starsOf(after));
  const verified = moved(rating.verified, verifiedStarsOf(before), verifiedStarsOf(after));
  if (stars === rating.stars && verified === rating.verified) return rating;
  const sequence = stars === rating.stars ? rating.sequence : rating.sequence + 1;
  return { ...rating, sequence, stars, verified };
}

/** Whether a review counts differently afterwards. */
export const countsDifferently = (before: Review | null, after: Review | null): boolean =>
  starsOf(before) !== starsOf(after) || verifiedStarsOf(before) !== verifiedStarsOf(after);

export const totalOf = (counts: StarCounts): number => counts.reduce((sum, count) => sum + count, 0);

/** The mean in hundredths, halves rounded up; 0 without reviews. */
export function averageHundredths(counts: StarCounts): number {
  const total = totalOf(counts);
  if (total === 0) return 0;
  return Math.round((counts.reduce((sum, count, index) => sum + count * (index + 1), 0) * 100) / total);
}

/** How many reviews a filter leaves. */
export function countMatching(rating: Rating, stars: number | null, verifiedOnly: boolean): number {
  const counts = verifiedOnly ? rating.verified : rating.stars;
  return stars === null ? totalOf(counts) : (counts[stars - 1] ?? 0);
}

const starsOf = (review: Review | null): number | null => (review !== null && isPublic(review) ? review.stars : null);

const verifiedStarsOf = (review: Review | null): number | null =>
  review?.verifiedPurchase === true ? starsOf(review) : null;

function moved(counts: StarCounts, from: number | null, to: number | null): StarCounts {
  if (from === to) return counts;
  return counts.map((count, index) => count + Number(index + 1 === to) - Number(index + 1 === from)) as never;
}
