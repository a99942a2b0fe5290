import { newId } from '@emporium/platform/ids';
import type { UserViewer, Viewer } from '@emporium/platform/identity';
import { testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReviewing, type Reviewing } from '../app/reviewing.ts';
import { postgresStores } from '../data/stores.ts';
import { definition } from '../index.ts';
import { BODY, createCommand, knownProduct, ratingsOf, written } from '../testing/reviews.ts';

let test: TestSubgraph;
let reviewing: Reviewing;
const moderator = userViewer(['moderation:reviews']);

beforeAll(async () => {
  test = await testSubgraph(definition);
  reviewing = createReviewing({ uow: test.db.uow, newId, now: () => new Date(), ...postgresStores() });
});
afterAll(() => test[Symbol.asyncDispose]());

async function aReviewOfSomebody() {
  const productId = await knownProduct(test);
  const { id, authorId } = await written(reviewing, productId);
  return { id, productId, author: userViewer([], authorId) };
}

const run = async (document: string, variables: object, viewer?: Viewer) => test.execute(document, variables, viewer);

const REPORT = `mutation ($id: ID!, $reason: String!) { reviewReport(id: $id, reason: $reason) {
  review { status } userErrors { code field } } }`;
const report = async (id: string, viewer: UserViewer = userViewer(), reason = 'It is an advertisement.') =>
  (await run(REPORT, { id, reason }, viewer)).data.reviewReport;

const MODERATE = `mutation ($id: ID!, $status: ModerationStatus!, $reason: String!) {
  reviewModerate(id: $id, status: $status, reason: $reason) {
    review { status moderation { reasons decidedBy } } userErrors { code field } } }`;
const moderate = async (id: string, status: string, reason = 'Against the rules.') =>
  (await run(MODERATE, { id, status, reason }, moderator)).data.reviewModerate;

const READ = `query ($id: ID!) { review(id: $id) { status } }`;
const statusFor = async (id: string, viewer?: Viewer) => (await run(READ, { id }, viewer)).data.review?.status ?? null;

describe('reviewReport', () => {
  it('brings a review before moderators with its reports, while others go on reading it', async () => {
    const { id, author } = await aReviewOfSomebody();
    for (let n = 0; n < 3; n += 1)
      expect(await report(id)).toEqual({ review: { status: 'PUBLISHED' }, userErrors: [] });
    const QUEUE = `query { moderationQueue(first: 100) { totalCount nodes { id status reports { reason } moderation { decidedBy } } } }`;
    const { data } = await run(QUEUE, {}, moderator);
    expect(data.moderationQueue.nodes).toContainEqual({
      id,
      status: 'FLAGGED',
      reports: Array.from({ length: 3 }, () => ({ reason: 'It is an advertisement.' })),
      moderation: null,
    });
    expect(data.moderationQueue.totalCount).toBe(data.moderationQueue.nodes.length);
    expect([await statusFor(id), await statusFor(id, author), await statusFor(id, moderator)]).toEqual([
      'PUBLISHED',
      'PUBLISHED',
      'FLAGGED',
    ]);
  });

  it('is not for one’s own review, and says why', async () => {
    const { id, author } = await aReviewOfSomebody();
    expect((await report(id, author)).userErrors).toEqual([{ code: 'OWN_REVIEW', field: ['id'] }]);
    expect((await report(id, userViewer(), ' ')).userErrors).toEqual([{ code: 'INVALID', field: ['reason'] }]);
    expect((await report(newId('rev'))).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['id'] }]);
  });
});

