import type { ProductId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { testSubgraph, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReviewing, type Reviewing } from './app/reviewing.ts';
import { postgresStores } from './data/stores.ts';
import { definition } from './index.ts';
import { createCommand, deliver, knownProduct, ratingsOf, tell, written } from './testing/reviews.ts';

let test: TestSubgraph;
let reviewing: Reviewing;

beforeAll(async () => {
  test = await testSubgraph(definition);
  reviewing = createReviewing({ uow: test.db.uow, newId, now: () => new Date(), ...postgresStores() });
});
afterAll(() => test[Symbol.asyncDispose]());

const times = <T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

const ratingEvents = async (productId: ProductId) =>
  (await test.outbox()).filter(
    (event) => event.type === 'reviews.rating-changed.v1' && event['productId'] === productId,
  );

/** Whatever happened, the rating is what the reviews add up to. */
async function expectExactRating(productId: ProductId) {
  const { kept, counted, sequence } = await ratingsOf(test, productId);
  expect(kept).toEqual(counted);
  const events = await ratingEvents(productId);
  expect(events.map((event) => event['sequence'])).toEqual(Array.from({ length: sequence }, (_, n) => n + 1));
  return { ...kept, last: events.at(-1) };
}

describe('writing', () => {
  it('is one for a buyer and a product, however many come at once', async () => {
    const productId = await knownProduct(test);
    const authorId = newId('usr');
    const results = await times(20, (n) =>
      reviewing.createReview(createCommand(productId, { authorId, stars: 1 + (n % 5) })),
    );
    const [winner, ...others] = results.filter((result) => result.ok);
    expect(others).toEqual([]);
    expect(results.filter((result) => !result.ok)).toEqual(
      Array.from({ length: 19 }, () => ({
        ok: false,
        error: { code: 'ALREADY_REVIEWED', reviewId: winner!.value },
      })),
    );
    expect((await expectExactRating(productId)).last).toMatchObject({ sequence: 1, count: 1 });
  });

  it('answers a repeated key with the first answer, also when they come together', async () => {
    const productId = await knownProduct(test);
    const command = createCommand(productId);
    const results = await times(20, () => reviewing.createReview(command));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]!.ok).toBe(true);
    await expectExactRating(productId);
  });

  it('counts every one of many buyers at once, from the very first', async () => {
    const productId = await knownProduct(test);
    await times(50, (n) => written(reviewing, productId, { stars: 1 + (n % 5) }));
    const { stars, last } = await expectExactRating(productId);
    expect(stars).toEqual([10, 10, 10, 10, 10]);
    expect(last).toMatchObject({ sequence: 50, averageHundredths: 300, count: 50 });
  });

  it('keeps the rating exact while people write, edit, vote and delete and moderators decide', async () => {
    const productId = await knownProduct(test);
    const reviews = await times(12, (n) => written(reviewing, productId, { stars: 1 + (n % 5) }));
    const moderatorId = newId('usr');
    await times(60, (n): Promise<unknown> => {
      const { id, authorId } = reviews[n % 12]!;
      switch (n % 6) {
        case 0:
          return reviewing.updateReview({ id, authorId, changes: { stars: 1 + (n % 5) } });
        case 1:
          return reviewing.moderateReview({
            id,
            moderatorId,
            status: n % 4 === 1 ? 'REMOVED' : 'PUBLISHED',
            reason: 'x',
          });
        case 2:
          return reviewing.deleteReview(id, authorId);
        case 3:
          return reviewing.voteOnReview(id, newId('usr'), 'HELPFUL');
        case 4:
          return deliver(test, authorId, productId);
        default:
          return written(reviewing, productId, { stars: 5 });
      }
    });
    await expectExactRating(productId);
  });

  it('is about products that are or were on sale', async () => {
    const create = async (productId: ProductId) => reviewing.createReview(createCommand(productId));
    for (const status of ['DRAFT', 'IN_REVIEW', 'SUPPRESSED'])
      expect(await create(await knownProduct(test, status))).toEqual({ ok: false, error: { code: 'NOT_FOUND' } });
    expect(await create(newId('prod'))).toEqual({ ok: false, error: { code: 'NOT_FOUND' } });
    expect(await create(await knownProduct(test, 'ARCHIVED'))).toMatchObject({ ok: true });
  });

  it('follows the product’s latest version, in whichever order they are told', async () => {
    const productId = await knownProduct(test);
    await tell(test, 'products.product-changed.v1', { productId, version: 3, status: 'SUPPRESSED' });
    await tell(test, 'products.product-changed.v1', { productId, version: 2, status: 'ACTIVE' });
    expect(await reviewing.createReview(createCommand(productId))).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });
});

