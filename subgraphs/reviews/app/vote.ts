import type { ReviewId, UserId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import { revoted, type Vote } from '../domain/helpfulness.ts';
import { isPublic } from '../domain/review.ts';
import { replaceReview, type ReviewWriter } from './change-review.ts';
import type { VoteStore } from './ports.ts';

export type OpinionProblem = { readonly code: 'NOT_FOUND' } | { readonly code: 'OWN_REVIEW' };

/** One vote a person, counted under the review's lock; null withdraws it. Voting the same again changes nothing. */
export const voteOnReview =
  (deps: ReviewWriter & { readonly uow: UnitOfWork; readonly votes: VoteStore }) =>
  (id: ReviewId, userId: UserId, vote: Vote | null): Promise<Result<ReviewId, OpinionProblem>> =>
    deps.uow.run(async (tx) => {
      const [review, former] = await Promise.all([deps.reviews.lock(tx, id), deps.votes.find(tx, id, userId)]);
      if (review === null || !isPublic(review)) return err({ code: 'NOT_FOUND' });
      if (review.authorId === userId) return err({ code: 'OWN_REVIEW' });
      if (vote === former) return ok(id);
      await replaceReview(tx, deps, review, revoted(review, former, vote));
      deps.votes.set(tx, id, userId, vote);
      return ok(id);
    });
