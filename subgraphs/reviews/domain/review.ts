import type { OrderLineId, ProductId, ReviewId, UserId, VariantId } from '@emporium/contracts/ids';
import { err, ok, type Result } from '@emporium/platform/result';

/**
 * - PUBLISHED: anybody reads it.
 * - FLAGGED: reported often enough for a moderator to look; still shown, or three accounts could silence anybody.
 * - REJECTED: a moderator wants it changed; the author alone sees it.
 * - PENDING: the author changed a rejected one; it waits for a moderator.
 * - REMOVED: a moderator took it down for good; it still counts as the author's one review of the product.
 */
export type ReviewStatus = 'PENDING' | 'PUBLISHED' | 'FLAGGED' | 'REJECTED' | 'REMOVED';

/** Reporters that it takes for a moderator to look. */
export const REPORTS_TO_FLAG = 3;

export interface ReviewText {
  /** 1 to 5. */
  readonly stars: number;
  readonly title: string | null;
  readonly body: string;
}

export interface Review extends ReviewText {
  readonly id: ReviewId;
  readonly productId: ProductId;
  readonly variantId: VariantId | null;
  readonly authorId: UserId;
  /** The delivered line that makes it a verified purchase; null also for purchases older than the orders kept. */
  readonly orderLineId: OrderLineId | null;
  readonly verifiedPurchase: boolean;
  readonly status: ReviewStatus;
  readonly helpfulCount: number;
  readonly notHelpfulCount: number;
  /** Rank among the helpful ones, in millionths; see `helpfulnessOf`. */
  readonly helpfulness: number;
  readonly moderation: ModerationDecision | null;
  readonly createdAt: Date;
  readonly editedAt: Date | null;
}

export interface ModerationDecision {
  readonly reason: string;
  readonly decidedBy: UserId;
  readonly decidedAt: Date;
}

/** Anybody reads it, and it counts for the product's rating. */
export const isPublic = ({ status }: Pick<Review, 'status'>): boolean => status === 'PUBLISHED' || status === 'FLAGGED';

/** That a review is under suspicion is between the reporters and the moderators. */
export const statusShown = (status: ReviewStatus, toModerator: boolean): ReviewStatus =>
  status === 'FLAGGED' && !toModerator ? 'PUBLISHED' : status;

export type ReviewProblem = { readonly code: 'ILLEGAL_TRANSITION'; readonly status: ReviewStatus };

/** An edit by the author. What a moderator removed stays as it is; what was rejected waits for another look. */
export function decideEdit(review: Review, changes: Partial<ReviewText>, now: Date): Result<Review, ReviewProblem> {
  if (review.status === 'REMOVED') return err({ code: 'ILLEGAL_TRANSITION', status: review.status });
  const { stars = review.stars, title = review.title, body = review.body } = changes;
  if (stars === review.stars && title === review.title && body === review.body) return ok(review);
  const status = review.status === 'REJECTED' ? 'PENDING' : review.status;
  return ok({ ...review, stars, title, body, status, editedAt: now });
}

/** Deleting makes room for another review, so it must not be a way around a moderator. */
export function decideDeletion(review: Review): Result<null, ReviewProblem> {
  return isPublic(review) ? ok(null) : err({ code: 'ILLEGAL_TRANSITION', status: review.status });
}

export type Verdict = Extract<ReviewStatus, 'PUBLISHED' | 'REJECTED' | 'REMOVED'>;

/** A moderator may decide at any time, and may think better of it. */
export const moderated = (review: Review, status: Verdict, decision: ModerationDecision): Review => ({
  ...review,
  status,
  moderation: decision,
});

/** The review after a report, `openReports` of them undecided with this one. */
export const reported = (review: Review, openReports: number): Review =>
  review.status === 'PUBLISHED' && openReports >= REPORTS_TO_FLAG ? { ...review, status: 'FLAGGED' } : review;
