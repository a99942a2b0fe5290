import type { DealId, OfferId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { seededClock, testSubgraph, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReserveStock } from './app/reserve-stock.ts';
import { definition } from './index.ts';
import { createInventory, type Inventory } from './app/inventory.ts';
import { postgresStores } from './data/stores.ts';
import { COLUMBUS, DALLAS, loadWarehouses, RENO, stockOffer, sumsOf } from './testing/stock.ts';

const clock = seededClock('2026-03-02T12:00:00Z');
let test: TestSubgraph;
let inventory: Inventory;

beforeAll(async () => {
  test = await testSubgraph(definition, { now: clock.now });
  await loadWarehouses(test.db);
  inventory = createInventory({
    uow: test.db.uow,
    newId,
    now: clock.now,
    ...postgresStores({ db: test.db, newId, now: clock.now }),
  });
});
afterAll(() => test[Symbol.asyncDispose]());

const tenMinutes = () => new Date(clock.now().getTime() + 600_000);

const command = (
  lines: readonly { offerId: OfferId; quantity?: number; dealId?: DealId }[],
  rest: Partial<ReserveStock> = {},
): ReserveStock => ({
  idempotencyKey: newId('evt'),
  reservationId: newId('rsv'),
  checkoutId: newId('chk'),
  lines: lines.map(({ offerId, quantity = 1, dealId = null }, index) => ({
    lineId: `l${index}`,
    offerId,
    quantity,
    dealId,
  })),
  destination: { country: 'US', postalCode: '94103' },
  expiresAt: tenMinutes(),
  ...rest,
});

const confirm = (reservation: ReserveStock, shipmentId = newId('shp')) =>
  inventory.confirmReservation({
    idempotencyKey: newId('evt'),
    reservationId: reservation.reservationId,
    orderId: newId('ord'),
    shipments: [
      {
        shipmentId,
        sellerOrderId: newId('sor'),
        warehouseId: RENO,
        lines: reservation.lines.map(({ offerId, dealId, quantity }) => ({
          orderLineId: newId('oln'),
          offerId,
          dealId,
          quantity,
        })),
      },
    ],
  });

describe('reserving', () => {
  it('never promises a unit twice: 200 checkouts, 50 units, 50 winners and 150 typed losers', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 30, [DALLAS]: 20 });
    const results = await Promise.all(
      Array.from({ length: 200 }, () => inventory.reserveStock(command([{ offerId }]))),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(50);
    expect(await sumsOf(test.db, offerId)).toMatchObject({ on_hand: 50, reserved: 50 });
    for (const result of results) {
      if (!result.ok)
        expect(result.error).toMatchObject({ code: 'INSUFFICIENT_STOCK', shortages: [{ offerId, requested: 1 }] });
    }
  });

  it('serves carts with crossed lines without a deadlock', async () => {
    const [a, b] = [await stockOffer(test.db, { [RENO]: 100 }), await stockOffer(test.db, { [RENO]: 100 })];
    const crossed = Array.from({ length: 60 }, (_, n) => inventory.reserveStock(command(n % 2 ? [a, b] : [b, a])));
    expect((await Promise.all(crossed)).every((result) => result.ok)).toBe(true);
    expect(await sumsOf(test.db, a.offerId)).toMatchObject({ reserved: 60 });
  });

  it('holds once for a key, however often it is sent', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 5 });
    const same = command([{ offerId, quantity: 2 }]);
    const results = await Promise.all([1, 2, 3, 4].map(() => inventory.reserveStock(same)));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(await sumsOf(test.db, offerId)).toMatchObject({ reserved: 2 });
  });

  it('replaces what the checkout held before, units of the old hold included', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 3 });
    const first = command([{ offerId, quantity: 3 }]);
    await inventory.reserveStock(first);
    const second = command([{ offerId, quantity: 2 }], { checkoutId: first.checkoutId });
    expect(await inventory.reserveStock(second)).toMatchObject({ ok: true });
    expect(await sumsOf(test.db, offerId)).toMatchObject({ reserved: 2 });
    expect(await confirm(first)).toMatchObject({ ok: false, error: { code: 'RESERVATION_EXPIRED' } });
  });

  it('keeps the former hold when the new one fails', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 3 });
    const first = command([{ offerId, quantity: 2 }]);
    await inventory.reserveStock(first);
    const tooMuch = command([{ offerId, quantity: 4 }], { checkoutId: first.checkoutId });
    expect(await inventory.reserveStock(tooMuch)).toMatchObject({ ok: false });
    expect(await confirm(first)).toMatchObject({ ok: true });
  });

  it('does not deliver to where it knows no way', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 1 });
    const far = command([{ offerId }], { destination: { country: 'AQ', postalCode: null } });
    expect(await inventory.reserveStock(far)).toEqual({ ok: false, error: { code: 'NOT_DELIVERABLE' } });
  });

  it('leaves a closed warehouse alone', async () => {
    const { offerId } = await stockOffer(test.db, { [COLUMBUS]: 5 });
    await test.db.query('UPDATE warehouse SET active = false WHERE id = $1', [COLUMBUS]);
    clock.advance(61_000); // the warehouses are read again
    expect(await inventory.reserveStock(command([{ offerId }]))).toMatchObject({ ok: false });
    await test.db.query('UPDATE warehouse SET active = true WHERE id = $1', [COLUMBUS]);
    clock.advance(61_000);
  });
});

