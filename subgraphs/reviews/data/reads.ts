import type { ProductId, ReviewId, UserId } from '@emporium/contracts/ids';
import type { Database } from '@emporium/platform/db';
import { queueKeyAfter, sortKeyAfter } from '../app/list-cursor.ts';
import type { AuthorTotals, Report, ReviewableLine, ReviewReads } from '../app/reads.ts';
import type { Vote } from '../domain/helpfulness.ts';
import { RATING_COLUMNS, toRating, type RatingRow } from './rating-store.ts';
import { REVIEWS_OF_AUTHORS, REVIEWS_OF_PRODUCTS, startOf } from './review-lists.ts';
import { inSight, REVIEW_COLUMNS, toReview, type ReviewRow } from './review-store.ts';

export const postgresReads = (db: Database): ReviewReads => {
  const reviews = async (sql: string, values: readonly unknown[]) =>
    (await db.query<ReviewRow>(sql, values)).map(toReview);

  return {
    reviewsByIds: (ids, { userId, isModerator }) =>
      reviews(`SELECT ${REVIEW_COLUMNS} FROM review WHERE id = ANY($1) AND ${inSight(2)}`, [ids, userId, isModerator]),

    reviewsOfProducts: (productIds: readonly ProductId[], { sort, stars, verifiedOnly, first, after }) =>
      reviews(REVIEWS_OF_PRODUCTS[sort], [
        productIds,
        first + 1,
        stars,
        verifiedOnly,
        ...(sortKeyAfter(sort, after) ?? startOf(sort)),
      ]),

    reviewsOfAuthors: (authorIds, { userId, isModerator }, { first, after }) =>
      reviews(REVIEWS_OF_AUTHORS, [
        authorIds,
        first + 1,
        userId,
        isModerator,
        ...(sortKeyAfter('NEWEST', after) ?? startOf('NEWEST')),
      ]),

    countsOfAuthors: (authorIds, { userId, isModerator }) =>
      db.query<{ authorId: UserId; count: number }>(
        `SELECT author_id AS "authorId", count(*)::int AS count FROM review
          WHERE author_id = ANY($1) AND ${inSight(2)} GROUP BY author_id`,
        [authorIds, userId, isModerator],
      ),

    reviewsByStatus: (status, { first, after }) =>
      reviews(
        `SELECT ${REVIEW_COLUMNS} FROM review
          WHERE status = $1 AND (created_at, id) > ($2::timestamptz, $3::text) ORDER BY created_at, id LIMIT $4`,
        [status, ...(queueKeyAfter(after) ?? ['-infinity', '']), first + 1],
      ),

    async countByStatus(status) {
      const row = await db.one<{ count: number }>('SELECT count(*)::int AS count FROM review WHERE status = $1', [
        status,
      ]);
      return row!.count;
    },

    async ratings(productIds) {
      const rows = await db.query<RatingRow>(
        `SELECT ${RATING_COLUMNS} FROM rating_summary WHERE product_id = ANY($1)`,
        [productIds],
      );
      return rows.map(toRating);
    },

    authorTotals: (authorIds) =>
      db.query<AuthorTotals>(
        `SELECT author_id AS "authorId", count(*)::int AS "reviewCount", sum(helpful_count)::int AS "helpfulVotes"
           FROM review WHERE author_id = ANY($1) AND status IN ('PUBLISHED', 'FLAGGED') GROUP BY author_id`,
        [authorIds],
      ),

    votesOf: (userId, reviewIds) =>
      db.query<{ reviewId: ReviewId; vote: Vote }>(
        'SELECT review_id AS "reviewId", vote FROM review_vote WHERE review_id = ANY($1) AND user_id = $2',
        [reviewIds, userId],
      ),

    linesOf: (ownerId, orderLineIds) =>
      db.query<ReviewableLine>(
        `SELECT p.order_line_id AS "orderLineId", r.id AS "reviewId", k.status AS "productStatus"
           FROM purchase p
           LEFT JOIN review r ON r.author_id = p.owner_id AND r.product_id = p.product_id
           LEFT JOIN known_product k ON k.product_id = p.product_id
          WHERE p.order_line_id = ANY($1) AND p.owner_id = $2`,
        [orderLineIds, ownerId],
      ),

    reports: (reviewIds, limit) =>
      db.query<Report>(
        `SELECT latest.* FROM unnest($1::text[]) AS review (id) CROSS JOIN LATERAL (
           SELECT review_id AS "reviewId", reason, reported_at AS "reportedAt" FROM review_report
            WHERE review_id = review.id ORDER BY reported_at DESC LIMIT $2) AS latest`,
        [reviewIds, limit],
      ),
  };
};
