import type { CheckoutId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../testing/fake-shop.ts';
import {
  addressed,
  complete,
  ordersOf,
  paymentMethodId,
  readyCheckout,
  startHarness,
  type Harness,
} from '../testing/harness.ts';
import { CHECKOUT_TTL_MS } from './domain/checkout.ts';
import { LEASE_MS } from './domain/progress.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

/** Lets every lease run out and the completer work until there is nothing left to do. */
async function finish(): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    harness.clock.advance(LEASE_MS + 1);
    if ((await harness.orders.completeDue()) === 0) return;
  }
  throw new Error('the completer does not come to an end');
}

/** Stock, money and orders agree, however the checkout ended. */
async function expectConsistent(checkoutId: CheckoutId): Promise<string | null> {
  const { shop, db } = harness;
  const found = await ordersOf(db, checkoutId);
  expect(found.length).toBeLessThanOrEqual(1);
  const checkout = (await harness.orders.checkouts.find(checkoutId))!;
  const reservation = shop.reservations.get(checkout.reservationId!)!;
  const [order] = found;
  const authorized = order ? (shop.payments.get(order.id) ?? []).filter((each) => each.status === 'AUTHORIZED') : [];
  const events = (await harness.outbox()).filter(
    (event) => 'orderId' in event && event.orderId === order?.id && event.type === 'orders.order-confirmed.v1',
  );
  if (order?.status === 'CONFIRMED') {
    expect(checkout.status).toBe('COMPLETED');
    expect(reservation).toMatchObject({ status: 'CONFIRMED', orderId: order.id });
    expect(authorized.map((payment) => payment.amount.minorUnits)).toEqual([order.total]);
    expect(events).toHaveLength(1);
  } else {
    expect(authorized).toEqual([]);
    expect(reservation.status).not.toBe('CONFIRMED');
    expect(events).toEqual([]);
    if (order) expect(shop.redeemed.has(order.id)).toBe(false);
  }
  return order?.status ?? null;
}