describe('expiry', () => {
  it('is a predicate: too late is too late, swept or not', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 1 });
    const reservation = command([{ offerId }]);
    await inventory.reserveStock(reservation);
    clock.advance(600_001);
    expect(await confirm(reservation)).toEqual({ ok: false, error: { code: 'RESERVATION_EXPIRED' } });
  });

  it('hands the unit to the next checkout without waiting for the sweeper', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 1 });
    const late = command([{ offerId }]);
    await inventory.reserveStock(late);
    expect(await inventory.reserveStock(command([{ offerId }]))).toMatchObject({ ok: false });
    clock.advance(600_001);
    expect(await inventory.reserveStock(command([{ offerId }]))).toMatchObject({ ok: true });
    const released = (await test.outbox()).filter((event) => event['reservationId'] === late.reservationId);
    expect(released.map((event) => event.type)).toEqual([
      'inventory.stock-reserved.v1',
      'inventory.reservation-released.v1',
    ]);
  });

  it('does not touch what became an order', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 1 });
    const reservation = command([{ offerId }]);
    await inventory.reserveStock(reservation);
    await confirm(reservation);
    clock.advance(600_001);
    await inventory.expireReservations([offerId]);
    expect(await sumsOf(test.db, offerId)).toMatchObject({ reserved: 1 });
  });

  it('confirms or expires, never both, when they race', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { offerId } = await stockOffer(test.db, { [RENO]: 1 });
      const reservation = command([{ offerId }], { expiresAt: new Date(clock.now().getTime() + 1) });
      await inventory.reserveStock(reservation);
      clock.advance(1);
      const [confirmed] = await Promise.all([
        confirm(reservation),
        inventory.expireReservations([offerId]),
        inventory.expireReservations([offerId]),
      ]);
      expect(confirmed.ok).toBe(false);
      await inventory.expireReservations([offerId]); // what the refused confirmation had locked meanwhile
      expect(await sumsOf(test.db, offerId)).toMatchObject({ reserved: 0 });
    }
  });
});

describe('deals', () => {
  it('sets units aside that nobody else gets, sells them to claims, and gives the rest back', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 6, [DALLAS]: 4 });
    const dealId = newId('deal');
    expect(await inventory.allocateDealStock({ idempotencyKey: newId('evt'), dealId, offerId, quantity: 8 })).toEqual({
      ok: true,
      value: 8,
    });
    expect(await inventory.reserveStock(command([{ offerId, quantity: 3 }]))).toMatchObject({ ok: false });

    const claim = command([{ offerId, quantity: 2, dealId }]);
    expect(await inventory.reserveStock(claim)).toMatchObject({ ok: true });
    expect(await sumsOf(test.db, offerId)).toEqual({ on_hand: 10, reserved: 2, allocated: 6 });

    await inventory.releaseReservation({ idempotencyKey: newId('evt'), reservationId: claim.reservationId });
    expect(await sumsOf(test.db, offerId)).toEqual({ on_hand: 10, reserved: 0, allocated: 8 });

    expect(await inventory.releaseDealStock({ idempotencyKey: newId('evt'), dealId })).toBe(8);
    expect(await sumsOf(test.db, offerId)).toEqual({ on_hand: 10, reserved: 0, allocated: 0 });
  });

  it('are over for units that come back too late: those are free, by release, expiry and a new hold alike', async () => {
    const endings = {
      release: ({ reservationId }: ReserveStock) =>
        inventory.releaseReservation({ idempotencyKey: newId('evt'), reservationId }),
      expiry: async ({ lines }: ReserveStock) => {
        clock.advance(600_001);
        await inventory.expireReservations(lines.map((line) => line.offerId));
      },
      'new hold': async ({ checkoutId }: ReserveStock) => {
        const { offerId } = await stockOffer(test.db, { [RENO]: 1 });
        expect(await inventory.reserveStock(command([{ offerId }], { checkoutId }))).toMatchObject({ ok: true });
      },
    };
    for (const end of Object.values(endings)) {
      const { offerId } = await stockOffer(test.db, { [RENO]: 4 });
      const dealId = newId('deal');
      await inventory.allocateDealStock({ idempotencyKey: newId('evt'), dealId, offerId, quantity: 3 });
      const claim = command([{ offerId, quantity: 2, dealId }]);
      await inventory.reserveStock(claim);
      expect(await inventory.releaseDealStock({ idempotencyKey: newId('evt'), dealId })).toBe(1);
      await end(claim);
      expect(await sumsOf(test.db, offerId)).toEqual({ on_hand: 4, reserved: 0, allocated: 0 });
    }
  });

  it('lose no unit when they are wound up while checkouts end', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { offerId } = await stockOffer(test.db, { [RENO]: 5, [DALLAS]: 5 });
      const dealId = newId('deal');
      await inventory.allocateDealStock({ idempotencyKey: newId('evt'), dealId, offerId, quantity: 8 });
      const claims = Array.from({ length: 4 }, () => command([{ offerId, quantity: 2, dealId }]));
      for (const claim of claims) await inventory.reserveStock(claim);
      await Promise.all([
        ...claims.map(({ reservationId }) =>
          inventory.releaseReservation({ idempotencyKey: newId('evt'), reservationId }),
        ),
        inventory.releaseDealStock({ idempotencyKey: newId('evt'), dealId }),
      ]);
      expect(await sumsOf(test.db, offerId)).toEqual({ on_hand: 10, reserved: 0, allocated: 0 });
    }
  });

  it('refuses to set aside more than is free', async () => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 2 });
    expect(
      await inventory.allocateDealStock({ idempotencyKey: newId('evt'), dealId: newId('deal'), offerId, quantity: 3 }),
    ).toEqual({
      ok: false,
      error: { code: 'INSUFFICIENT_STOCK', available: 2, requested: 3 },
    });
  });
});

