import { newId } from '@emporium/platform/ids';
import { membershipScope } from '@emporium/platform/identity';
import { serviceViewer, testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { Kind, parse, print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { COLUMBUS, DALLAS, loadWarehouses, RENO, stockOffer } from '../testing/stock.ts';

let test: TestSubgraph;
const admin = userViewer(['admin:inventory']);
const picker = userViewer(['warehouse:ops']);
const colleague = userViewer(['warehouse:ops']);
const orders = serviceViewer('orders');

beforeAll(async () => {
  test = await testSubgraph(definition);
  await loadWarehouses(test.db);
});
afterAll(() => test[Symbol.asyncDispose]());

const key = () => newId('evt');

const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Offer {
  availability { status lowStockQuantity maxOrderQuantity }
  deliveryEstimate(destination: { country: "US", postalCode: "94103" }) { earliest latest warehouse { code } }
} } }`;
const representations = (ids: readonly string[]) => ({ r: ids.map((id) => ({ __typename: 'Offer', id })) });

describe('availability', () => {
  it('is a band for strangers, and a date from the nearest warehouse that has it', async () => {
    const plenty = await stockOffer(test.db, { [COLUMBUS]: 50, [RENO]: 1 });
    const few = await stockOffer(test.db, { [RENO]: 3 });
    const { data, errors } = await test.execute(ENTITIES, representations([plenty.offerId, few.offerId, newId('ofr')]));
    const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
    expect(data._entities).toEqual([
      {
        availability: { status: 'IN_STOCK', lowStockQuantity: null, maxOrderQuantity: 30 },
        deliveryEstimate: { earliest: day, latest: day, warehouse: null },
      },
      {
        availability: { status: 'LOW_STOCK', lowStockQuantity: 3, maxOrderQuantity: 3 },
        deliveryEstimate: { earliest: day, latest: day, warehouse: null },
      },
      { availability: { status: 'OUT_OF_STOCK', lowStockQuantity: null, maxOrderQuantity: 0 }, deliveryEstimate: null },
    ]);
    expect(errors?.map((error) => error.extensions?.code)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);

    const asAdmin = await test.execute(ENTITIES, representations([plenty.offerId]), admin);
    expect(asAdmin.data._entities[0].deliveryEstimate.warehouse).toEqual({ code: 'RNO1' });
  });

  it('takes as many statements for fifty offers as for one', async () => {
    const offers = await Promise.all(Array.from({ length: 50 }, () => stockOffer(test.db, { [DALLAS]: 9 })));
    const statementsFor = async (count: number) => {
      const before = test.db.statements;
      await test.execute(ENTITIES, representations(offers.slice(0, count).map((offer) => offer.offerId)), admin);
      return test.db.statements - before;
    };
    await statementsFor(1); // reads the warehouses
    expect([await statementsFor(1), await statementsFor(50)]).toEqual([1, 1]);
  });

  it('tells watchers when a band is crossed, from where they left off', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 10 });
    const WATCH = `subscription ($ids: [ID!]!, $after: BigInt) { availabilityChanged(offerIds: $ids, after: $after) {
      sequence availability { status } } }`;
    const adjust = (delta: number) =>
      test.execute(
        `mutation ($input: StockAdjustInput!) { stockAdjust(input: $input) { userErrors { code } } }`,
        { input: { offerId, warehouseId: RENO, delta, reason: 'counted', idempotencyKey: key() } },
        admin,
      );
    const stream = await test.subscribe(WATCH, { ids: [offerId] });
    const next = async () =>
      (await stream.next()).value.data.availabilityChanged as { sequence: string; availability: { status: string } };
    const snapshot = await next();
    expect(snapshot.availability.status).toBe('IN_STOCK');
    await adjust(-1); // 9: the same band, no event
    await adjust(-6);
    const low = await next();
    expect(low.availability.status).toBe('LOW_STOCK');
    expect(BigInt(low.sequence)).toBe(BigInt(snapshot.sequence) + 1n);
    await stream.return?.();

    await adjust(-3);
    const resumed = await test.subscribe(WATCH, { ids: [offerId], after: low.sequence });
    const { value } = await resumed.next();
    expect(value.data.availabilityChanged.availability.status).toBe('OUT_OF_STOCK');
    await resumed.return?.();
  });
});

describe('stock', () => {
  const SET = `mutation ($input: StockSetInput!) { stockSet(input: $input) { stockLevel { onHand available version }
    userErrors { __typename code field message ... on QuantityStaleError { actualQuantity } ... on InsufficientStockError { available } } } }`;
  const set = (input: object, viewer = admin) =>
    test.execute(SET, { input: { warehouseId: RENO, reason: 'count', idempotencyKey: key(), ...input } }, viewer);

  it('accepts a count that saw what is there, and refuses a stale one', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 10 });
    const first = await set({ offerId, onHand: 12, expectedQuantity: 10 });
    expect(first.data.stockSet).toEqual({ stockLevel: { onHand: 12, available: 12, version: 2 }, userErrors: [] });
    const second = await set({ offerId, onHand: 9, expectedQuantity: 10 });
    expect(second.data.stockSet).toMatchObject({
      stockLevel: null,
      userErrors: [
        { __typename: 'QuantityStaleError', code: 'QUANTITY_STALE', actualQuantity: 12, field: ['expectedQuantity'] },
      ],
    });
  });

  it('belongs to the seller: another seller’s people cannot see or change it', async () => {
    const { offerId, sellerId } = await stockOffer(test.db, { [RENO]: 10 });
    const own = userViewer(['seller:inventory', membershipScope(sellerId)]);
    const other = userViewer(['seller:inventory', membershipScope(newId('sel'))]);
    expect((await set({ offerId, onHand: 3 }, other)).data.stockSet.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await set({ offerId, onHand: 3 }, own)).data.stockSet.stockLevel).toMatchObject({ onHand: 3 });

    const LEVELS = `query ($r: [_Any!]!, $s: ID) { stockLevels(sellerId: $s) { nodes { onHand } }
      _entities(representations: $r) { ... on Offer { stockLevels { onHand movements { nodes { kind quantity } } } } } }`;
    const seen = async (viewer: typeof own, s?: string) =>
      (await test.execute(LEVELS, { ...representations([offerId]), s }, viewer)).data;
    expect(await seen(own)).toEqual({
      stockLevels: { nodes: [{ onHand: 3 }] },
      _entities: [{ stockLevels: [{ onHand: 3, movements: { nodes: [{ kind: 'ADJUSTMENT', quantity: -7 }] } }] }],
    });
    expect(await seen(other, sellerId)).toEqual({ stockLevels: { nodes: [] }, _entities: [{ stockLevels: [] }] });
  });

  it('does nothing for strangers', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 10 });
    const { data, errors } = await test.execute(SET, {
      input: { offerId, warehouseId: RENO, onHand: 0, reason: 'mine', idempotencyKey: key() },
    });
    expect(data.stockSet).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect(await test.db.one('SELECT on_hand FROM stock_level WHERE offer_id = $1', [offerId])).toEqual({
      on_hand: 10,
    });
  });

  it.each([
    [{ offerId: 'prod_1', onHand: 1 }, ['offerId']],
    [{ onHand: -1 }, ['onHand']],
    [{ onHand: 2_000_000_000 }, ['onHand']],
    [{ onHand: 1, reason: '' }, ['reason']],
    [{ onHand: 1, reason: 'x'.repeat(201) }, ['reason']],
    [{ onHand: 1, idempotencyKey: 'short' }, ['idempotencyKey']],
  ])('refuses %j', async (input, field) => {
    const { data } = await set({ offerId: newId('ofr'), ...input });
    expect(data.stockSet.userErrors).toMatchObject([{ code: 'INVALID', field }]);
  });

  it('refuses a key that was used for something else', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 10 });
    const idempotencyKey = key();
    await set({ offerId, onHand: 5, idempotencyKey });
    expect((await set({ offerId, onHand: 6, idempotencyKey })).data.stockSet.userErrors).toMatchObject([
      { __typename: 'IdempotencyConflictError', code: 'IDEMPOTENCY_CONFLICT' },
    ]);
    expect((await set({ offerId, onHand: 5, idempotencyKey })).data.stockSet.stockLevel).toMatchObject({ onHand: 5 });
  });

  it('moves between warehouses without losing or making a unit', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 10 });
    const TRANSFER = `mutation ($o: ID!, $f: ID!, $t: ID!, $q: Int!, $k: ID!) { stockTransfer(offerId: $o, fromWarehouseId: $f,
      toWarehouseId: $t, quantity: $q, idempotencyKey: $k) { stockLevel { onHand } userErrors { code field } } }`;
    const transfer = (q: number, t: string = DALLAS) =>
      test.execute(TRANSFER, { o: offerId, f: RENO, t, q, k: key() }, admin);
    expect((await transfer(4)).data.stockTransfer).toEqual({ stockLevel: { onHand: 6 }, userErrors: [] });
    expect((await transfer(7)).data.stockTransfer.userErrors).toEqual([
      { code: 'INSUFFICIENT_STOCK', field: ['quantity'] },
    ]);
    expect((await transfer(1, RENO)).data.stockTransfer.userErrors).toEqual([
      { code: 'INVALID', field: ['toWarehouseId'] },
    ]);
    expect(
      await test.db.query('SELECT warehouse_id AS w, on_hand AS n FROM stock_level WHERE offer_id = $1', [offerId]),
    ).toEqual(
      expect.arrayContaining([
        { w: RENO, n: 6 },
        { w: DALLAS, n: 4 },
      ]),
    );
  });
});

describe('a checkout’s reservation', () => {
  const RESERVE = `mutation ($input: StockReserveInput!) { stockReserve(input: $input) { reservation { id status lines { quantity } }
    allocations { lineId warehouseCode transitDaysMin } userErrors { code ... on InsufficientStockError { offerId available requested } } } }`;
  const input = (offerId: string, quantity: number) => ({
    reservationId: newId('rsv'),
    checkoutId: newId('chk'),
    lines: [{ lineId: 'a', offerId, quantity }],
    destination: { country: 'US', postalCode: '94103' },
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
    idempotencyKey: key(),
  });

  it('is for other subgraphs alone', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 10 });
    for (const viewer of [admin, userViewer()]) {
      const { data, errors } = await test.execute(RESERVE, { input: input(offerId, 1) }, viewer);
      expect(data.stockReserve).toBeNull();
      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }
  });

  it('becomes pick work that staff carry out to the parcel', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 10 });
    const reserve = input(offerId, 2);
    const { data } = await test.execute(RESERVE, { input: reserve }, orders);
    expect(data.stockReserve).toMatchObject({
      reservation: { id: reserve.reservationId, status: 'ACTIVE', lines: [{ quantity: 2 }] },
      allocations: [{ lineId: 'a', warehouseCode: 'RNO1', transitDaysMin: 1 }],
      userErrors: [],
    });
    const CONFIRM = `mutation ($input: StockConfirmInput!) { stockConfirm(input: $input) { reservation { status } userErrors { code } } }`;
    const shipment = {
      shipmentId: newId('shp'),
      sellerOrderId: newId('sor'),
      warehouseId: RENO,
      lines: [{ orderLineId: newId('oln'), offerId, quantity: 2 }],
    };
    const confirm = {
      reservationId: reserve.reservationId,
      orderId: newId('ord'),
      shipments: [shipment],
      idempotencyKey: key(),
    };
    expect((await test.execute(CONFIRM, { input: confirm }, orders)).data.stockConfirm.reservation).toEqual({
      status: 'CONFIRMED',
    });

    const TASKS = `query ($w: ID!) { pickTasks(warehouseId: $w, status: QUEUED, first: 100) { nodes { id shipment { id } lines { bin quantity } } } }`;
    const tasks = (await test.execute(TASKS, { w: RENO }, picker)).data.pickTasks.nodes as {
      id: string;
      shipment: { id: string };
      lines: { bin: string; quantity: number }[];
    }[];
    const task = tasks.find((candidate) => candidate.shipment.id === shipment.shipmentId)!;
    const work = async (name: string, args: string, viewer = picker) =>
      (
        await test.execute(
          `mutation { ${name}(id: "${task.id}" ${args}) { pickTask { status } userErrors { code field message } } }`,
          {},
          viewer,
        )
      ).data[name];

    expect(await work('pickTaskPack', '')).toMatchObject({ userErrors: [{ code: 'ILLEGAL_TRANSITION' }] });
    expect(await work('pickTaskClaim', '')).toMatchObject({ pickTask: { status: 'PICKING' } });
    expect(await work('pickTaskClaim', '', colleague)).toMatchObject({
      userErrors: [{ code: 'ILLEGAL_TRANSITION' }],
    });
    const grip = (quantity: number) => `bin: "${task.lines[0]!.bin}" quantity: ${quantity} idempotencyKey: "${key()}"`;
    expect(await work('pickTaskConfirm', grip(3))).toMatchObject({
      userErrors: [{ code: 'INVALID', field: ['quantity'] }],
    });
    expect(await work('pickTaskConfirm', grip(1))).toMatchObject({ pickTask: { status: 'PICKING' } });
    const notTheirs = {
      pickTask: null,
      userErrors: [{ code: 'FORBIDDEN', field: ['id'], message: expect.stringContaining('Claim one that is queued') }],
    };
    expect(await work('pickTaskConfirm', grip(1), colleague)).toEqual(notTheirs);
    expect(await work('pickTaskConfirm', grip(1))).toMatchObject({ pickTask: { status: 'PICKED' } });
    expect(await work('pickTaskPack', '', colleague)).toEqual(notTheirs);
    const manager = userViewer(['warehouse:ops', 'admin:inventory']);
    expect(await work('pickTaskPack', '', manager)).toMatchObject({ pickTask: { status: 'PACKED' } });
    const told = (await test.outbox()).filter((event) => event['shipmentId'] === shipment.shipmentId);
    expect(told.map((event) => event['status'])).toEqual(['PICKING', 'PICKED', 'PACKED']);
  });
});

describe('the schema', () => {
  it('hides what is between subgraphs', () => {
    const roots = parse(test.subgraph.sdl).definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && /^(Query|Mutation)$/.test(node.name.value)
        ? (node.fields ?? [])
        : [],
    );
    const hidden = roots.filter((field) =>
      field.directives?.some((directive) => directive.name.value === 'inaccessible'),
    );
    expect(hidden.map((field) => field.name.value).sort()).toEqual([
      'dealStockAllocate',
      'dealStockRelease',
      'offerStock',
      'stockConfirm',
      'stockRelease',
      'stockReserve',
    ]);
    for (const field of hidden) expect(print(field)).toContain('@requiresScopes(scopes: [["internal"]])');
  });
});
