import { newId } from '@emporium/platform/ids';
import { guestViewer, serviceViewer, userViewer } from '@emporium/platform/testing';
import { Kind, parse, print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startShop, usd, type Shop } from '../testing/shop.ts';

let shop: Shop;
const admin = userViewer(['admin:promotions']);
const cart = serviceViewer('cart');

beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

const key = () => newId('evt');
const price = (amount: string) => ({ amount, currencyCode: 'USD', minorUnits: amount.replace('.', '') });

const CLAIM = `mutation ($input: DealClaimInput!) { dealClaim(input: $input) {
  claim { id status quantity expiresAt deal { id } } deal { status percentClaimed remainingBand viewerClaim { id } }
  userErrors { __typename code message field ... on DealSoldOutError { nextHoldEndsAt } ... on DealNotStartedError { opensAt } } } }`;
const claim = async (input: object, viewer: Parameters<Shop['test']['execute']>[2] = guestViewer()) =>
  (await shop.test.execute(CLAIM, { input: { idempotencyKey: key(), ...input } }, viewer)).data?.dealClaim;

describe('what joins to other entities', () => {
  const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) {
    ... on Offer { activeDeal { title percentOff } effectivePrice { amount } }
    ... on Product { badges dealPrice { amount } } } }`;
  const entities = (offers: readonly { offerId: string; productId: string }[]) => ({
    r: offers.flatMap(({ offerId, productId }) => [
      { __typename: 'Offer', id: offerId, price: price('100.00') },
      { __typename: 'Product', id: productId },
    ]),
  });

  it('is the price under a deal while there is one to claim', async () => {
    const live = await shop.addDeal();
    const soldOut = await shop.addDeal({ quantity: 1 });
    await shop.claim(soldOut.id);
    const exclusive = await shop.addDeal({ membersOnly: true });
    const later = await shop.addDeal({ startsAt: shop.inMinutes(1) });
    const cheaper = await shop.addDeal({ dealPrice: usd(10_100), wasPrice: usd(20_000) });
    const member = userViewer([]);
    await shop.addMember(member.id);
    const all = entities([live, soldOut, exclusive, later, cheaper]);
    const seen = async (viewer = userViewer()) => (await shop.test.execute(ENTITIES, all, viewer)).data._entities;
    const deal = { title: 'Brass lamp', percentOff: 25 };
    const prices = (await seen()).map((entity: { effectivePrice?: unknown; dealPrice?: unknown }) =>
      'effectivePrice' in entity ? entity.effectivePrice : entity.dealPrice,
    );
    expect(prices).toEqual(
      [
        [{ amount: '75.00' }, { amount: '75.00' }],
        [{ amount: '100.00' }, null],
        [{ amount: '100.00' }, null],
        [{ amount: '100.00' }, null],
        [{ amount: '100.00' }, { amount: '101.00' }],
      ].flat(),
    );
    const asMember = await seen(member);
    expect(asMember[0]).toEqual({ activeDeal: deal, effectivePrice: { amount: '75.00' } });
    expect(asMember[1]).toEqual({ badges: ['LIGHTNING_DEAL'], dealPrice: { amount: '75.00' } });
    expect(asMember[2]).toMatchObject({ activeDeal: deal });
    expect(asMember[4]).toMatchObject({ effectivePrice: { amount: '75.00' } });
    expect(asMember[5]).toEqual({ badges: ['PRIME_EXCLUSIVE'], dealPrice: { amount: '75.00' } });
    expect(asMember[6]).toMatchObject({ activeDeal: null });
  });

  it('takes as many statements for fifty as for one', async () => {
    const deals = await Promise.all(Array.from({ length: 50 }, () => shop.addDeal()));
    const statementsFor = async (query: string, variables: object, viewer = userViewer()) => {
      const before = shop.db.statements;
      const { errors } = await shop.test.execute(query, variables, viewer);
      expect(errors).toBeUndefined();
      return shop.db.statements - before;
    };
    expect([
      await statementsFor(ENTITIES, entities(deals.slice(0, 1))),
      await statementsFor(ENTITIES, entities(deals)),
    ]).toEqual([2, 2]);

    const LIST = `query ($n: Int!) { deals(first: $n) { nodes { title status offer { id } viewerClaim { status deal { id } } } } }`;
    const buyer = userViewer();
    for (const deal of deals.slice(0, 3)) await shop.claim(deal.id, buyer.id);
    expect([await statementsFor(LIST, { n: 1 }, buyer), await statementsFor(LIST, { n: 50 }, buyer)]).toEqual([2, 3]);
  });

  it('shows claims to the account they belong to', async () => {
    const { id } = await shop.addDeal();
    const buyer = userViewer();
    const { claim: held } = await claim({ dealId: id }, buyer);
    const CLAIMS = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on User { dealClaims(first: 5) { id status } } ... on DealClaim { id } ... on Deal { viewerClaim { id } } } }`;
    const r = [
      { __typename: 'User', id: buyer.id },
      { __typename: 'DealClaim', id: held.id },
      { __typename: 'Deal', id },
    ];
    expect((await shop.test.execute(CLAIMS, { r }, buyer)).data._entities).toEqual([
      { dealClaims: [{ id: held.id, status: 'HELD' }] },
      { id: held.id },
      { viewerClaim: { id: held.id } },
    ]);
    expect((await shop.test.execute(CLAIMS, { r }, userViewer())).data._entities).toEqual([
      { dealClaims: null },
      null,
      { viewerClaim: null },
    ]);
  });
});

