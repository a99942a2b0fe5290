import type { ReviewId, UserId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import { decideDeletion, decideEdit, type Review, type ReviewProblem, type ReviewText } from '../domain/review.ts';
import { removeReview, replaceReview, type ReviewWriter } from './change-review.ts';

export interface UpdateReview {
  readonly id: ReviewId;
  readonly authorId: UserId;
  /** What is left out stays. */
  readonly changes: Partial<ReviewText>;
}

export type EditOutcome = Result<ReviewId, ReviewProblem | { readonly code: 'NOT_FOUND' }>;

interface Deps extends ReviewWriter {
  readonly uow: UnitOfWork;
  readonly now: () => Date;
}

/** Someone else's review does not exist here. */
export const updateReview =
  (deps: Deps) =>
  ({ id, authorId, changes }: UpdateReview): Promise<EditOutcome> =>
    deps.uow.run(async (tx) => {
      const review = await lockOwn(tx, deps, id, authorId);
      if (review === null) return err({ code: 'NOT_FOUND' });
      const decision = decideEdit(review, changes, deps.now());
      if (!decision.ok) return decision;
      await replaceReview(tx, deps, review, decision.value);
      return ok(id);
    });

/** Votes and reports go with it; the author may write another. */
export const deleteReview =
  (deps: Deps) =>
  (id: ReviewId, authorId: UserId): Promise<EditOutcome> =>
    deps.uow.run(async (tx) => {
      const review = await lockOwn(tx, deps, id, authorId);
      if (review === null) return err({ code: 'NOT_FOUND' });
      const decision = decideDeletion(review);
      if (!decision.ok) return decision;
      await removeReview(tx, deps, review);
      return ok(id);
    });

async function lockOwn(tx: Tx, { reviews }: Deps, id: ReviewId, authorId: UserId): Promise<Review | null> {
  const review = await reviews.lock(tx, id);
  return review?.authorId === authorId ? review : null;
}
