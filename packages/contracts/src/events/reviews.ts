import type { ProductId } from '../ids.ts';

/** A product's rating after a review was published, edited or removed. `sequence` only grows per product. */
export type RatingChanged = {
  readonly type: 'reviews.rating-changed.v1';
  readonly productId: ProductId;
  readonly sequence: number;
  /** Mean of the stars, in hundredths: 437 is 4.37. */
  readonly averageHundredths: number;
  readonly count: number;
};
export type ReviewsEvent = RatingChanged;