describe('reviewModerate', () => {
  it('takes a review out of sight and out of the rating, and puts it back', async () => {
    const { id, author, productId } = await aReviewOfSomebody();
    expect(await moderate(id, 'REMOVED')).toEqual({
      review: { status: 'REMOVED', moderation: { reasons: ['Against the rules.'], decidedBy: moderator.id } },
      userErrors: [],
    });
    expect([await statusFor(id), await statusFor(id, userViewer()), await statusFor(id, author)]).toEqual([
      null,
      null,
      'REMOVED',
    ]);
    expect((await ratingsOf(test, productId)).kept.stars).toEqual([0, 0, 0, 0, 0]);
    await moderate(id, 'PUBLISHED');
    expect(await statusFor(id)).toBe('PUBLISHED');
    expect((await ratingsOf(test, productId)).kept.stars).toEqual([0, 0, 0, 1, 0]);
    const told = (await test.outbox()).filter((event) => event['productId'] === productId);
    expect(told.map(({ sequence, count, averageHundredths }) => [sequence, count, averageHundredths])).toEqual([
      [1, 1, 400],
      [2, 0, 0],
      [3, 1, 400],
    ]);
  });

  it('lets the author change what was rejected, and looks again', async () => {
    const { id, author, productId } = await aReviewOfSomebody();
    await moderate(id, 'REJECTED');
    const UPDATE = `mutation ($id: ID!) { reviewUpdate(id: $id, body: "${BODY} Without swearing.") { review { status } userErrors { code } } }`;
    const DELETE = `mutation ($id: ID!) { reviewDelete(id: $id) { userErrors { code } } }`;
    expect((await run(DELETE, { id }, author)).data.reviewDelete.userErrors).toEqual([{ code: 'ILLEGAL_TRANSITION' }]);
    expect((await run(UPDATE, { id }, author)).data.reviewUpdate.review).toEqual({ status: 'PENDING' });
    expect(await statusFor(id)).toBeNull();
    const { data } = await run(`{ moderationQueue(status: PENDING) { nodes { id } } }`, {}, moderator);
    expect(data.moderationQueue.nodes).toEqual([{ id }]);
    await moderate(id, 'PUBLISHED');
    await moderate(id, 'REMOVED');
    expect((await run(UPDATE, { id }, author)).data.reviewUpdate.userErrors).toEqual([{ code: 'ILLEGAL_TRANSITION' }]);
    const again = await reviewing.createReview(createCommand(productId, { authorId: author.id }));
    expect(again).toMatchObject({ error: { code: 'ALREADY_REVIEWED', reviewId: id } });
  });

  it('chooses between three, and needs a reason and the scope', async () => {
    const { id, author } = await aReviewOfSomebody();
    expect((await moderate(id, 'FLAGGED')).userErrors).toEqual([{ code: 'INVALID', field: ['status'] }]);
    expect((await moderate(id, 'REMOVED', '')).userErrors).toEqual([{ code: 'INVALID', field: ['reason'] }]);
    expect((await moderate(newId('rev'), 'REMOVED')).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['id'] }]);
    const { data, errors } = await run(MODERATE, { id, status: 'REMOVED', reason: 'mine' }, author);
    expect(data.reviewModerate).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await run('{ moderationQueue { nodes { id } } }', {}, author)).data.moderationQueue).toBeNull();
  });

  it('keeps what moderators know from everybody else, and leaves the rest of the answer whole', async () => {
    const { id, author } = await aReviewOfSomebody();
    const SECRETS = `query ($id: ID!) { review(id: $id) { body moderation { decidedBy } reports { reason } } }`;
    for (const viewer of [undefined, author]) {
      const { data, errors } = await run(SECRETS, { id }, viewer);
      expect(data.review).toEqual({ body: BODY, moderation: null, reports: null });
      expect(errors).toHaveLength(2);
    }
  });
});

describe('the moderation queue', () => {
  it('is read page by page, the oldest first', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const { id } = await aReviewOfSomebody();
      await moderate(id, 'REJECTED');
      ids.push(id);
    }
    const PAGE = `query ($after: String) { moderationQueue(first: 2, after: $after, status: REJECTED) {
      totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo, totalCount } = (await run(PAGE, { after }, moderator)).data.moderationQueue;
      expect(totalCount).toBe(5);
      seen.push(...nodes.map((node: { id: string }) => node.id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor as string;
    }
    expect(seen).toEqual(ids);
  });
});

describe('reviewModerated', () => {
  const WATCH = `subscription ($id: ID!, $after: BigInt) { reviewModerated(reviewId: $id, after: $after) {
    sequence reviewId status reason occurredAt } }`;

  it('tells the author how it stands, then each decision, and resumes where it broke off', async () => {
    const { id, author } = await aReviewOfSomebody();
    const stream = await test.subscribe(WATCH, { id }, author);
    const next = async (from = stream) => (await from.next()).value.data.reviewModerated;
    expect(await next()).toMatchObject({ sequence: '0', reviewId: id, status: 'PUBLISHED', reason: null });
    await moderate(id, 'REJECTED', 'Mind your language.');
    expect(await next()).toMatchObject({ sequence: '1', status: 'REJECTED', reason: 'Mind your language.' });
    await stream.return?.();

    await moderate(id, 'PUBLISHED', 'Better.');
    const resumed = await test.subscribe(WATCH, { id, after: '1' }, author);
    expect(await next(resumed)).toMatchObject({ sequence: '2', status: 'PUBLISHED', reason: 'Better.' });
    await resumed.return?.();

    const anew = await test.subscribe(WATCH, { id }, author);
    expect(await next(anew)).toMatchObject({ sequence: '2', status: 'PUBLISHED', reason: 'Better.' });
    await anew.return?.();
  });

  it('does not give away that a review is flagged', async () => {
    const { id, author } = await aReviewOfSomebody();
    for (let n = 0; n < 3; n += 1) await report(id);
    expect(await statusFor(id, moderator)).toBe('FLAGGED');
    const stream = await test.subscribe(WATCH, { id }, author);
    expect((await stream.next()).value.data.reviewModerated).toMatchObject({ status: 'PUBLISHED', reason: null });
    await stream.return?.();
  });

  it('tells nobody else', async () => {
    const { id } = await aReviewOfSomebody();
    for (const viewer of [userViewer(), moderator, undefined])
      await expect(test.subscribe(WATCH, { id }, viewer)).rejects.toThrow(/NOT_FOUND|UNAUTHENTICATED/);
  });
});
