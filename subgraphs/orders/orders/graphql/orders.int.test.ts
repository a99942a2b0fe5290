import type { OrderId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { membershipScope } from '@emporium/platform/identity';
import { guestViewer, userViewer } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraphqlHarness, type GraphqlHarness } from '../../testing/graphql-harness.ts';

let harness: GraphqlHarness;
beforeAll(async () => {
  harness = await startGraphqlHarness();
});
afterAll(() => harness.test[Symbol.asyncDispose]());

type Viewer = Parameters<GraphqlHarness['complete']>[0];
const execute = (query: string, variables: object, viewer: Viewer) => harness.test.execute(query, variables, viewer);

const PAGE = `id number status version lastSequence placedAt allowedActions customer { id }
  totals { subtotal { amount } discount { amount } shipping { amount } tax { amount } total { minorUnits } }
  cancelled { minorUnits } refunded { minorUnits } taxLines { jurisdiction amount { amount } }
  shippingAddress { recipient city country }
  lines { id titleSnapshot quantity quantityShipped fulfilmentStatus sellerOrder { id sellerName } order { id } }
  sellerOrders { id status shipBy totals { total { minorUnits } } }
  shipments { id status trackingNumber lines { quantity line { id } } events { status } estimatedDelivery { latest } }
  timeline { nodes { sequence kind message from to } }`;
const ORDER = `query ($id: ID, $number: String) { order(id: $id, number: $number) { ${PAGE} } }`;

