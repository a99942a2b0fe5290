import { newId } from '@emporium/platform/ids';
import type { Viewer } from '@emporium/platform/identity';
import { guestViewer, testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { BODY, deliver, knownProduct } from '../testing/reviews.ts';

let test: TestSubgraph;
const moderator = userViewer(['moderation:reviews']);

beforeAll(async () => {
  test = await testSubgraph(definition);
});
afterAll(() => test[Symbol.asyncDispose]());

const CREATE = `mutation ($input: ReviewCreateInput!) { reviewCreate(input: $input) {
  review { id rating title body verifiedPurchase status author { id } product { id ratingSummary { average count } } variant { id } }
  userErrors { __typename code message field ... on AlreadyReviewedError { reviewId } } } }`;

const create = async (productId: string, viewer: Viewer, rest: object = {}) =>
  (
    await test.execute(
      CREATE,
      { input: { productId, rating: 4, body: BODY, idempotencyKey: newId('evt'), ...rest } },
      viewer,
    )
  ).data.reviewCreate;

const createdId = async (productId: string, viewer: Viewer, rest: object = {}): Promise<string> =>
  (await create(productId, viewer, rest)).review.id as string;

/** One mutation on one review; what the payload says. */
const change = async (field: string, id: string, rest: string, viewer: Viewer) =>
  (
    await test.execute(
      `mutation ($id: ID!) { ${field}(id: $id ${rest}) {
         review { id rating title body status helpfulCount viewerVote editedAt product { ratingSummary { average count } } }
         userErrors { __typename code message field } } }`,
      { id },
      viewer,
    )
  ).data[field];

const REVIEW = `query ($id: ID!) { review(id: $id) { status body } }`;
const read = async (id: string, viewer?: Viewer) => (await test.execute(REVIEW, { id }, viewer)).data.review;

describe('reviewCreate', () => {
  it('publishes a review and counts it', async () => {
    const productId = await knownProduct(test);
    const author = userViewer();
    const { orderLineId, variantId } = await deliver(test, author.id, productId);
    const answer = await create(productId, author, { orderLineId, title: '  Quiet ', rating: 5 });
    expect(answer).toEqual({
      review: {
        id: expect.stringMatching(/^rev_/),
        rating: 5,
        title: 'Quiet',
        body: BODY,
        verifiedPurchase: true,
        status: 'PUBLISHED',
        author: { id: author.id },
        product: { id: productId, ratingSummary: { average: '5.00', count: 1 } },
        variant: { id: variantId },
      },
      userErrors: [],
    });
    expect(await read(answer.review.id)).toEqual({ status: 'PUBLISHED', body: BODY });
  });

  it('is for accounts: guests are asked to sign in, strangers are not heard', async () => {
    const productId = await knownProduct(test);
    expect((await create(productId, guestViewer())).userErrors).toMatchObject([{ code: 'SIGN_IN_REQUIRED' }]);
    const { data, errors } = await test.execute(CREATE, {
      input: { productId, rating: 4, body: BODY, idempotencyKey: newId('evt') },
    });
    expect(data.reviewCreate).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('names the review that is there already', async () => {
    const productId = await knownProduct(test);
    const author = userViewer();
    const reviewId = await createdId(productId, author);
    expect(await create(productId, author)).toMatchObject({
      review: null,
      userErrors: [{ __typename: 'AlreadyReviewedError', code: 'ALREADY_REVIEWED', reviewId }],
    });
  });

  it('repeats its answer for a repeated key, and refuses the key for something else', async () => {
    const productId = await knownProduct(test);
    const author = userViewer();
    const idempotencyKey = newId('evt');
    const id = await createdId(productId, author, { idempotencyKey });
    expect((await create(productId, author, { idempotencyKey })).review.id).toBe(id);
    expect((await create(productId, author, { idempotencyKey, rating: 1 })).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_CONFLICT' },
    ]);
  });

  it.each([
    [{ productId: 'ofr_1' }, ['productId'], 'INVALID'],
    [{ productId: newId('prod') }, ['productId'], 'NOT_FOUND'],
    [{ rating: 0 }, ['rating'], 'INVALID'],
    [{ rating: 6 }, ['rating'], 'INVALID'],
    [{ title: 'x'.repeat(121) }, ['title'], 'INVALID'],
    [{ title: 'two\nlines' }, ['title'], 'INVALID'],
    [{ body: 'too short' }, ['body'], 'INVALID'],
    [{ body: 'x'.repeat(5001) }, ['body'], 'INVALID'],
    [{ body: 'a bell \u0007 rings here' }, ['body'], 'INVALID'],
    [{ orderLineId: newId('oln') }, ['orderLineId'], 'NOT_PURCHASED'],
    [{ idempotencyKey: 'short' }, ['idempotencyKey'], 'INVALID'],
  ])('refuses %j', async (input, field, code) => {
    const productId = await knownProduct(test);
    expect((await create(productId, userViewer(), input)).userErrors).toMatchObject([{ code, field }]);
  });

  it('takes the longest texts and line breaks', async () => {
    const answer = await create(await knownProduct(test), userViewer(), {
      title: 'x'.repeat(120),
      body: `${'x'.repeat(4_998)}\ny`,
    });
    expect(answer.userErrors).toEqual([]);
  });
});

describe('a review of one’s own', () => {
  it('is changed in part, and the rating with it', async () => {
    const author = userViewer();
    const id = await createdId(await knownProduct(test), author, { title: 'Good' });
    expect(await change('reviewUpdate', id, 'rating: 1', author)).toMatchObject({
      review: {
        rating: 1,
        title: 'Good',
        editedAt: expect.any(String),
        product: { ratingSummary: { average: '1.00' } },
      },
      userErrors: [],
    });
    expect((await change('reviewUpdate', id, 'title: null', author)).review).toMatchObject({ rating: 1, title: null });
    expect((await change('reviewUpdate', id, 'body: "short"', author)).userErrors).toMatchObject([
      { code: 'INVALID', field: ['body'] },
    ]);
  });

  it('is deleted, and another may be written', async () => {
    const author = userViewer();
    const productId = await knownProduct(test);
    const id = await createdId(productId, author);
    await change('reviewVote', id, 'vote: HELPFUL', userViewer());
    expect(await change('reviewDelete', id, '', author)).toEqual({ review: null, userErrors: [] });
    expect(await read(id, author)).toBeNull();
    expect((await create(productId, author)).review.product.ratingSummary).toEqual({ average: '4.00', count: 1 });
  });

  it('is nobody else’s: someone else’s does not exist, whatever their scopes', async () => {
    const id = await createdId(await knownProduct(test), userViewer());
    for (const viewer of [userViewer(), moderator]) {
      for (const [field, rest] of [
        ['reviewUpdate', 'rating: 1'],
        ['reviewDelete', ''],
      ] as const)
        expect((await change(field, id, rest, viewer)).userErrors).toMatchObject([
          { __typename: 'NotFoundError', code: 'NOT_FOUND', field: ['id'] },
        ]);
    }
    expect(await read(id)).toMatchObject({ body: BODY });
  });
});

describe('reviewVote', () => {
  it('counts, changes and withdraws; not on one’s own', async () => {
    const author = userViewer();
    const reader = userViewer();
    const id = await createdId(await knownProduct(test), author);
    const vote = async (value: string, viewer = reader) => change('reviewVote', id, `vote: ${value}`, viewer);
    expect((await vote('HELPFUL')).review).toMatchObject({ helpfulCount: 1, viewerVote: 'HELPFUL' });
    expect((await vote('HELPFUL')).review).toMatchObject({ helpfulCount: 1 });
    expect((await vote('NOT_HELPFUL')).review).toMatchObject({ helpfulCount: 0, viewerVote: 'NOT_HELPFUL' });
    expect((await vote('null')).review).toMatchObject({ helpfulCount: 0, viewerVote: null });
    expect((await vote('HELPFUL', author)).userErrors).toMatchObject([{ code: 'OWN_REVIEW', field: ['id'] }]);
    expect((await change('reviewVote', newId('rev'), 'vote: HELPFUL', reader)).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
  });

  it('shows each of two votes in one operation as it is after it', async () => {
    const id = await createdId(await knownProduct(test), userViewer());
    const { data } = await test.execute(
      `mutation ($id: ID!) { a: reviewVote(id: $id, vote: HELPFUL) { review { helpfulCount viewerVote } }
         b: reviewVote(id: $id, vote: NOT_HELPFUL) { review { helpfulCount viewerVote } } }`,
      { id },
      userViewer(),
    );
    expect([data.a.review, data.b.review]).toEqual([
      { helpfulCount: 1, viewerVote: 'HELPFUL' },
      { helpfulCount: 0, viewerVote: 'NOT_HELPFUL' },
    ]);
  });
});
