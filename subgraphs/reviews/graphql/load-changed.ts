import type { ReviewId } from '@emporium/contracts/ids';
import type { Review } from '../domain/review.ts';
import type { ReviewsContext } from './context.ts';

/** A review as it is after a mutation; null when that deleted it. */
export async function loadChanged(context: ReviewsContext, id: ReviewId): Promise<{ review: Review | null }> {
  context.reload();
  return { review: await context.loaders.reviews.load(id) };
}