describe('dealClaim', () => {
  it('holds a unit for a guest as for an account, and shows the deal as it is now', async () => {
    const { id } = await shop.addDeal({ quantity: 2 });
    expect(await claim({ dealId: id })).toMatchObject({
      claim: { status: 'HELD', quantity: 1, expiresAt: shop.inMinutes(15).toISOString(), deal: { id } },
      deal: { status: 'LIVE', percentClaimed: 50, remainingBand: 'LIMITED' },
      userErrors: [],
    });
  });

  it('tells a loser that it is sold out, and when to look again', async () => {
    const { id } = await shop.addDeal({ quantity: 1 });
    await claim({ dealId: id });
    expect(await claim({ dealId: id })).toEqual({
      claim: null,
      deal: { status: 'SOLD_OUT', percentClaimed: 100, remainingBand: 'NONE', viewerClaim: null },
      userErrors: [
        {
          __typename: 'DealSoldOutError',
          code: 'DEAL_SOLD_OUT',
          message: 'Every unit is claimed. One may be free again when a hold runs out.',
          field: ['quantity'],
          nextHoldEndsAt: shop.inMinutes(15).toISOString(),
        },
      ],
    });
  });

  it('has a typed reason for everything else', async () => {
    const live = await shop.addDeal({ perCustomerLimit: 2 });
    const later = await shop.addDeal({ startsAt: shop.inMinutes(1) });
    const ended = await shop.addDeal({ endsAt: shop.inMinutes(1) });
    const members = await shop.addDeal({ membersOnly: true });
    const buyer = userViewer();
    await claim({ dealId: live.id }, buyer);
    expect((await claim({ dealId: live.id }, buyer)).userErrors).toMatchObject([{ code: 'DEAL_ALREADY_CLAIMED' }]);
    expect((await claim({ dealId: live.id, quantity: 3 })).userErrors).toMatchObject([
      { code: 'DEAL_LIMIT_REACHED', field: ['quantity'] },
    ]);
    expect((await claim({ dealId: later.id })).userErrors).toMatchObject([
      { code: 'DEAL_NOT_STARTED', opensAt: later.startsAt.toISOString() },
    ]);
    expect((await claim({ dealId: members.id })).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await claim({ dealId: newId('deal') })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await claim({ dealId: 'x', quantity: 0 })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['dealId'] },
      { code: 'INVALID', field: ['quantity'] },
    ]);
    shop.clock.advance(60_000);
    expect((await claim({ dealId: ended.id })).userErrors).toMatchObject([{ code: 'DEAL_ENDED' }]);
    const answer = await shop.test.execute(CLAIM, { input: { dealId: live.id, idempotencyKey: key() } });
    expect(answer.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('is undone by its owner, unless an order has it', async () => {
    const { id } = await shop.addDeal();
    const buyer = userViewer();
    const { claim: held } = await claim({ dealId: id }, buyer);
    const RELEASE = `mutation ($id: ID!) { dealClaimRelease(claimId: $id) { claim { status } deal { percentClaimed } userErrors { code } } }`;
    const release = async (viewer = buyer, claimId = held.id) =>
      (await shop.test.execute(RELEASE, { id: claimId }, viewer)).data.dealClaimRelease;
    expect((await release(userViewer())).userErrors).toEqual([{ code: 'NOT_FOUND' }]);
    const released = { claim: { status: 'RELEASED' }, deal: { percentClaimed: 0 }, userErrors: [] };
    expect([await release(), await release()]).toEqual([released, released]);
    const { claim: bought } = await claim({ dealId: id }, buyer);
    const REDEEM = `mutation ($input: PromotionsRedeemInput!) { promotionsRedeem(input: $input) { userErrors { code } } }`;
    const order = { orderId: newId('ord'), ownerId: buyer.id, couponCodes: [], dealClaimIds: [bought.id] };
    const redeemed = await shop.test.execute(REDEEM, { input: { ...order, idempotencyKey: key() } }, cart);
    expect(redeemed.data.promotionsRedeem).toEqual({ userErrors: [] });
    expect((await release(buyer, bought.id)).userErrors).toEqual([{ code: 'ILLEGAL_TRANSITION' }]);
  });
});

describe('live', () => {
  const publish = async () => {
    shop.clock.advance(1_000);
    await shop.promotions.publishDeals();
  };
  const next = async (stream: AsyncIterableIterator<{ data: Record<string, unknown> }>) =>
    Object.values((await stream.next()).value.data)[0] as { sequence: string } & Record<string, unknown>;

  it('ticks carry everything a countdown shows, first the state, then the changes, without a query', async () => {
    const [watched, other] = [await shop.addDeal({ quantity: 4 }), await shop.addDeal()];
    await publish();
    const TICKS = `subscription ($ids: [ID!]!, $after: BigInt) { dealTicks(dealIds: $ids, after: $after) {
      sequence dealId status serverTime startsAt endsAt percentClaimed remainingBand dealPrice { amount } } }`;
    const stream = await shop.test.subscribe(TICKS, { ids: [watched.id] });
    const snapshot = await next(stream);
    expect(snapshot).toEqual({
      sequence: expect.stringMatching(/^\d+$/),
      dealId: watched.id,
      status: 'LIVE',
      serverTime: shop.clock.now().toISOString(),
      startsAt: watched.startsAt.toISOString(),
      endsAt: watched.endsAt.toISOString(),
      percentClaimed: 0,
      remainingBand: 'PLENTY',
      dealPrice: { amount: '75.00' },
    });
    await shop.claim(other.id);
    await shop.claim(watched.id);
    await publish();
    const tick = await next(stream);
    expect(tick).toMatchObject({ dealId: watched.id, percentClaimed: 25, serverTime: shop.clock.now().toISOString() });
    await stream.return?.();

    await shop.claim(watched.id);
    await publish();
    const resumed = await shop.test.subscribe(TICKS, { ids: [watched.id], after: tick.sequence });
    expect(await next(resumed)).toMatchObject({ percentClaimed: 50, remainingBand: 'LIMITED' });
    await resumed.return?.();
  });

  it('a claim’s watcher is its owner, and learns how it ends', async () => {
    const { id } = await shop.addDeal({ claimHoldSeconds: 60 });
    const buyer = userViewer();
    const { claim: held } = await claim({ dealId: id }, buyer);
    const WATCH = `subscription ($id: ID!) { dealClaimUpdated(claimId: $id) { sequence claimId status expiresAt } }`;
    await expect(shop.test.subscribe(WATCH, { id: held.id }, userViewer())).rejects.toThrow('NOT_FOUND');
    const stream = await shop.test.subscribe(WATCH, { id: held.id }, buyer);
    expect(await next(stream)).toMatchObject({ sequence: '0', claimId: held.id, status: 'HELD' });
    shop.clock.advance(60_000);
    await shop.promotions.expireClaims(null);
    expect(await next(stream)).toMatchObject({ sequence: '1', status: 'EXPIRED' });
    await stream.return?.();
  });
});

describe('what carts and checkouts ask', () => {
  it('prices a cart with a claim and a coupon', async () => {
    const deal = await shop.addDeal();
    const buyer = userViewer();
    const { claim: held } = await claim({ dealId: deal.id }, buyer);
    const { code } = await shop.addPromotion({ name: 'Ten off' });
    const { code: large } = await shop.addPromotion({
      conditions: [{ kind: 'MIN_SUBTOTAL', amount: usd(1_000_000) }],
    });
    const PRICING = `query ($input: CartPricingInput!) { cartPricing(input: $input) {
      lines { lineId unitPrice { amount } } discounts { lineId code source title amount { amount } } freeShipping
      problems { couponCode dealClaimId code message minimumSpend { amount } } } }`;
    const line = (rest: object) => ({
      lineId: newId('cln'),
      offerId: newId('ofr'),
      productId: newId('prod'),
      categoryPath: [newId('cat')],
      sellerId: newId('sel'),
      quantity: 1,
      unitPrice: { amount: '100.00', currencyCode: 'USD' },
      ...rest,
    });
    const lines = [line({ lineId: 'a', offerId: deal.offerId, dealClaimId: held.id }), line({ lineId: 'b' })];
    const input = { ownerId: buyer.id, couponCodes: [code, large], lines };
    const before = shop.db.statements;
    const { data, errors } = await shop.test.execute(PRICING, { input }, cart);
    expect(errors).toBeUndefined();
    expect(shop.db.statements - before).toBe(2);
    expect(data.cartPricing).toEqual({
      lines: [
        { lineId: 'a', unitPrice: { amount: '75.00' } },
        { lineId: 'b', unitPrice: { amount: '100.00' } },
      ],
      discounts: [{ lineId: null, code, source: code, title: 'Ten off', amount: { amount: '17.50' } }],
      freeShipping: false,
      problems: [
        {
          couponCode: large,
          dealClaimId: null,
          code: 'COUPON_NOT_APPLICABLE',
          message: 'The goods it is for cost less than it asks for.',
          minimumSpend: { amount: '10000.00' },
        },
      ],
    });
    const CLAIMED = `query ($c: ID!, $o: ID!) { dealClaimForCart(claimId: $c, ownerId: $o) { dealId offerId quantity status dealPrice { amount } } }`;
    const claimed = async (o: string) =>
      (await shop.test.execute(CLAIMED, { c: held.id, o }, cart)).data.dealClaimForCart;
    expect(await claimed(buyer.id)).toEqual({
      dealId: deal.id,
      offerId: deal.offerId,
      quantity: 1,
      status: 'HELD',
      dealPrice: { amount: '75.00' },
    });
    expect(await claimed(newId('usr'))).toBeNull();
    const mixed = { ...input, lines: [line({}), line({ unitPrice: { amount: '1.00', currencyCode: 'EUR' } })] };
    expect((await shop.test.execute(PRICING, { input: mixed }, cart)).errors?.[0]?.extensions?.code).toBe(
      'BAD_USER_INPUT',
    );
    expect((await shop.test.execute(PRICING, { input }, admin)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

describe('the schema', () => {
  it('hides what is between subgraphs', () => {
    const roots = parse(shop.test.subgraph.sdl).definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && /^(Query|Mutation)$/.test(node.name.value)
        ? (node.fields ?? [])
        : [],
    );
    const hidden = roots.filter((field) =>
      field.directives?.some((directive) => directive.name.value === 'inaccessible'),
    );
    expect(hidden.map((field) => field.name.value).toSorted()).toEqual([
      'cartPricing',
      'dealClaimForCart',
      'promotionsRedeem',
      'promotionsRestore',
    ]);
    for (const field of hidden) expect(print(field)).toContain('@requiresScopes(scopes: [["internal"]])');
  });
});
