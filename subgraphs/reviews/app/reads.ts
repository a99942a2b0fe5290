import type { OrderLineId, OwnerId, ProductId, ReviewId, UserId } from '@emporium/contracts/ids';
import type { Page } from '@emporium/platform/cursor';
import type { Vote } from '../domain/helpfulness.ts';
import type { ProductStatus } from '../domain/product.ts';
import type { Rating } from '../domain/rating.ts';
import type { ReviewSort } from '../domain/review-order.ts';
import type { Review, ReviewStatus } from '../domain/review.ts';

/** What somebody sees beside what everybody sees: their own reviews and, as a moderator, all. */
export interface Sight {
  readonly userId: UserId | null;
  readonly isModerator: boolean;
}

export interface ProductReviewList extends Page {
  readonly sort: ReviewSort;
  readonly stars: number | null;
  readonly verifiedOnly: boolean;
}

export interface KeptRating extends Rating {
  readonly updatedAt: Date;
}

export interface AuthorTotals {
  readonly authorId: UserId;
  /** Of published reviews. */
  readonly reviewCount: number;
  readonly helpfulVotes: number;
}

/** A delivered line of the owner who asks. */
export interface ReviewableLine {
  readonly orderLineId: OrderLineId;
  readonly reviewId: ReviewId | null;
  /** Null while products has not told of it. */
  readonly productStatus: ProductStatus | null;
}

export interface Report {
  readonly reviewId: ReviewId;
  readonly reason: string;
  readonly reportedAt: Date;
}

/**
 * What the schema shows, straight from the tables: reads skip the domain. A list answers, for each
 * product or author, one row more than its page asks for, which says whether there is a next page.
 */
export interface ReviewReads {
  reviewsByIds(ids: readonly ReviewId[], sight: Sight): Promise<readonly Review[]>;
  /** The same page of several products, of published reviews. */
  reviewsOfProducts(productIds: readonly ProductId[], list: ProductReviewList): Promise<readonly Review[]>;
  /** The same page of several authors, the newest first. */
  reviewsOfAuthors(authorIds: readonly UserId[], sight: Sight, page: Page): Promise<readonly Review[]>;
  countsOfAuthors(
    authorIds: readonly UserId[],
    sight: Sight,
  ): Promise<readonly { readonly authorId: UserId; readonly count: number }[]>;
  /** The oldest first. */
  reviewsByStatus(status: ReviewStatus, page: Page): Promise<readonly Review[]>;
  countByStatus(status: ReviewStatus): Promise<number>;
  ratings(productIds: readonly ProductId[]): Promise<readonly KeptRating[]>;
  authorTotals(authorIds: readonly UserId[]): Promise<readonly AuthorTotals[]>;
  votesOf(
    userId: UserId,
    reviewIds: readonly ReviewId[],
  ): Promise<readonly { readonly reviewId: ReviewId; readonly vote: Vote }[]>;
  linesOf(ownerId: OwnerId, orderLineIds: readonly OrderLineId[]): Promise<readonly ReviewableLine[]>;
  /** At most `limit` for each review, the latest first. */
  reports(reviewIds: readonly ReviewId[], limit: number): Promise<readonly Report[]>;
}
