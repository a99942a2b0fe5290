import type { ReviewSort, SortKey } from '../domain/review-order.ts';
import { inSight, REVIEW_COLUMNS } from './review-store.ts';

/** How `sortKeyOf` is said in SQL, and what comes before every row. */
const ORDERS: Readonly<Record<ReviewSort, { key: readonly string[]; types: readonly string[]; start: SortKey }>> = {
  MOST_HELPFUL: {
    key: ['helpfulness', 'created_at', 'id'],
    types: ['bigint', 'timestamptz', 'text'],
    start: [Number.MAX_SAFE_INTEGER, 'infinity', ''],
  },
  NEWEST: { key: ['created_at', 'id'], types: ['timestamptz', 'text'], start: ['infinity', ''] },
  RATING_HIGH: {
    key: ['stars', 'helpfulness', 'id'],
    types: ['bigint', 'bigint', 'text'],
    start: [Number.MAX_SAFE_INTEGER, 0, ''],
  },
  RATING_LOW: {
    key: ['(-stars)', 'helpfulness', 'id'],
    types: ['bigint', 'bigint', 'text'],
    start: [Number.MAX_SAFE_INTEGER, 0, ''],
  },
};

/** Everything after a sort key, largest first: comparing rows, PostgreSQL enters the order's index at the key. */
const page = ({ key, types }: (typeof ORDERS)[ReviewSort], firstParameter: number): string =>
  `(${key.join(', ')}) < (${types.map((type, index) => `$${firstParameter + index}::${type}`).join(', ')})
     ORDER BY ${key.map((column) => `${column} DESC`).join(', ')} LIMIT $2`;

export const startOf = (sort: ReviewSort): SortKey => ORDERS[sort].start;

const ofProducts = (sort: ReviewSort): string =>
  `SELECT list.* FROM unnest($1::text[]) AS product (id) CROSS JOIN LATERAL (
     SELECT ${REVIEW_COLUMNS} FROM review
      WHERE product_id = product.id AND status IN ('PUBLISHED', 'FLAGGED')
        AND ($3::int IS NULL OR stars = $3) AND (NOT $4::boolean OR verified_purchase)
        AND ${page(ORDERS[sort], 5)}) AS list`;

/** The same page of several products in one statement. $1 products, $2 limit, $3 stars, $4 verified only, then the key. */
export const REVIEWS_OF_PRODUCTS: Readonly<Record<ReviewSort, string>> = {
  MOST_HELPFUL: ofProducts('MOST_HELPFUL'),
  NEWEST: ofProducts('NEWEST'),
  RATING_HIGH: ofProducts('RATING_HIGH'),
  RATING_LOW: ofProducts('RATING_LOW'),
};

/** The same page of several authors, the newest first. $1 authors, $2 limit, $3 and $4 sight, then the key. */
export const REVIEWS_OF_AUTHORS = `SELECT list.* FROM unnest($1::text[]) AS author (id) CROSS JOIN LATERAL (
     SELECT ${REVIEW_COLUMNS} FROM review
      WHERE author_id = author.id AND ${inSight(3)} AND ${page(ORDERS.NEWEST, 5)}) AS list`;
