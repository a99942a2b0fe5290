import type { ReviewId, UserId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import { appendToStream } from '@emporium/platform/streams';
import { moderated, type Verdict } from '../domain/review.ts';
import { replaceReview, type ReviewWriter } from './change-review.ts';
import type { ReportStore } from './ports.ts';

export interface ModerateReview {
  readonly id: ReviewId;
  readonly moderatorId: UserId;
  readonly status: Verdict;
  readonly reason: string;
}

/** What the author of a review hears of it. */
export type ModerationNews = { readonly status: Verdict; readonly reason: string };

export const moderationSubject = (id: ReviewId): string => `review:${id}`;

/** A moderator's decision: it settles all reports, and the author is told. */
export const moderateReview =
  (deps: ReviewWriter & { readonly uow: UnitOfWork; readonly reports: ReportStore; readonly now: () => Date }) =>
  ({ id, moderatorId, status, reason }: ModerateReview): Promise<Result<ReviewId, { readonly code: 'NOT_FOUND' }>> =>
    deps.uow.run(async (tx) => {
      const review = await deps.reviews.lock(tx, id);
      if (review === null) return err({ code: 'NOT_FOUND' });
      const decision = { reason, decidedBy: moderatorId, decidedAt: deps.now() };
      await replaceReview(tx, deps, review, moderated(review, status, decision));
      deps.reports.settle(tx, id);
      appendToStream(tx, moderationSubject(id), { status, reason } satisfies ModerationNews);
      return ok(id);
    });