describe('a verified purchase', () => {
  const verified = async (productId: ProductId) =>
    test.db.query('SELECT verified_purchase, order_line_id, variant_id FROM review WHERE product_id = $1', [productId]);

  it('is what was delivered to the author', async () => {
    const productId = await knownProduct(test);
    const authorId = newId('usr');
    const { orderLineId, variantId } = await deliver(test, authorId, productId);
    await written(reviewing, productId, { authorId });
    expect(await verified(productId)).toEqual([
      { verified_purchase: true, order_line_id: orderLineId, variant_id: variantId },
    ]);
    await expectExactRating(productId);
  });

  it('may be told of after the review; the stars are the same, so nobody hears of a new rating', async () => {
    const productId = await knownProduct(test);
    const { authorId } = await written(reviewing, productId);
    await deliver(test, authorId, productId);
    expect(await verified(productId)).toMatchObject([{ verified_purchase: true }]);
    const { verified: counts, last } = await expectExactRating(productId);
    expect(counts).toEqual([0, 0, 0, 1, 0]);
    expect(last).toMatchObject({ sequence: 1 });
  });

  it('is found when review and delivery race', async () => {
    for (let round = 0; round < 10; round += 1) {
      const productId = await knownProduct(test);
      const authorId = newId('usr');
      await Promise.all([written(reviewing, productId, { authorId }), deliver(test, authorId, productId)]);
      expect(await verified(productId)).toMatchObject([{ verified_purchase: true }]);
      await expectExactRating(productId);
    }
  });

  it('names a line only if it is the author’s, of this product', async () => {
    const [productId, other] = [await knownProduct(test), await knownProduct(test)];
    const authorId = newId('usr');
    const elsewhere = await deliver(test, authorId, other);
    const stranger = await deliver(test, newId('usr'), productId);
    for (const { orderLineId } of [elsewhere, stranger])
      expect(await reviewing.createReview(createCommand(productId, { authorId, orderLineId }))).toEqual({
        ok: false,
        error: { code: 'NOT_PURCHASED' },
      });
    const { orderLineId } = await deliver(test, authorId, productId);
    await deliver(test, authorId, productId);
    await reviewing.createReview(createCommand(productId, { authorId, orderLineId }));
    expect(await verified(productId)).toMatchObject([{ order_line_id: orderLineId }]);
  });

  it('comes with the guest who signs in, before and after and during', async () => {
    const merge = (guestId: string, userId: string) => tell(test, 'users.guest-merged.v1', { guestId, userId });
    for (const order of ['delivered first', 'merged first', 'together'] as const) {
      const productId = await knownProduct(test);
      const [guestId, userId] = [newId('gst'), newId('usr')];
      await written(reviewing, productId, { authorId: userId });
      if (order === 'delivered first') {
        await deliver(test, guestId, productId);
        await merge(guestId, userId);
      } else if (order === 'merged first') {
        await merge(guestId, userId);
        await deliver(test, guestId, productId);
      } else {
        await Promise.all([merge(guestId, userId), deliver(test, guestId, productId)]);
      }
      expect(await verified(productId), order).toMatchObject([{ verified_purchase: true }]);
      expect(await test.db.query('SELECT owner_id FROM purchase WHERE product_id = $1', [productId]), order).toEqual([
        { owner_id: userId },
      ]);
    }
  });

  it('is recorded once, however often it is told', async () => {
    const productId = await knownProduct(test);
    const ownerId = newId('usr');
    const line = { orderLineId: newId('oln'), productId, variantId: newId('var') };
    const event = { ownerId, deliveredAt: '2026-03-01T12:00:00.000Z', lines: [line] };
    await times(2, () => tell(test, 'orders.shipment-delivered.v1', event));
    expect(await test.db.query('SELECT FROM purchase WHERE owner_id = $1', [ownerId])).toHaveLength(1);
  });
});

describe('votes', () => {
  const votesOf = (id: string) =>
    test.db.one<{ helpful: number; not: number; rows: number }>(
      `SELECT helpful_count AS helpful, not_helpful_count AS not,
              (SELECT count(*)::int FROM review_vote WHERE review_id = id) AS rows FROM review WHERE id = $1`,
      [id],
    );

  it('of fifty people at once are fifty', async () => {
    const { id } = await written(reviewing, await knownProduct(test));
    await times(50, (n) => reviewing.voteOnReview(id, newId('usr'), n % 5 === 0 ? 'NOT_HELPFUL' : 'HELPFUL'));
    expect(await votesOf(id)).toEqual({ helpful: 40, not: 10, rows: 50 });
  });

  it('of one person, however often and whichever at once, are one', async () => {
    const { id } = await written(reviewing, await knownProduct(test));
    const userId = newId('usr');
    await times(20, (n) => reviewing.voteOnReview(id, userId, n % 2 === 0 ? 'HELPFUL' : 'NOT_HELPFUL'));
    const { helpful, not, rows } = (await votesOf(id))!;
    expect([helpful + not, rows]).toEqual([1, 1]);
    await reviewing.voteOnReview(id, userId, null);
    expect(await votesOf(id)).toEqual({ helpful: 0, not: 0, rows: 0 });
  });

  it('tell nobody of a new rating', async () => {
    const productId = await knownProduct(test);
    const { id } = await written(reviewing, productId);
    await reviewing.voteOnReview(id, newId('usr'), 'HELPFUL');
    expect(await ratingEvents(productId)).toHaveLength(1);
  });
});

describe('reports', () => {
  it('flag a review with the third person, at once or not; one person alone never does', async () => {
    const { id } = await written(reviewing, await knownProduct(test));
    const status = async () =>
      (await test.db.one<{ status: string }>('SELECT status FROM review WHERE id = $1', [id]))!.status;
    const report = (reporterId = newId('usr')) => reviewing.reportReview({ id, reporterId, reason: 'spam' });
    const nagging = newId('usr');
    await times(5, () => report(nagging));
    expect(await status()).toBe('PUBLISHED');
    await times(2, () => report());
    expect(await status()).toBe('FLAGGED');

    await reviewing.moderateReview({ id, moderatorId: newId('usr'), status: 'PUBLISHED', reason: 'fine' });
    await times(2, () => report());
    expect(await status()).toBe('PUBLISHED'); // the settled ones no longer count
    await report();
    expect(await status()).toBe('FLAGGED');
  });
});
