import { reviewBook } from '@emporium/world/reviews';
import type { OrdersOptions } from '@emporium/world/orders';
import { helpfulnessOf } from '../domain/helpfulness.ts';
import type { Ratings } from './ratings.ts';
import type { Reports } from './reports.ts';

export const REVIEW_COLUMNS = [
  'id',
  'product_id',
  'variant_id',
  'author_id',
  'order_line_id',
  'stars',
  'title',
  'body',
  'verified_purchase',
  'status',
  'helpful_count',
  'not_helpful_count',
  'helpfulness',
  'created_at',
];

export function* reviewRows(options: OrdersOptions, ratings: Ratings, reports: Reports) {
  for (const review of reviewBook(options).reviews()) {
    ratings.count(review);
    yield [
      review.id,
      review.productId,
      review.variantId,
      review.authorId,
      review.orderLineId,
      review.stars,
      review.title,
      review.body,
      review.verifiedPurchase,
      reports.flags(review) ? 'FLAGGED' : 'PUBLISHED',
      review.helpfulVotes,
      review.notHelpfulVotes,
      helpfulnessOf(review.helpfulVotes, review.notHelpfulVotes),
      review.createdAt,
    ];
  }
}
