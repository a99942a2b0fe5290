import type { DealChanged } from '@emporium/contracts/events';
import type { DealId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { membershipScope } from '@emporium/platform/identity';
import { userViewer } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dealStatus } from './domain/deal.ts';
import { startShop, usd, type Shop } from './testing/shop.ts';

let shop: Shop;
const admin = userViewer(['admin:promotions']);

beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

const PROPOSE = `mutation ($input: DealProposeInput!) { dealPropose(input: $input) {
  deal { id title status percentOff dealPrice { amount } wasPrice { amount } offer { id } } userErrors { code field } } }`;
const APPROVE = `mutation ($id: ID!) { dealApprove(id: $id) { deal { status } userErrors { code message } } }`;
const CANCEL = `mutation ($id: ID!) { dealCancel(id: $id, reason: "recalled") { deal { status } userErrors { code } } }`;

const proposal = (offerId: string, rest: object = {}) => ({
  offerId,
  kind: 'LIGHTNING',
  dealPrice: { amount: '75.00', currencyCode: 'USD' },
  quantity: 8,
  startsAt: shop.inMinutes(10).toISOString(),
  endsAt: shop.inMinutes(70).toISOString(),
  idempotencyKey: newId('evt'),
  ...rest,
});
const propose = async (offerId: string, rest: object = {}, viewer = admin) =>
  (await shop.test.execute(PROPOSE, { input: proposal(offerId, rest) }, viewer)).data.dealPropose;
const approve = async (id: string) => (await shop.test.execute(APPROVE, { id }, admin)).data.dealApprove;
const cancel = async (id: string, viewer = admin) => (await shop.test.execute(CANCEL, { id }, viewer)).data.dealCancel;

const eventsOf = async (id: DealId) =>
  (await shop.test.outbox()).filter(
    (event): event is DealChanged => event.type === 'promotions.deal-changed.v1' && event['dealId'] === id,
  );
const ticksOf = async (id: DealId) =>
  (
    await shop.db.query<{ payload: { dealId: string; status: string; percentClaimed: number } }>(
      `SELECT payload FROM stream_event WHERE subject = 'deal-ticks' ORDER BY sequence`,
    )
  )
    .map(({ payload }) => payload)
    .filter((tick) => tick.dealId === id);

describe('a proposal', () => {
  it('copies the offer and waits for review, seen by its seller and administrators alone', async () => {
    const offer = shop.neighbours.addOffer();
    const seller = userViewer(['seller:promotions', membershipScope(offer.sellerId)]);
    const { deal } = await propose(offer.offerId, {}, seller);
    expect(deal).toMatchObject({
      title: 'Brass lamp',
      status: 'IN_REVIEW',
      percentOff: 25,
      wasPrice: { amount: '100.00' },
      offer: { id: offer.offerId },
    });
    const seen = async (viewer?: typeof admin) =>
      (await shop.test.execute(`query ($id: ID!) { deal(id: $id) { id } }`, { id: deal.id }, viewer)).data.deal;
    expect([await seen(seller), await seen(admin)]).toEqual([{ id: deal.id }, { id: deal.id }]);
    expect([await seen(), await seen(userViewer(['seller:promotions', membershipScope(newId('sel'))]))]).toEqual([
      null,
      null,
    ]);
  });

  it('is for one’s own offers alone', async () => {
    const offer = shop.neighbours.addOffer();
    const stranger = userViewer(['seller:promotions', membershipScope(newId('sel'))]);
    expect(await propose(offer.offerId, {}, stranger)).toMatchObject({
      deal: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['offerId'] }],
    });
    const answer = await shop.test.execute(PROPOSE, { input: proposal(offer.offerId) }, userViewer());
    expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it.each([
    ['a price too high', { dealPrice: { amount: '95.01', currencyCode: 'USD' } }, 'PRICE_OUT_OF_BOUNDS', 'dealPrice'],
    ['no units', { quantity: 0 }, 'INVALID', 'quantity'],
    ['a start that has passed', { startsAt: '2026-03-02T11:00:00Z' }, 'INVALID', 'startsAt'],
    ['a short key', { idempotencyKey: 'short' }, 'INVALID', 'idempotencyKey'],
    ['an unknown offer', { offerId: newId('ofr') }, 'NOT_FOUND', 'offerId'],
  ])('with %s is refused', async (_name, change, code, field) => {
    const { offerId } = shop.neighbours.addOffer();
    expect((await propose(offerId, change)).userErrors).toEqual([{ code, field: [field] }]);
  });

  it('is made once for a key', async () => {
    const { offerId } = shop.neighbours.addOffer();
    const input = proposal(offerId);
    const twice = await Promise.all([1, 2].map(() => shop.test.execute(PROPOSE, { input }, admin)));
    expect(twice[0]!.data.dealPropose.deal.id).toBe(twice[1]!.data.dealPropose.deal.id);
    const changed = await shop.test.execute(PROPOSE, { input: { ...input, quantity: 9 } }, admin);
    expect(changed.data.dealPropose.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT' }]);
  });
});

describe('an approval', () => {
  it('sets the units aside and schedules the deal, once', async () => {
    const { deal } = await propose(shop.neighbours.addOffer().offerId);
    expect(await approve(deal.id)).toEqual({ deal: { status: 'SCHEDULED' }, userErrors: [] });
    expect(await approve(deal.id)).toEqual({ deal: { status: 'SCHEDULED' }, userErrors: [] });
    expect(shop.neighbours.setAside.get(deal.id)).toBe(8);
  });

  it('leaves the deal in review when there are too few units', async () => {
    const { offerId } = shop.neighbours.addOffer();
    shop.neighbours.stock.set(offerId, 3);
    const { deal } = await propose(offerId);
    expect(await approve(deal.id)).toEqual({
      deal: null,
      userErrors: [
        {
          code: 'INSUFFICIENT_STOCK',
          message: 'Only 3 units are free to be set aside. Restock, or propose a smaller deal.',
        },
      ],
    });
    shop.neighbours.stock.set(offerId, 8);
    expect(await approve(deal.id)).toMatchObject({ deal: { status: 'SCHEDULED' } });
  });

  it('that was interrupted is finished by the next', async () => {
    const { deal } = await propose(shop.neighbours.addOffer().offerId);
    shop.neighbours.isInventoryDown = true;
    expect((await approve(deal.id)).userErrors).toMatchObject([{ code: 'SERVICE_UNAVAILABLE' }]);
    shop.neighbours.isInventoryDown = false;
    expect(await approve(deal.id)).toMatchObject({ deal: { status: 'SCHEDULED' } });
  });

  it('lets one of two overlapping deals on an offer through', async () => {
    const { offerId } = shop.neighbours.addOffer();
    const later = { startsAt: shop.inMinutes(60).toISOString(), endsAt: shop.inMinutes(90).toISOString() };
    const [first, second] = [await propose(offerId), await propose(offerId, later)];
    const answers = await Promise.all([approve(first.deal.id), approve(second.deal.id)]);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'SCHEDULE_CONFLICT' }]);
    expect((await propose(offerId)).userErrors).toMatchObject([{ code: 'SCHEDULE_CONFLICT' }]);
  });
});

