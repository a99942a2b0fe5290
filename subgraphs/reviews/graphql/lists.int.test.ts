import type { ProductId, ReviewId, UserId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import type { Viewer } from '@emporium/platform/identity';
import { guestViewer, seededClock, testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReviewing, type Reviewing } from '../app/reviewing.ts';
import { postgresStores } from '../data/stores.ts';
import { definition } from '../index.ts';
import { deliver, knownProduct, written } from '../testing/reviews.ts';

const clock = seededClock('2026-03-02T12:00:00Z');
let test: TestSubgraph;
let reviewing: Reviewing;

beforeAll(async () => {
  test = await testSubgraph(definition, { now: clock.now });
  reviewing = createReviewing({ uow: test.db.uow, newId, now: clock.now, ...postgresStores() });
});
afterAll(() => test[Symbol.asyncDispose]());

const entities = async (type: string, ids: readonly string[], fields: string, viewer?: Viewer) => {
  const { data, errors } = await test.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${fields} } } }`,
    { r: ids.map((id) => ({ __typename: type, id })) },
    viewer,
  );
  if (errors) throw new Error(errors.map((error) => `${error.extensions?.code}: ${error.message}`).join('\n'));
  return data._entities;
};

const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const before = test.db.statements;
  await work();
  return test.db.statements - before;
};

/** Reviews a second apart, by others each time: `[stars, helpful votes, not helpful votes]`. */
async function productWith(reviews: readonly (readonly [stars: number, helpful?: number, not?: number])[]) {
  const productId = await knownProduct(test);
  const ids: string[] = [];
  for (const [stars, helpful = 0, not = 0] of reviews) {
    clock.advance(1_000);
    const { id } = await written(reviewing, productId, { stars });
    for (let n = 0; n < helpful; n += 1) await reviewing.voteOnReview(id, newId('usr'), 'HELPFUL');
    for (let n = 0; n < not; n += 1) await reviewing.voteOnReview(id, newId('usr'), 'NOT_HELPFUL');
    ids.push(id);
  }
  return { productId, ids };
}

async function readAll(productId: ProductId, args: string, first: number): Promise<string[]> {
  const seen: string[] = [];
  for (let after: string | null = null; ;) {
    const page: string = `first: ${first} ${after === null ? '' : `after: "${after}"`} ${args}`;
    const [{ reviews }] = await entities(
      'Product',
      [productId],
      `reviews(${page}) { nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor } }`,
    );
    seen.push(...reviews.nodes.map((node: { id: string }) => node.id));
    if (!reviews.pageInfo.hasNextPage) return seen;
    after = reviews.pageInfo.endCursor as string;
  }
}

describe('a product’s reviews', () => {
  it('come in each order, complete and without repetition, whatever the page', async () => {
    const { productId, ids } = await productWith([[3, 1], [5], [1, 9, 1], [5, 2, 2], [1], [3, 0, 2], [5]]);
    const inOrder = (...places: number[]) => places.map((place) => ids[place]);
    const expected = {
      MOST_HELPFUL: inOrder(2, 0, 3, 6, 5, 4, 1), // 9 of 10, 1 of 1, 2 of 4, then none: the newest first
      NEWEST: inOrder(6, 5, 4, 3, 2, 1, 0),
      RATING_HIGH: inOrder(3, 6, 1, 0, 5, 2, 4),
      RATING_LOW: inOrder(2, 4, 0, 5, 3, 6, 1),
    };
    for (const [sort, order] of Object.entries(expected))
      for (const first of [1, 2, 3, 100]) expect(await readAll(productId, `sort: ${sort}`, first), sort).toEqual(order);
    expect(await readAll(productId, '', 10)).toEqual(expected.MOST_HELPFUL);
  });

  it('are filtered by stars and by purchase, with a total that fits', async () => {
    const productId = await knownProduct(test);
    for (const stars of [5, 5, 2]) {
      const authorId = newId('usr');
      await deliver(test, authorId, productId);
      await written(reviewing, productId, { authorId, stars });
    }
    await written(reviewing, productId, { stars: 5 });
    const totals = async (args: string) => {
      const [{ reviews }] = await entities('Product', [productId], `reviews${args} { totalCount nodes { rating } }`);
      expect(reviews.nodes).toHaveLength(reviews.totalCount);
      return reviews.totalCount;
    };
    expect([
      await totals(''),
      await totals('(stars: 5)'),
      await totals('(verifiedOnly: true)'),
      await totals('(stars: 5, verifiedOnly: true)'),
      await totals('(stars: 3)'),
    ]).toEqual([4, 3, 3, 2, 0]);
  });

  it('go on where the page ended when others write meanwhile', async () => {
    const { productId, ids } = await productWith([[1], [2], [3]]);
    const page = async (after: string) =>
      (
        await entities(
          'Product',
          [productId],
          `reviews(first: 2, sort: NEWEST ${after}) { nodes { id } pageInfo { endCursor } }`,
        )
      )[0].reviews;
    const first = await page('');
    clock.advance(1_000);
    await written(reviewing, productId);
    const second = await page(`, after: "${first.pageInfo.endCursor}"`);
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual([ids[2], ids[1], ids[0]]);
  });

  it.each([
    ['stars: 6', /stars/],
    ['first: 0', /first/],
    ['first: 101', /first/],
    ['after: "nonsense"', /cursor/],
  ])('refuse %s', async (args, message) => {
    await expect(entities('Product', [await knownProduct(test)], `reviews(${args}) { nodes { id } }`)).rejects.toThrow(
      message,
    );
  });

  it('refuse another order’s cursor', async () => {
    const { productId } = await productWith([[1], [2]]);
    const [{ reviews }] = await entities(
      'Product',
      [productId],
      'reviews(first: 1, sort: NEWEST) { pageInfo { endCursor } }',
    );
    const args = `sort: RATING_LOW, after: "${reviews.pageInfo.endCursor}"`;
    await expect(entities('Product', [productId], `reviews(${args}) { nodes { id } }`)).rejects.toThrow(
      /BAD_USER_INPUT/,
    );
  });

  it('of twenty products take a statement, one more for totals, and one more for the viewer’s votes', async () => {
    const products = await Promise.all(
      Array.from({ length: 20 }, async () => (await productWith([[5], [4], [3]])).productId),
    );
    const fields = 'reviews(first: 2, stars: 4) { totalCount nodes { id author { id } product { id } } }';
    const statements = (count: number) => statementsOf(() => entities('Product', products.slice(0, count), fields));
    expect([await statements(1), await statements(20)]).toEqual([2, 2]);
    const own = () => entities('Product', products, 'reviews { nodes { viewerVote } }', userViewer());
    expect(await statementsOf(own)).toBe(2);
    for (const { reviews } of await entities('Product', products, fields))
      expect([reviews.totalCount, reviews.nodes.length]).toEqual([1, 1]);
  });

  it('enter the index of their order at the cursor', async () => {
    const { productId } = await productWith([[1]]);
    const { REVIEWS_OF_PRODUCTS, startOf } = await import('../data/review-lists.ts');
    for (const [sort, sql] of Object.entries(REVIEWS_OF_PRODUCTS)) {
      const plan = await test.db.uow.run(async (tx) => {
        await tx.query('SET LOCAL enable_seqscan = off');
        await tx.query('SET LOCAL enable_sort = off');
        return tx.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, [
          [productId],
          11,
          null,
          false,
          ...startOf(sort as keyof typeof REVIEWS_OF_PRODUCTS),
        ]);
      });
      const text = plan.map((line) => line['QUERY PLAN']).join('\n');
      expect(text).toContain(`review_${sort.toLowerCase()}`);
      expect(text).toMatch(/Index Cond: .*ROW\(/);
      expect(text).not.toContain('Sort');
    }
  });
});

describe('ratingSummary', () => {
  it('is exact to hundredths, with five buckets', async () => {
    const { productId } = await productWith([[5], [5], [4], [1], [5], [4]]);
    const FIELDS = 'ratingSummary { average count histogram { stars count } }';
    expect(await entities('Product', [productId, newId('prod'), await knownProduct(test)], FIELDS)).toEqual([
      {
        ratingSummary: {
          average: '4.00',
          count: 6,
          histogram: [5, 4, 3, 2, 1].map((stars, index) => ({ stars, count: [3, 2, 0, 0, 1][index] })),
        },
      },
      ...[1, 2].map(() => ({
        ratingSummary: {
          average: null,
          count: 0,
          histogram: [5, 4, 3, 2, 1].map((stars) => ({ stars, count: 0 })),
        },
      })),
    ]);
  });

  it('of fifty products takes one statement', async () => {
    const products = await Promise.all(Array.from({ length: 50 }, () => knownProduct(test)));
    expect(await statementsOf(() => entities('Product', products, 'ratingSummary { average count asOf }'))).toBe(1);
  });
});

describe('a person', () => {
  it('has a public record of what is public', async () => {
    const authorId = newId('usr');
    const products = [await knownProduct(test), await knownProduct(test), await knownProduct(test)];
    const ids: ReviewId[] = [];
    for (const productId of products) ids.push((await written(reviewing, productId, { authorId })).id);
    await reviewing.voteOnReview(ids[0]!, newId('usr'), 'HELPFUL');
    await reviewing.voteOnReview(ids[1]!, newId('usr'), 'HELPFUL');
    await reviewing.voteOnReview(ids[1]!, newId('usr'), 'NOT_HELPFUL');
    await reviewing.moderateReview({ id: ids[2]!, moderatorId: newId('usr'), status: 'REMOVED', reason: 'spam' });
    const profiles = () => entities('PublicProfile', [authorId, newId('usr')], 'reviewCount helpfulVotesReceived');
    expect(await profiles()).toEqual([
      { reviewCount: 2, helpfulVotesReceived: 2 },
      { reviewCount: 0, helpfulVotesReceived: 0 },
    ]);
    expect(await statementsOf(profiles)).toBe(1);
  });

  it('sees all they wrote, the newest first; others what is published', async () => {
    const authorId = newId('usr');
    const ids: ReviewId[] = [];
    for (let n = 0; n < 3; n += 1) {
      clock.advance(1_000);
      ids.push((await written(reviewing, await knownProduct(test), { authorId })).id);
    }
    await reviewing.moderateReview({ id: ids[1]!, moderatorId: newId('usr'), status: 'REJECTED', reason: 'x' });
    const own = async (viewer: Viewer, args = '') =>
      (
        await entities('User', [authorId], `reviews${args} { totalCount nodes { id } pageInfo { endCursor } }`, viewer)
      )[0].reviews;
    const author = userViewer([], authorId);
    const idsOf = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id);
    const all = await own(author);
    expect([idsOf(all), all.totalCount]).toEqual([ids.toReversed(), 3]);
    const first = await own(author, '(first: 1)');
    expect(idsOf(await own(author, `(first: 5, after: "${first.pageInfo.endCursor}")`))).toEqual([ids[1], ids[0]]);
    const others = await own(userViewer());
    expect([idsOf(others), others.totalCount]).toEqual([[ids[2], ids[0]], 2]);
  });
});

describe('an order line', () => {
  const FIELDS = 'reviewEligible review { id }';
  const lineOf = async (orderLineId: string, viewer?: Viewer) =>
    (await entities('OrderLine', [orderLineId], FIELDS, viewer))[0];

  it('may be reviewed by whom it was delivered to, until they have', async () => {
    const productId = await knownProduct(test);
    const buyer = userViewer();
    const { orderLineId } = await deliver(test, buyer.id, productId);
    expect(await lineOf(orderLineId, buyer)).toEqual({ reviewEligible: true, review: null });
    const { id } = await written(reviewing, productId, { authorId: buyer.id });
    expect(await lineOf(orderLineId, buyer)).toEqual({ reviewEligible: false, review: { id } });
    expect(await lineOf(orderLineId, userViewer())).toEqual({ reviewEligible: false, review: null });
    expect(await lineOf(orderLineId, userViewer(['moderation:reviews']))).toEqual({
      reviewEligible: false,
      review: null,
    });
    expect(await lineOf(orderLineId)).toEqual({ reviewEligible: null, review: null });
  });

  it('of a guest waits for an account; what was not delivered waits for the parcel', async () => {
    const guest = guestViewer();
    const { orderLineId } = await deliver(test, guest.id, await knownProduct(test));
    expect(await lineOf(orderLineId, guest)).toEqual({ reviewEligible: false, review: null });
    expect(await lineOf(newId('oln'), userViewer())).toEqual({ reviewEligible: false, review: null });
  });

  it('takes as many statements for fifty as for one', async () => {
    const buyer: UserId = newId('usr');
    const lines = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const productId = await knownProduct(test);
        const { orderLineId } = await deliver(test, buyer, productId);
        await written(reviewing, productId, { authorId: buyer });
        return orderLineId;
      }),
    );
    const statements = (count: number) =>
      statementsOf(() => entities('OrderLine', lines.slice(0, count), FIELDS, userViewer([], buyer)));
    expect([await statements(1), await statements(50)]).toEqual([2, 2]);
  });
});

describe('a reference', () => {
  it('to a review is there for whoever may see it', async () => {
    const { id, authorId } = await written(reviewing, await knownProduct(test));
    await reviewing.moderateReview({ id, moderatorId: newId('usr'), status: 'REMOVED', reason: 'spam' });
    const seen = async (viewer?: Viewer) => (await entities('Review', [id], 'rating', viewer))[0];
    expect([await seen(), await seen(userViewer()), await seen(userViewer([], authorId))]).toEqual([
      null,
      null,
      { rating: 4 },
    ]);
  });
});