describe('an order', () => {
  it('is found by id and by number, by its buyer and by support alone', async () => {
    const viewer = harness.buyer();
    const id = await harness.buy(viewer, [[harness.shop.addOffer(), 2]]);
    const { data } = await execute(ORDER, { id }, viewer);
    expect(data.order).toMatchObject({
      status: 'CONFIRMED',
      customer: { id: viewer.id },
      allowedActions: ['CANCEL'],
      shippingAddress: { city: 'Seattle' },
      lines: [{ quantity: 2, quantityShipped: 0, fulfilmentStatus: 'ALLOCATED', order: { id } }],
      timeline: {
        nodes: [
          { sequence: '1', kind: 'PLACED', from: null, to: 'PENDING' },
          { sequence: '2', kind: 'PAYMENT_AUTHORIZED', from: null, to: null },
          { sequence: '3', kind: 'CONFIRMED', from: 'PENDING', to: 'CONFIRMED' },
        ],
      },
      lastSequence: '3',
    });
    const { number } = data.order;
    expect((await execute(ORDER, { number: number.toLowerCase() }, viewer)).data.order.id).toBe(id);
    for (const stranger of [harness.buyer(), guestViewer(), userViewer(['seller:orders'])]) {
      expect((await execute(ORDER, { id }, stranger)).data.order).toBeNull();
      expect((await execute(ORDER, { number }, stranger)).data.order).toBeNull();
    }
    expect((await execute(ORDER, { id }, userViewer(['support:orders']))).data.order.number).toBe(number);
    const both = await execute(ORDER, { id, number }, viewer);
    expect(both.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  it('says in its timeline when a parcel that has left could not be charged, tells others, and goes on', async () => {
    const viewer = harness.buyer();
    const id = await harness.buy(viewer, [[harness.shop.addOffer(), 1]]);
    const [parcel] = await harness.shipmentsOf(id);
    const amount = { minor: '2590', currency: 'USD' } as const;
    const failed = {
      type: 'payments.payment-capture-failed.v1',
      paymentId: newId('pay'),
      orderId: id,
      shipmentId: parcel!.id,
      amount,
      failureCode: 'expired_card',
    } as const;
    await harness.handle(failed);
    const { data } = await execute(ORDER, { id }, viewer);
    expect(data.order).toMatchObject({ status: 'CONFIRMED', lastSequence: '4' });
    expect(data.order.timeline.nodes[3]).toMatchObject({ kind: 'PAYMENT_FAILED', from: null, to: null });
    expect(data.order.timeline.nodes[3].message).toContain('25.90 USD could not be charged. The amount is still owed');

    await harness.handle({ ...failed, shipmentId: null }); // captured ahead: no parcel is unpaid
    const { nodes } = (await execute(ORDER, { id }, viewer)).data.order.timeline;
    expect(nodes[4].message).toBe('25.90 USD could not be charged. Each parcel will be charged when it leaves.');
    const told = (await harness.test.outbox()).filter(
      (event) => event['orderId'] === id && event.type !== 'orders.order-confirmed.v1',
    );
    expect(told).toEqual([
      {
        type: 'orders.shipment-payment-failed.v1',
        orderId: id,
        number: data.order.number,
        ownerId: viewer.id,
        guestEmail: null,
        shipmentId: parcel!.id,
        amount,
      },
    ]);
  });

  it('takes as many statements with twenty lines as with one', async () => {
    const viewer = harness.buyer();
    const cart = (lines: number) => Array.from({ length: lines }, () => [harness.shop.addOffer(), 1] as const);
    const [small, large] = [await harness.buy(viewer, cart(1)), await harness.buy(viewer, cart(20))];
    const statementsFor = async (id: OrderId) => {
      const before = harness.test.db.statements;
      const { data } = await execute(ORDER, { id }, viewer);
      return { statements: harness.test.db.statements - before, lines: data.order.lines.length };
    };
    expect(await statementsFor(small)).toEqual({ statements: 6, lines: 1 });
    expect(await statementsFor(large)).toEqual({ statements: 6, lines: 20 });
  });

  it('shows a seller the seller’s part of it and nothing else', async () => {
    const { shop } = harness;
    const [mine, theirs] = [newId('sel'), newId('sel')];
    const viewer = harness.buyer();
    const id = await harness.buy(viewer, [
      [shop.addOffer({ seller: mine }), 1],
      [shop.addOffer({ seller: theirs }), 1],
    ]);
    const { data } = await execute(
      `query ($id: ID) { order(id: $id) { sellerOrders { id seller { id } } lines { id } } }`,
      { id },
      viewer,
    );
    const staff = userViewer(['seller:orders', membershipScope(mine)]);
    const references = [
      ...data.order.sellerOrders.map((part: { id: string }) => ({ __typename: 'SellerOrder', id: part.id })),
      ...data.order.lines.map((line: { id: string }) => ({ __typename: 'OrderLine', id: line.id })),
      { __typename: 'Order', id },
    ];
    const seen = await execute(
      `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on SellerOrder { lines { id } order { id } }
         ... on OrderLine { order { id } } } }`,
      { r: references },
      staff,
    );
    expect(seen.data._entities).toEqual([
      { __typename: 'SellerOrder', lines: [{ id: data.order.lines[0].id }], order: null },
      null,
      { __typename: 'OrderLine', order: null },
      null,
      null,
    ]);
  });
});

describe('a list of orders', () => {
  const LIST = `query ($r: [_Any!]!, $first: Int, $after: String, $filter: OrderFilter) {
    _entities(representations: $r) { ... on User { orders(first: $first, after: $after, filter: $filter) {
      nodes { id status } pageInfo { hasNextPage endCursor } } } } }`;
  const list = async (viewer: Viewer, variables: object, of = viewer.id) =>
    (await execute(LIST, { r: [{ __typename: 'User', id: of }], ...variables }, viewer)).data._entities[0].orders;

  it('goes page by page, newest first, and can be searched and filtered', async () => {
    const viewer = harness.buyer();
    const placed: OrderId[] = [];
    for (const title of ['Reading lamp', 'Oak shelf', '100% wool rug']) {
      harness.clock.advance(1_000);
      placed.unshift(await harness.buy(viewer, [[harness.shop.addOffer({ title }), 1]]));
    }
    await harness.orders.cancelOrder({
      idempotencyKey: newId('evt'),
      ownerId: viewer.id as never,
      orderId: placed[0]!,
      lineIds: null,
      reason: 'Too much wool',
    });
    const first = await list(viewer, { first: 2 });
    expect(first.nodes.map((node: { id: string }) => node.id)).toEqual(placed.slice(0, 2));
    const second = await list(viewer, { first: 2, after: first.pageInfo.endCursor });
    expect(second).toMatchObject({ nodes: [{ id: placed[2] }], pageInfo: { hasNextPage: false } });
    const found = async (filter: object) =>
      (await list(viewer, { filter })).nodes.map((node: { id: string }) => placed.indexOf(node.id as OrderId));
    expect(await found({ search: 'OAK' })).toEqual([1]);
    expect(await found({ search: '100%' })).toEqual([0]);
    expect(await found({ search: '%%' })).toEqual([]);
    expect(await found({ status: ['CANCELLED'] })).toEqual([0]);
    expect(await found({ placedBefore: harness.clock.now().toISOString() })).toEqual([1, 2]);
  });

  it('is the buyer’s and support’s', async () => {
    const viewer = harness.buyer();
    const id = await harness.buy(viewer, [[harness.shop.addOffer(), 1]]);
    expect(await list(harness.buyer(), {}, viewer.id)).toBeNull();
    const support = userViewer(['support:orders']);
    expect((await list(support, {}, viewer.id)).nodes).toMatchObject([{ id }]);
    const ALL = `query { orders(first: 1) { nodes { id } } }`;
    expect((await execute(ALL, {}, support)).data.orders.nodes).toMatchObject([{ id }]);
    expect((await execute(ALL, {}, viewer)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('follows a guest who signs in', async () => {
    const guest = guestViewer();
    const id = await harness.buy(guest, [[harness.shop.addOffer(), 1]], { email: 'guest@example.com' });
    const user = harness.buyer();
    await harness.handle({ type: 'users.guest-merged.v1', guestId: guest.id, userId: user.id });
    expect((await list(user, {})).nodes).toMatchObject([{ id }]);
    expect((await execute(ORDER, { id }, guest)).data.order).toBeNull();
  });
});

describe('orderCancel', () => {
  const CANCEL = `mutation ($input: OrderCancelInput!) { orderCancel(input: $input) {
    order { status cancelled { minorUnits } totals { total { minorUnits } } lines { fulfilmentStatus } shipments { status } }
    userErrors { __typename code ... on IllegalTransitionError { from to allowed } } } }`;
  const cancel = async (viewer: Viewer, input: object) =>
    (await execute(CANCEL, { input: { reason: 'Changed my mind', idempotencyKey: newId('evt'), ...input } }, viewer))
      .data.orderCancel;
  const linesOf = async (orderId: OrderId, viewer: Viewer): Promise<string[]> =>
    (
      await execute(`query ($id: ID) { order(id: $id) { lines { id } } }`, { id: orderId }, viewer)
    ).data.order.lines.map((line: { id: string }) => line.id);

  it('gives back lines, with the shipping of a parcel that goes empty; the parts add up to the total', async () => {
    const { shop } = harness;
    const seller = newId('sel');
    const here = newId('wh');
    const viewer = harness.buyer();
    const orderId = await harness.buy(viewer, [
      [shop.addOffer({ seller, warehouses: [here] }), 1],
      [shop.addOffer({ seller, warehouses: [here] }), 1],
      [shop.addOffer(), 1],
    ]);
    const [first, second, third] = await linesOf(orderId, viewer);
    const idempotencyKey = newId('evt');
    const one = await cancel(viewer, { orderId, lineIds: [first], idempotencyKey });
    expect(one.order).toMatchObject({ status: 'CONFIRMED', shipments: [{ status: 'PENDING' }, { status: 'PENDING' }] });
    expect(await cancel(viewer, { orderId, lineIds: [first], idempotencyKey })).toEqual(one);
    const two = await cancel(viewer, { orderId, lineIds: [second] });
    expect(two.order).toMatchObject({
      status: 'CONFIRMED',
      shipments: [{ status: 'CANCELLED' }, { status: 'PENDING' }],
    });
    const three = await cancel(viewer, { orderId, lineIds: [third] });
    expect(three.order.status).toBe('CANCELLED');
    expect(three.order.cancelled.minorUnits).toBe(three.order.totals.total.minorUnits);

    const facts = (await harness.test.outbox()).filter(
      (event) => event.type === 'orders.order-cancelled.v1' && event['orderId'] === orderId,
    ) as unknown as { whole: boolean; refund: { minor: string } }[];
    expect(facts.map((fact) => fact.whole)).toEqual([false, false, true]);
    expect(facts.reduce((sum, fact) => sum + BigInt(fact.refund.minor), 0n)).toBe(
      BigInt(three.order.totals.total.minorUnits),
    );
  });

  it('leaves what has left: the rest of the order is cancelled, the parcel is not', async () => {
    const viewer = harness.buyer();
    const { shop } = harness;
    const orderId = await harness.buy(viewer, [
      [shop.addOffer(), 1],
      [shop.addOffer(), 1],
    ]);
    const [parcel] = await harness.shipmentsOf(orderId);
    await harness.pick(parcel!.id, 'PACKED');
    const [packed] = await harness.shipmentsOf(orderId);
    await harness.orders.ingestTracking({
      trackingNumber: packed!.tracking_number!,
      carrierEventId: 'one',
      status: 'PICKED_UP',
      detail: 'Picked up',
      location: null,
      occurredAt: harness.clock.now(),
    });
    const [shipped] = await linesOf(orderId, viewer);
    expect(await cancel(viewer, { orderId, lineIds: [shipped] })).toMatchObject({
      userErrors: [
        {
          __typename: 'IllegalTransitionError',
          code: 'NOT_CANCELLABLE',
          from: 'PARTIALLY_SHIPPED',
          to: 'CANCELLED',
          allowed: ['SHIPPED', 'DELIVERED'],
        },
      ],
    });
    const rest = await cancel(viewer, { orderId });
    expect(rest).toMatchObject({
      order: { status: 'SHIPPED', lines: [{ fulfilmentStatus: 'SHIPPED' }, { fulfilmentStatus: 'CANCELLED' }] },
      userErrors: [],
    });
    expect(await cancel(viewer, { orderId })).toMatchObject({ userErrors: [{ code: 'NOT_CANCELLABLE' }] });
  });

  it('is the buyer’s and support’s, and knows its own lines only', async () => {
    const viewer = harness.buyer();
    const orderId = await harness.buy(viewer, [[harness.shop.addOffer(), 1]]);
    expect(await cancel(harness.buyer(), { orderId })).toEqual({
      order: null,
      userErrors: [{ __typename: 'NotFoundError', code: 'NOT_FOUND' }],
    });
    expect(await cancel(viewer, { orderId, lineIds: [newId('oln')] })).toMatchObject({
      order: { status: 'CONFIRMED' },
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    expect(await cancel(userViewer(['support:orders']), { orderId })).toMatchObject({ order: { status: 'CANCELLED' } });
  });

  it('happens once, however many try at once', async () => {
    const viewer = harness.buyer();
    const orderId = await harness.buy(viewer, [[harness.shop.addOffer(), 1]]);
    const results = await Promise.all(Array.from({ length: 20 }, () => cancel(viewer, { orderId })));
    expect(results.filter((result) => result.userErrors.length === 0)).toHaveLength(1);
    const facts = (await harness.test.outbox()).filter(
      (event) => event.type === 'orders.order-cancelled.v1' && event['orderId'] === orderId,
    );
    expect(facts).toHaveLength(1);
  });
});

describe('live updates', () => {
  const UPDATES = `sequence kind status orderId order { status lines { fulfilmentStatus } }`;

  it('tell first how an order stands, then what happens to it, from wherever one left off', async () => {
    const viewer = harness.buyer();
    const id = await harness.buy(viewer, [[harness.shop.addOffer(), 1]]);
    const WATCH = `subscription ($id: ID!, $after: BigInt) { orderUpdated(orderId: $id, after: $after) { ${UPDATES} } }`;
    const stream = await harness.test.subscribe(WATCH, { id }, viewer);
    const next = async () => (await stream.next()).value.data.orderUpdated;
    expect(await next()).toMatchObject({ sequence: '3', kind: 'NOTE', status: 'CONFIRMED' });
    const [parcel] = await harness.shipmentsOf(id);
    await harness.pick(parcel!.id, 'PICKING');
    expect(await next()).toMatchObject({
      sequence: '4',
      status: 'PROCESSING',
      order: { lines: [{ fulfilmentStatus: 'PICKING' }] },
    });
    await harness.pick(parcel!.id, 'PACKED');
    expect(await next()).toMatchObject({
      sequence: '5',
      kind: 'PACKED',
      order: { lines: [{ fulfilmentStatus: 'PACKED' }] },
    });
    await stream.return?.();

    const resumed = await harness.test.subscribe(WATCH, { id, after: '3' }, viewer);
    const replayed = [(await resumed.next()).value.data.orderUpdated, (await resumed.next()).value.data.orderUpdated];
    expect(replayed.map((event) => event.sequence)).toEqual(['4', '5']);
    await resumed.return?.();

    await expect(harness.test.subscribe(WATCH, { id }, harness.buyer())).rejects.toThrow('NOT_FOUND');
  });

  it('tell a buyer about all orders', async () => {
    const viewer = harness.buyer();
    const stream = await harness.test.subscribe(`subscription { viewerOrdersUpdated { ${UPDATES} } }`, {}, viewer);
    const id = await harness.buy(viewer, [[harness.shop.addOffer(), 1]]);
    const seen = [];
    for (let count = 0; count < 3; count += 1) seen.push((await stream.next()).value.data.viewerOrdersUpdated);
    expect(seen.map((event) => [event.sequence, event.kind, event.orderId])).toEqual([
      ['1', 'PLACED', id],
      ['2', 'PAYMENT_AUTHORIZED', id],
      ['3', 'CONFIRMED', id],
    ]);
    await stream.return?.();
  });
});

describe('money that payments reports', () => {
  it('shows in the order', async () => {
    const viewer = harness.buyer();
    const orderId = await harness.buy(viewer, [[harness.shop.addOffer({ price: 2_000n }), 1]]);
    await harness.test.db.uow.run(async (tx) => {
      await harness.orders.recordCapture(tx, orderId, { minorUnits: 2_599n, currency: 'USD' });
    });
    await harness.test.db.uow.run((tx) =>
      harness.orders.recordRefund(tx, orderId, { minorUnits: 500n, currency: 'USD' }),
    );
    const { data } = await execute(ORDER, { id: orderId }, viewer);
    expect(data.order.refunded.minorUnits).toBe('500');
    expect(data.order.timeline.nodes.slice(-2)).toMatchObject([
      { kind: 'NOTE', message: '25.99 USD were charged.' },
      { kind: 'REFUNDED', message: '5.00 USD were refunded.' },
    ]);
  });
});