describe('a cancellation', () => {
  it('gives the units back, before the deal starts and not afterwards', async () => {
    const offer = shop.neighbours.addOffer();
    const { deal } = await propose(offer.offerId);
    await approve(deal.id);
    expect(await cancel(deal.id, userViewer(['seller:promotions', membershipScope(newId('sel'))]))).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    const own = userViewer(['seller:promotions', membershipScope(offer.sellerId)]);
    expect(await cancel(deal.id, own)).toEqual({ deal: { status: 'CANCELLED' }, userErrors: [] });
    expect(await cancel(deal.id, own)).toEqual({ deal: { status: 'CANCELLED' }, userErrors: [] });
    await runJobs(deal.id);
    expect(shop.neighbours.setAside.has(deal.id)).toBe(false);
    expect(await approve(deal.id)).toMatchObject({ userErrors: [{ code: 'ILLEGAL_TRANSITION' }] });

    const live = await shop.addDeal();
    expect(await cancel(live.id)).toMatchObject({ userErrors: [{ code: 'ILLEGAL_TRANSITION' }] });
  });

  /** The jobs that wait for a deal, as the worker runs them. */
  async function runJobs(dealId: string): Promise<void> {
    const jobs = await shop.db.query<{ payload: { dealId: string }; task_identifier: string }>(
      `SELECT j.payload, t.identifier AS task_identifier
         FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id`,
    );
    for (const { payload, task_identifier } of jobs) {
      if (payload.dealId !== dealId) continue;
      await shop.test.subgraph.tasks![task_identifier]!(payload, {} as never);
    }
  }
});

