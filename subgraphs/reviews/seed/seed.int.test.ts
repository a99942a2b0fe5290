import { testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { productId } from '@emporium/world/ids';
import { reviewBook } from '@emporium/world/reviews';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { definition } from '../index.ts';

const PRODUCTS = 600;
const now = new Date();
let test: TestSubgraph;

beforeAll(async () => {
  test = await testSubgraph(definition);
  await definition.seed({ db: test.db, products: PRODUCTS, now, progress: () => {} });
});
afterAll(() => test[Symbol.asyncDispose]());

it('fills every table', async () => {
  for (const table of ['known_product', 'rating_summary', 'review', 'review_report', 'purchase'])
    expect(await test.db.one(`SELECT 1 AS some FROM ${table} LIMIT 1`), table).toEqual({ some: 1 });
});

it('keeps for each product what its reviews add up to', async () => {
  expect(await test.db.query('SELECT FROM rating_summary')).toHaveLength(PRODUCTS);
  const difference = await test.db.query(
    `SELECT s.product_id, n FROM rating_summary s CROSS JOIN generate_series(1, 5) AS n
      WHERE s.stars[n] <> (SELECT count(*) FROM review r WHERE r.product_id = s.product_id AND r.stars = n)
         OR s.verified[n] <> (SELECT count(*) FROM review r
                               WHERE r.product_id = s.product_id AND r.stars = n AND r.verified_purchase)`,
  );
  expect(difference).toEqual([]);
});

it('shows what the world counts', async () => {
  const book = reviewBook({ products: PRODUCTS, now });
  const indexes = [0, 1, 7, 599];
  const { data } = await test.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { ratingSummary { average count } } } }`,
    { r: indexes.map((index) => ({ __typename: 'Product', id: productId(index) })) },
  );
  expect(data._entities).toEqual(
    indexes.map((index) => {
      const { averageHundredths, count } = book.ratingOf(index);
      return { ratingSummary: { average: count === 0 ? null : (averageHundredths / 100).toFixed(2), count } };
    }),
  );
});

it('ties every review that names an order line to its author’s purchase', async () => {
  const tied = await test.db.one<{ reviews: number; purchases: number }>(
    `SELECT count(*)::int AS reviews, count(p.order_line_id)::int AS purchases
       FROM review r LEFT JOIN purchase p
         ON p.order_line_id = r.order_line_id AND p.owner_id = r.author_id AND p.product_id = r.product_id
      WHERE r.order_line_id IS NOT NULL`,
  );
  expect(tied!.reviews).toBeGreaterThan(50);
  expect(tied!.purchases).toBe(tied!.reviews);
});

it('gives moderators something to do', async () => {
  const { data } = await test.execute(
    '{ moderationQueue { totalCount nodes { rating reports { reason } } } }',
    {},
    userViewer(['moderation:reviews']),
  );
  expect(data.moderationQueue.totalCount).toBeGreaterThan(3);
  for (const { rating, reports } of data.moderationQueue.nodes) expect([rating, reports.length]).toEqual([1, 3]);
});
