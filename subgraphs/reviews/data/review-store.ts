import type { OrderLineId, ProductId, ReviewId, UserId, VariantId } from '@emporium/contracts/ids';
import type { ReviewStore } from '../app/ports.ts';
import type { Review, ReviewStatus } from '../domain/review.ts';

export interface ReviewRow {
  readonly id: ReviewId;
  readonly product_id: ProductId;
  readonly variant_id: VariantId | null;
  readonly author_id: UserId;
  readonly order_line_id: OrderLineId | null;
  readonly stars: number;
  readonly title: string | null;
  readonly body: string;
  readonly verified_purchase: boolean;
  readonly status: ReviewStatus;
  readonly helpful_count: number;
  readonly not_helpful_count: number;
  readonly helpfulness: number;
  readonly moderation_reason: string | null;
  readonly moderated_by: UserId | null;
  readonly moderated_at: Date | null;
  readonly created_at: Date;
  readonly edited_at: Date | null;
}

const COLUMNS = [
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
  'moderation_reason',
  'moderated_by',
  'moderated_at',
  'created_at',
  'edited_at',
] as const satisfies readonly (keyof ReviewRow)[];

export const REVIEW_COLUMNS = COLUMNS.join(', ');

/** What anybody sees, the viewer's own, and for a moderator everything: parameters `viewer` and the one after it. */
export const inSight = (viewer: number): string =>
  `(status IN ('PUBLISHED', 'FLAGGED') OR author_id = $${viewer}::text OR $${viewer + 1}::boolean)`;

export const toReview = (row: ReviewRow): Review => ({
  id: row.id,
  productId: row.product_id,
  variantId: row.variant_id,
  authorId: row.author_id,
  orderLineId: row.order_line_id,
  stars: row.stars,
  title: row.title,
  body: row.body,
  verifiedPurchase: row.verified_purchase,
  status: row.status,
  helpfulCount: row.helpful_count,
  notHelpfulCount: row.not_helpful_count,
  helpfulness: row.helpfulness,
  moderation:
    row.moderated_at === null
      ? null
      : { reason: row.moderation_reason!, decidedBy: row.moderated_by!, decidedAt: row.moderated_at },
  createdAt: row.created_at,
  editedAt: row.edited_at,
});

/** The values of `COLUMNS`, in their order. */
const valuesOf = (review: Review): unknown[] => [
  review.id,
  review.productId,
  review.variantId,
  review.authorId,
  review.orderLineId,
  review.stars,
  review.title,
  review.body,
  review.verifiedPurchase,
  review.status,
  review.helpfulCount,
  review.notHelpfulCount,
  review.helpfulness,
  review.moderation?.reason ?? null,
  review.moderation?.decidedBy ?? null,
  review.moderation?.decidedAt ?? null,
  review.createdAt,
  review.editedAt,
];

const PLACES = COLUMNS.map((_, index) => `$${index + 1}`).join(', ');

export const postgresReviewStore = (): ReviewStore => ({
  async lock(tx, id) {
    const [row] = await tx.query<ReviewRow>(`SELECT ${REVIEW_COLUMNS} FROM review WHERE id = $1 FOR UPDATE`, [id]);
    return row ? toReview(row) : null;
  },

  async lockOfAuthor(tx, authorId, productIds) {
    const rows = await tx.query<ReviewRow>(
      `SELECT ${REVIEW_COLUMNS} FROM review WHERE author_id = $1 AND product_id = ANY($2) ORDER BY id FOR UPDATE`,
      [authorId, productIds],
    );
    return rows.map(toReview);
  },

  insert(tx, review) {
    tx.write(`INSERT INTO review (${REVIEW_COLUMNS}) VALUES (${PLACES})`, valuesOf(review));
  },

  update(tx, review) {
    tx.writeOne(`UPDATE review SET (${REVIEW_COLUMNS}) = (${PLACES}) WHERE id = $1`, valuesOf(review));
  },

  remove(tx, id) {
    tx.writeOne('DELETE FROM review WHERE id = $1', [id]);
  },
});
