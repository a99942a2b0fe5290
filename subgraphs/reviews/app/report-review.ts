import type { ReviewId, UserId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import { isPublic, reported } from '../domain/review.ts';
import { replaceReview, type ReviewWriter } from './change-review.ts';
import type { ReportStore } from './ports.ts';
import type { OpinionProblem } from './vote.ts';

export interface ReportReview {
  readonly id: ReviewId;
  readonly reporterId: UserId;
  readonly reason: string;
}

/** Asks for a moderator. One voice a person: reporting again changes nothing. */
export const reportReview =
  (deps: ReviewWriter & { readonly uow: UnitOfWork; readonly reports: ReportStore }) =>
  ({ id, reporterId, reason }: ReportReview): Promise<Result<ReviewId, OpinionProblem>> =>
    deps.uow.run(async (tx) => {
      const [review, tally] = await Promise.all([deps.reviews.lock(tx, id), deps.reports.tally(tx, id, reporterId)]);
      if (review === null || !isPublic(review)) return err({ code: 'NOT_FOUND' });
      if (review.authorId === reporterId) return err({ code: 'OWN_REVIEW' });
      if (tally.isRepeated) return ok(id);
      deps.reports.insert(tx, id, reporterId, reason);
      await replaceReview(tx, deps, review, reported(review, tally.open + 1));
      return ok(id);
    });
