import type { OwnerId, ProductId, UserId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { newId } from '@emporium/platform/ids';
import type { TestSubgraph } from '@emporium/platform/testing';
import type { CreateReview } from '../app/create-review.ts';
import type { Reviewing } from '../app/reviewing.ts';
import type { Review } from '../domain/review.ts';

export const BODY = 'It does what it says, quietly.';

/** A published four-star review without votes. */
export const aReview = (): Review => ({
  id: newId('rev'),
  productId: newId('prod'),
  variantId: null,
  authorId: newId('usr'),
  orderLineId: null,
  verifiedPurchase: false,
  stars: 4,
  title: null,
  body: BODY,
  status: 'PUBLISHED',
  helpfulCount: 0,
  notHelpfulCount: 0,
  helpfulness: 0,
  moderation: null,
  createdAt: new Date('2026-03-01T00:00:00Z'),
  editedAt: null,
});

/** Hands an event to the subgraph's handler, as the consumer would. */
export const tell = (test: TestSubgraph, type: string, event: object): Promise<void> =>
  test.db.uow.run((tx: Tx) => test.subgraph.handlers![type]!(tx, { type, ...event } as never, {} as never));

/** A product that products has told of. */
export async function knownProduct(test: TestSubgraph, status = 'ACTIVE'): Promise<ProductId> {
  const productId = newId('prod');
  await tell(test, 'products.product-changed.v1', { productId, version: 1, status });
  return productId;
}

/** A parcel with one line of the product reaches its buyer. */
export async function deliver(test: TestSubgraph, ownerId: OwnerId, productId: ProductId) {
  const line = { orderLineId: newId('oln'), productId, variantId: newId('var'), sellerId: newId('sel') };
  await tell(test, 'orders.shipment-delivered.v1', {
    ownerId,
    deliveredAt: '2026-03-01T12:00:00.000Z',
    lines: [line],
  });
  return line;
}

export const createCommand = (productId: ProductId, rest: Partial<CreateReview> = {}): CreateReview => ({
  idempotencyKey: newId('evt'),
  authorId: newId('usr'),
  productId,
  orderLineId: null,
  stars: 4,
  title: null,
  body: BODY,
  ...rest,
});

/** A published review, by somebody new unless told otherwise. */
export async function written(
  reviewing: Reviewing,
  productId: ProductId,
  rest: { authorId?: UserId; stars?: number } = {},
) {
  const command = createCommand(productId, rest);
  const result = await reviewing.createReview(command);
  if (!result.ok) throw new Error(result.error.code);
  return { id: result.value, authorId: command.authorId };
}

/** The rating that is kept, and the one that the reviews add up to: they must be equal. */
export async function ratingsOf(test: TestSubgraph, productId: ProductId) {
  const kept = (await test.db.one<{ sequence: number; stars: number[]; verified: number[] }>(
    'SELECT sequence, stars, verified FROM rating_summary WHERE product_id = $1',
    [productId],
  ))!;
  const [counted] = await test.db.query<{ stars: number[]; verified: number[] }>(
    `SELECT array_agg(stars ORDER BY n) AS stars, array_agg(verified ORDER BY n) AS verified
       FROM (SELECT n, count(r.id)::int AS stars, (count(r.id) FILTER (WHERE r.verified_purchase))::int AS verified
               FROM generate_series(1, 5) AS n
               LEFT JOIN review r ON r.product_id = $1 AND r.stars = n AND r.status IN ('PUBLISHED', 'FLAGGED')
              GROUP BY n) AS buckets`,
    [productId],
  );
  return { sequence: kept.sequence, kept: { stars: kept.stars, verified: kept.verified }, counted: counted! };
}