describe('what became of a sale', () => {
  /** Three units, or as many as told, of ten; where it is a deal's, the deal has as many and no more. */
  const sell = async (quantity = 3, dealId: DealId | null = null) => {
    const { offerId } = await stockOffer(test.db, { [RENO]: 10 });
    if (dealId !== null) {
      await inventory.allocateDealStock({ idempotencyKey: newId('evt'), dealId, offerId, quantity });
    }
    const reservation = command([{ offerId, quantity, ...(dealId !== null && { dealId }) }]);
    const shipmentId = newId('shp');
    await inventory.reserveStock(reservation);
    await confirm(reservation, shipmentId);
    const line = (await test.db.one<{ order_line_id: string }>(
      'SELECT order_line_id FROM pick_line JOIN pick_task t ON t.id = task_id WHERE shipment_id = $1',
      [shipmentId],
    ))!;
    const cancel = (units: number) =>
      handle('orders.order-cancelled.v1', {
        orderId: newId('ord'),
        lines: [{ orderLineId: line.order_line_id, shipmentId, offerId, quantity: units }],
      });
    return { offerId, shipmentId, cancel };
  };
  const handle = (type: string, event: object) =>
    test.db.uow.run((tx) => test.subgraph.handlers![type]!(tx, { type, ...event } as never, {} as never));

  it('leaves the books when the parcel leaves the building, once', async () => {
    const { offerId, shipmentId } = await sell();
    await handle('orders.shipment-shipped.v1', { shipmentId });
    await handle('orders.shipment-shipped.v1', { shipmentId });
    expect(await sumsOf(test.db, offerId)).toMatchObject({ on_hand: 7, reserved: 0 });
  });

  it('becomes free again when lines are cancelled before that, and not afterwards', async () => {
    const { offerId, shipmentId, cancel } = await sell();
    await cancel(1);
    expect(await sumsOf(test.db, offerId)).toMatchObject({ on_hand: 10, reserved: 2 });
    await cancel(2);
    expect(await sumsOf(test.db, offerId)).toMatchObject({ on_hand: 10, reserved: 0 });
    await handle('orders.shipment-shipped.v1', { shipmentId });
    expect(await sumsOf(test.db, offerId)).toMatchObject({ on_hand: 10, reserved: 0 });
  });

  it('is the deal’s again while the deal goes on, so that a claim can buy it, and free after that', async () => {
    const dealId = newId('deal');
    const { offerId, cancel } = await sell(2, dealId);
    const claim = () => inventory.reserveStock(command([{ offerId, dealId }]));
    expect(await claim()).toMatchObject({ ok: false, error: { code: 'INSUFFICIENT_STOCK' } });
    await cancel(1);
    expect(await sumsOf(test.db, offerId)).toEqual({ on_hand: 10, reserved: 1, allocated: 1 });
    expect(await claim()).toMatchObject({ ok: true });
    expect(await inventory.releaseDealStock({ idempotencyKey: newId('evt'), dealId })).toBe(0);
    await cancel(1);
    expect(await sumsOf(test.db, offerId)).toEqual({ on_hand: 10, reserved: 1, allocated: 0 });
  });
});