describe('checkout saga', () => {
  it('takes a checkout to a confirmed order', async () => {
    const checkout = await readyCheckout(harness, { couponCodes: ['WELCOME10'] });
    const completed = await complete(harness.orders, checkout);
    expect(completed).toEqual({ ok: true, value: { attempt: 1 } });
    expect(await expectConsistent(checkout.id)).toBe('CONFIRMED');
    const [order] = await ordersOf(harness.db, checkout.id);
    expect(order!.number).toMatch(/^E-2026-[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(harness.shop.redeemed.has(order!.id)).toBe(true);
  });

  it('says which deal the units of a claim are', async () => {
    const { shop, orders } = harness;
    const [ownerId, dealId, dealClaimId] = [harness.newOwner(), newId('deal'), newId('clm')];
    shop.dealsOfClaims.set(dealClaimId, dealId);
    const cartId = shop.addCart(ownerId, [[shop.addOffer(), 1]], { dealClaimId });
    const started = await orders.startCheckout({ idempotencyKey: newId('evt'), ownerId, cartId, guestEmail: null });
    const checkout = await addressed(orders, ownerId, started.ok ? started.value : newId('chk'), shop.address);
    await complete(orders, checkout);
    expect(shop.reservations.get(checkout.reservationId!)).toMatchObject({ status: 'CONFIRMED', dealIds: [dealId] });
  });

  const steps: Step[] = ['redeem', 'authorize', 'confirm'];
  describe.each(steps)('when %s', (step) => {
    it.each(['before', 'after'] as const)('times out %s its effect, the completer finishes the order', async (when) => {
      const checkout = await readyCheckout(harness, { couponCodes: ['WELCOME10'] });
      harness.shop.timeOut(step, when);
      expect(await complete(harness.orders, checkout)).toMatchObject({ ok: true });
      expect((await ordersOf(harness.db, checkout.id))[0]!.status).toBe('PENDING');
      await finish();
      expect(await expectConsistent(checkout.id)).toBe('CONFIRMED');
    });

    it.each(['before', 'after'] as const)('kills the process %s its effect, the completer finishes', async (when) => {
      const checkout = await readyCheckout(harness, { couponCodes: ['WELCOME10'] });
      const mortal = harness.process();
      harness.shop.strikeOn(step, when, mortal.kill);
      await expect(complete(mortal.orders, checkout)).rejects.toThrow();
      await finish();
      expect(await expectConsistent(checkout.id)).toBe('CONFIRMED');
    });
  });

  it.each(['before', 'after'] as const)('survives a death %s any of its transactions', async (when) => {
    for (let transaction = 1; transaction <= 4; transaction += 1) {
      const checkout = await readyCheckout(harness, { couponCodes: ['WELCOME10'] });
      const mortal = harness.process();
      mortal.dieAtTransaction(transaction, when);
      const idempotencyKey = newId('evt');
      await expect(complete(mortal.orders, checkout, { idempotencyKey })).rejects.toThrow();
      expect(mortal.transactions).toBe(transaction);
      await finish();
      const status = await expectConsistent(checkout.id);
      // Death before the first commit: nothing happened, and the buyer's next try with the same key is the first.
      expect(status).toBe(transaction === 1 && when === 'before' ? null : 'CONFIRMED');
      await complete(harness.orders, checkout, { idempotencyKey });
      expect(await expectConsistent(checkout.id)).toBe('CONFIRMED');
    }
  });

  describe.each(['void', 'restore', 'release'] as Step[])('going back, when %s', (step) => {
    it.each(['before', 'after'] as const)('fails %s its effect, nothing is left behind', async (when) => {
      const checkout = await readyCheckout(harness, { couponCodes: ['WELCOME10'] });
      harness.shop.state.outcomes.push('REQUIRES_ACTION');
      await complete(harness.orders, checkout);
      harness.shop.timeOut(step, when);
      harness.clock.advance(CHECKOUT_TTL_MS);
      await finish();
      expect(await expectConsistent(checkout.id)).toBe('CANCELLED');
      expect((await harness.orders.checkouts.find(checkout.id))!.status).toBe('EXPIRED');
    });
  });

  it('does not mind a warehouse that starts before the confirmation is written down', async () => {
    const checkout = await readyCheckout(harness);
    const mortal = harness.process();
    harness.shop.strikeOn('confirm', 'after', mortal.kill);
    await expect(complete(mortal.orders, checkout)).rejects.toThrow();
    const [order] = await ordersOf(harness.db, checkout.id);
    const parcel = await harness.db.one<{ id: `shp_${string}` }>('SELECT id FROM shipment WHERE order_id = $1', [
      order!.id,
    ]);
    for (const status of ['PICKING', 'PACKED'] as const) {
      await harness.db.uow.run((tx) => harness.orders.recordPicking(tx, { shipmentId: parcel!.id, status }));
    }
    await finish();
    expect((await ordersOf(harness.db, checkout.id))[0]!.status).toBe('PROCESSING');
  });

  it('sends an authorisation back whose reservation ran out while the process was dead', async () => {
    const checkout = await readyCheckout(harness);
    const mortal = harness.process();
    harness.shop.strikeOn('authorize', 'after', mortal.kill);
    await expect(complete(mortal.orders, checkout)).rejects.toThrow();
    harness.clock.advance(CHECKOUT_TTL_MS);
    await finish();
    expect(await expectConsistent(checkout.id)).toBe('CANCELLED');
    const [order] = await ordersOf(harness.db, checkout.id);
    expect(harness.shop.payments.get(order!.id)!.map((payment) => payment.status)).toEqual(['VOIDED']);
  });

  it('asks for no money once the time is up, and takes none that is asked for by a driver taken for dead', async () => {
    const checkout = await readyCheckout(harness, { couponCodes: ['WELCOME10'] });
    // Its call is on the way while its lease and the checkout run out, and others end the order.
    harness.shop.strikeOn('authorize', 'before', () => {
      harness.clock.advance(CHECKOUT_TTL_MS);
      return finish();
    });
    const before = harness.shop.calls.length;
    await complete(harness.orders, checkout);
    expect(harness.shop.calls.slice(before).filter((step) => step === 'authorize')).toHaveLength(1);
    expect(await expectConsistent(checkout.id)).toBe('CANCELLED');
  });

  it('gives up before it charges when a coupon is gone', async () => {
    const checkout = await readyCheckout(harness, { couponCodes: ['WELCOME10'] });
    harness.shop.state.redeemProblem = { code: 'COUPON_LIMIT_REACHED', message: 'Used up.' };
    await complete(harness.orders, checkout);
    harness.shop.state.redeemProblem = null;
    expect(await expectConsistent(checkout.id)).toBe('CANCELLED');
    const [order] = await ordersOf(harness.db, checkout.id);
    expect(harness.shop.payments.get(order!.id)).toBeUndefined();
  });

  it('lets the buyer try another method on the same order', async () => {
    const checkout = await readyCheckout(harness);
    harness.shop.state.outcomes.push('DECLINED');
    const idempotencyKey = newId('evt');
    expect(await complete(harness.orders, checkout, { idempotencyKey })).toEqual({ ok: true, value: { attempt: 1 } });
    expect((await ordersOf(harness.db, checkout.id))[0]!.status).toBe('PAYMENT_FAILED');
    // A replay of the declined attempt is not a new one.
    expect(await complete(harness.orders, checkout, { idempotencyKey })).toEqual({ ok: true, value: { attempt: 1 } });
    expect((await ordersOf(harness.db, checkout.id))[0]!.status).toBe('PAYMENT_FAILED');
    expect(await complete(harness.orders, checkout)).toEqual({ ok: true, value: { attempt: 2 } });
    expect(await expectConsistent(checkout.id)).toBe('CONFIRMED');
  });

  it('ends a declined order when its time is up', async () => {
    const checkout = await readyCheckout(harness);
    harness.shop.state.outcomes.push('DECLINED');
    await complete(harness.orders, checkout);
    harness.clock.advance(CHECKOUT_TTL_MS);
    expect(await complete(harness.orders, checkout)).toMatchObject({ ok: false, error: { code: 'CHECKOUT_EXPIRED' } });
    await finish();
    expect(await expectConsistent(checkout.id)).toBe('CANCELLED');
  });

  const tell = (orderId: `ord_${string}`, attempt: number, paymentId: `pay_${string}`) =>
    harness.db.uow.run((tx) =>
      harness.orders.recordPaymentEvent(tx, orderId, attempt, { kind: 'AUTHORIZED', paymentId }),
    );

  it.each(['REQUIRES_ACTION', 'PENDING'] as const)('goes on when payments tells how %s ended', async (outcome) => {
    const checkout = await readyCheckout(harness);
    harness.shop.state.outcomes.push(outcome);
    await complete(harness.orders, checkout);
    const [order] = await ordersOf(harness.db, checkout.id);
    expect(order!.status).toBe('PENDING');
    const { attempt, paymentId } = harness.shop.settleWaiting(order!.id);
    await tell(order!.id, attempt, paymentId);
    await tell(order!.id, attempt, paymentId);
    expect(await harness.orders.completeDue()).toBe(1);
    expect(await expectConsistent(checkout.id)).toBe('CONFIRMED');
  });

  it('does not mind an event that overtakes the answer to its own call', async () => {
    const checkout = await readyCheckout(harness);
    harness.shop.state.outcomes.push('PENDING');
    let early: Promise<void> | undefined;
    harness.shop.strikeOn('authorize', 'after', () => {
      const [orderId] = [...harness.shop.payments.keys()].slice(-1);
      const { attempt, paymentId } = harness.shop.settleWaiting(orderId!);
      early = tell(orderId!, attempt, paymentId);
    });
    await complete(harness.orders, checkout);
    await early;
    await finish();
    expect(await expectConsistent(checkout.id)).toBe('CONFIRMED');
  });

  it('sends money back that turns up after the order has ended', async () => {
    const checkout = await readyCheckout(harness);
    harness.shop.state.outcomes.push('PENDING');
    await complete(harness.orders, checkout);
    harness.clock.advance(CHECKOUT_TTL_MS);
    await finish();
    const [order] = await ordersOf(harness.db, checkout.id);
    expect(order!.status).toBe('CANCELLED');
    const [payment] = harness.shop.payments.get(order!.id)!;
    payment!.status = 'AUTHORIZED';
    await tell(order!.id, 1, payment!.id);
    await finish();
    expect(payment!.status).toBe('VOIDED');
    expect(await expectConsistent(checkout.id)).toBe('CANCELLED');
  });

  it.each(['the same key', 'a key each'])('makes one order of twenty simultaneous calls with %s', async (keys) => {
    const checkout = await readyCheckout(harness);
    const shared = newId('evt');
    const before = harness.shop.calls.length;
    const results = await Promise.all(
      Array.from({ length: 20 }, () =>
        complete(harness.orders, checkout, { idempotencyKey: keys === 'the same key' ? shared : newId('evt') }),
      ),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    await finish();
    expect(await expectConsistent(checkout.id)).toBe('CONFIRMED');
    const [order] = await ordersOf(harness.db, checkout.id);
    expect(harness.shop.payments.get(order!.id)).toHaveLength(1);
    // One of the twenty drives; the others do not even ask.
    const steps = harness.shop.calls.slice(before).filter((step) => step !== 'offers');
    expect(steps).toEqual(['authorize', 'confirm']);
  });

  it('refuses a key that was used for something else', async () => {
    const checkout = await readyCheckout(harness);
    const idempotencyKey = newId('evt');
    await complete(harness.orders, checkout, { idempotencyKey });
    await expect(complete(harness.orders, checkout, { idempotencyKey, paymentMethodId: newId('pm') })).rejects.toThrow(
      'idempotency',
    );
    expect(paymentMethodId).toMatch(/^pm_/);
  });
});
