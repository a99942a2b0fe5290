import type { Review } from './review.ts';

export type ReviewSort = 'MOST_HELPFUL' | 'NEWEST' | 'RATING_HIGH' | 'RATING_LOW';

export type SortKey = readonly (string | number)[];

/**
 * What each order sorts by, always from the largest down. The id at the end makes it total, so a page
 * begins exactly after the last row of the one before, whatever was added meanwhile.
 */
export const sortKeyOf: Readonly<Record<ReviewSort, (review: Review) => SortKey>> = {
  MOST_HELPFUL: ({ helpfulness, createdAt, id }) => [helpfulness, createdAt.toISOString(), id],
  NEWEST: ({ createdAt, id }) => [createdAt.toISOString(), id],
  RATING_HIGH: ({ stars, helpfulness, id }) => [stars, helpfulness, id],
  RATING_LOW: ({ stars, helpfulness, id }) => [-stars, helpfulness, id],
};
