import type { OrderLineId, OwnerId, ProductId, ReviewId, UserId } from '@emporium/contracts/ids';
import type { Page } from '@emporium/platform/cursor';
import { manyByKey, oneByKey, perArguments } from '@emporium/platform/graphql';
import { hasScopes, ownerOf, type Viewer } from '@emporium/platform/identity';
import type { RequestContext } from '@emporium/platform/subgraph';
import type { Streams } from '@emporium/platform/streams';
import type DataLoader from 'dataloader';
import type {
  AuthorTotals,
  KeptRating,
  ProductReviewList,
  Report,
  ReviewableLine,
  ReviewReads,
  Sight,
} from '../app/reads.ts';
import type { Vote } from '../domain/helpfulness.ts';
import type { Review } from '../domain/review.ts';

/** The latest reports of a review that a moderator sees. */
const MAX_REPORTS = 20;

export interface ReviewsContext extends RequestContext {
  readonly streams: Streams;
  /** Take them from the context each time: `reload` puts others in their place. */
  readonly loaders: Loaders;
  /** After a change, nothing that was loaded before it is shown. */
  reload(): void;
}

export interface Loaders {
  readonly reviews: DataLoader<ReviewId, Review | null>;
  readonly ratings: DataLoader<ProductId, KeptRating | null>;
  readonly authorTotals: DataLoader<UserId, AuthorTotals | null>;
  readonly authorCounts: DataLoader<UserId, { readonly count: number } | null>;
  readonly reports: DataLoader<ReviewId, readonly Report[]>;
  /** Null for whoever has no account. */
  readonly votes: DataLoader<ReviewId, { readonly vote: Vote } | null> | null;
  /** Null for whoever owns nothing. */
  readonly lines: DataLoader<OrderLineId, ReviewableLine | null> | null;
  /** One loader for each set of arguments: products that are asked the same are read together. */
  reviewsOfProduct(list: ProductReviewList): DataLoader<ProductId, readonly Review[]>;
  reviewsOfAuthor(page: Page): DataLoader<UserId, readonly Review[]>;
}

/** Loaders gather what one operation asks for into one statement each, and forget it with the operation. */
export const createContext =
  (reads: ReviewReads, streams: Streams) =>
  (request: RequestContext): ReviewsContext => {
    let loaders = createLoaders(reads, request.viewer);
    return {
      ...request,
      streams,
      get loaders() {
        return loaders;
      },
      reload() {
        loaders = createLoaders(reads, request.viewer);
      },
    };
  };

function createLoaders(reads: ReviewReads, viewer: Viewer): Loaders {
  const sight = sightOf(viewer);
  const { userId } = sight;
  const owner: OwnerId | null = ownerOf(viewer);
  return {
    reviews: oneByKey(
      (ids) => reads.reviewsByIds(ids, sight),
      (review) => review.id,
    ),
    ratings: oneByKey(
      (ids) => reads.ratings(ids),
      (rating) => rating.productId,
    ),
    authorTotals: oneByKey(
      (ids) => reads.authorTotals(ids),
      (totals) => totals.authorId,
    ),
    authorCounts: oneByKey(
      (ids) => reads.countsOfAuthors(ids, sight),
      (counted) => counted.authorId,
    ),
    reports: manyByKey(
      (ids) => reads.reports(ids, MAX_REPORTS),
      (report) => report.reviewId,
    ),
    votes:
      userId &&
      oneByKey(
        (ids) => reads.votesOf(userId, ids),
        (vote) => vote.reviewId,
      ),
    lines:
      owner &&
      oneByKey(
        (ids) => reads.linesOf(owner, ids),
        (line) => line.orderLineId,
      ),
    reviewsOfProduct: perArguments((list) =>
      manyByKey(
        (ids) => reads.reviewsOfProducts(ids, list),
        (review) => review.productId,
      ),
    ),
    reviewsOfAuthor: perArguments((page) =>
      manyByKey(
        (ids) => reads.reviewsOfAuthors(ids, sight, page),
        (review) => review.authorId,
      ),
    ),
  };
}

export const isModerator = (viewer: Viewer): boolean => hasScopes(viewer, [['moderation:reviews']]);

export const sightOf = (viewer: Viewer): Sight => ({
  userId: viewer.kind === 'user' ? viewer.id : null,
  isModerator: isModerator(viewer),
});
