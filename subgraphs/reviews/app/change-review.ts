import type { RatingChanged } from '@emporium/contracts/events';
import type { ProductId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { appendToOutbox } from '@emporium/platform/outbox';
import { averageHundredths, countsDifferently, recount, totalOf } from '../domain/rating.ts';
import type { Review } from '../domain/review.ts';
import type { RatingStore, ReviewStore } from './ports.ts';

/**
 * The only ways a review comes, changes and goes. Each counts it in the product's rating, under that
 * rating's lock, and tells others in the same transaction. The review is locked before the rating.
 */
export interface ReviewWriter {
  readonly reviews: ReviewStore;
  readonly ratings: RatingStore;
}

export async function addReview(tx: Tx, { reviews, ratings }: ReviewWriter, review: Review): Promise<void> {
  await changeRating(tx, ratings, review.productId, null, review);
  reviews.insert(tx, review);
}

export async function replaceReview(
  tx: Tx,
  { reviews, ratings }: ReviewWriter,
  before: Review,
  after: Review,
): Promise<void> {
  if (after === before) return;
  await changeRating(tx, ratings, before.productId, before, after);
  reviews.update(tx, after);
}

export async function removeReview(tx: Tx, { reviews, ratings }: ReviewWriter, review: Review): Promise<void> {
  await changeRating(tx, ratings, review.productId, review, null);
  reviews.remove(tx, review.id);
}

async function changeRating(
  tx: Tx,
  ratings: RatingStore,
  productId: ProductId,
  before: Review | null,
  after: Review | null,
): Promise<void> {
  if (!countsDifferently(before, after)) return;
  const rating = await ratings.lock(tx, productId);
  const { sequence, stars, verified } = recount(rating, before, after);
  ratings.save(tx, { productId, sequence, stars, verified });
  if (sequence === rating.sequence) return; // verified now, with the same stars: nothing that others show
  appendToOutbox(tx, productId, {
    type: 'reviews.rating-changed.v1',
    productId,
    sequence,
    averageHundredths: averageHundredths(stars),
    count: totalOf(stars),
  } satisfies RatingChanged);
}