describe('a deal', () => {
  const publish = async () => {
    shop.clock.advance(1_000);
    while ((await shop.promotions.publishDeals()) > 0) shop.clock.advance(0);
  };

  it('starts, sells out, reopens and ends by itself, each told once', async () => {
    const deal = await shop.addDeal({
      quantity: 2,
      startsAt: shop.inMinutes(5),
      endsAt: shop.inMinutes(60),
      claimHoldSeconds: 60,
    });
    await publish();
    await publish();
    shop.clock.advance(5 * 60_000);
    await publish();
    await Promise.all([shop.claim(deal.id), shop.claim(deal.id)]);
    await publish();
    shop.clock.advance(60_000); // the holds run out, and nothing sweeps them up
    await publish();
    shop.clock.advance(60 * 60_000);
    await publish();
    await publish();
    const told = await eventsOf(deal.id);
    expect(told.map(({ status }) => status)).toEqual(['SCHEDULED', 'LIVE', 'SOLD_OUT', 'LIVE', 'ENDED']);
    expect(told.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect((await ticksOf(deal.id)).map(({ status, percentClaimed }) => [status, percentClaimed])).toEqual([
      ['SCHEDULED', 0],
      ['LIVE', 0],
      ['SOLD_OUT', 100],
      ['LIVE', 0],
      ['ENDED', 0],
    ]);
    const [job] = await shop.db.query<{ run_at: Date }>(
      `SELECT run_at FROM graphile_worker._private_jobs WHERE payload->>'dealId' = $1`,
      [deal.id],
    );
    expect(job!.run_at).toEqual(new Date(deal.endsAt.getTime() + 60_000 + 30 * 60_000));
  });

  it('ticks once a second at most, however many claims come', async () => {
    const deal = await shop.addDeal({ quantity: 50 });
    await publish();
    await Promise.all(Array.from({ length: 10 }, () => shop.claim(deal.id)));
    await shop.promotions.publishDeals();
    expect((await ticksOf(deal.id)).map(({ percentClaimed }) => percentClaimed)).toEqual([0]);
    await publish();
    expect((await ticksOf(deal.id)).map(({ percentClaimed }) => percentClaimed)).toEqual([0, 20]);
    expect(await eventsOf(deal.id)).toHaveLength(1); // it went live; that it is claimed is no event
  });

  it('says whether it is for members alone', async () => {
    const deals = [await shop.addDeal(), await shop.addDeal({ membersOnly: true })];
    await publish();
    const told = await Promise.all(deals.map((deal) => eventsOf(deal.id)));
    expect(told.map(([event]) => event?.membersOnly)).toEqual([false, true]);
  });

  it('is told by one of several processes', async () => {
    const deal = await shop.addDeal();
    shop.clock.advance(1_000);
    await Promise.all(Array.from({ length: 6 }, () => shop.promotions.publishDeals()));
    expect(await eventsOf(deal.id)).toHaveLength(1);
  });

  it('stands in lists where the domain says it stands', async () => {
    const category = newId('cat');
    const terms = (rest: object) => ({ categoryPath: [category], ...rest });
    await shop.addDeal(terms({ startsAt: shop.inMinutes(5) }));
    await shop.addDeal(terms({ startsAt: shop.inMinutes(5), memberEarlyAccessAt: shop.inMinutes(-1) }));
    await shop.addDeal(terms({ startsAt: shop.inMinutes(5), memberEarlyAccessAt: shop.inMinutes(1) }));
    await shop.addDeal(terms({ endsAt: shop.inMinutes(9) }));
    const soldOut = await shop.addDeal(terms({ quantity: 1, claimHoldSeconds: 300 }));
    await shop.claim(soldOut.id);
    const refused = shop.neighbours.addOffer().offerId;
    shop.neighbours.stock.set(refused, 0);
    await shop.addDeal(terms({ offerId: refused }));
    const { id } = await shop.addDeal(terms({ startsAt: shop.inMinutes(5) }));
    await cancel(id);

    const everything = ['IN_REVIEW', 'SCHEDULED', 'EARLY_ACCESS', 'LIVE', 'SOLD_OUT', 'ENDED', 'CANCELLED'] as const;
    const page = { first: 100, after: null };
    const found = new Set<string>();
    for (let minute = 0; minute < 130; minute += 1) {
      const now = shop.inMinutes(minute);
      for (const status of everything) {
        const listed = await shop.reads.deals({ statuses: [status], categoryId: category }, 'all', page, now);
        expect(listed.map((deal) => dealStatus(deal, now))).toEqual(listed.map(() => status));
        for (const { id: dealId } of listed) found.add(`${minute} ${dealId}`);
      }
    }
    expect(found.size).toBe(7 * 130);
  });

  it('is listed by category and by its end, page by page', async () => {
    const [department, shelf] = [newId('cat'), newId('cat')];
    const ends = [30, 10, 20];
    for (const minutes of ends)
      await shop.addDeal({ endsAt: shop.inMinutes(minutes), categoryPath: [department, shelf] });
    const LIST = `query ($c: ID!, $after: String) { deals(categoryId: $c, first: 2, after: $after) {
      nodes { endsAt dealPrice { minorUnits } } pageInfo { hasNextPage endCursor } } }`;
    const first = (await shop.test.execute(LIST, { c: department })).data.deals;
    expect(first.nodes.map((deal: { endsAt: string }) => deal.endsAt)).toEqual([
      shop.inMinutes(10).toISOString(),
      shop.inMinutes(20).toISOString(),
    ]);
    expect(first.nodes[0].dealPrice).toEqual({ minorUnits: usd(7_500).minorUnits.toString() });
    const second = (await shop.test.execute(LIST, { c: shelf, after: first.pageInfo.endCursor })).data.deals;
    expect([second.nodes.length, second.pageInfo.hasNextPage]).toEqual([1, false]);
    const broken = await shop.test.execute(LIST, { c: department, after: 'nonsense' });
    expect(broken.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});
