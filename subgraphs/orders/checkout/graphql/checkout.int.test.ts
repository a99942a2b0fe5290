import type { ErrorCode } from '@emporium/contracts/error-codes';
import type { CheckoutId, OrderId, OwnerId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import type { UserViewer } from '@emporium/platform/identity';
import { money } from '@emporium/platform/money';
import { guestViewer } from '@emporium/platform/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ADDRESS, startGraphqlHarness, type GraphqlHarness } from '../../testing/graphql-harness.ts';
import { CHECKOUT_TTL_MS } from '../domain/checkout.ts';

let harness: GraphqlHarness;
beforeAll(async () => {
  harness = await startGraphqlHarness();
});
afterAll(() => harness.test[Symbol.asyncDispose]());

const codes = (payload: { userErrors: { code: string }[] }) => payload.userErrors.map((error) => error.code);
type Viewer = UserViewer;
/** A checkout with an address, of two sellers and three parcels. */
async function openCheckout(viewer: Viewer = harness.buyer()) {
  const { shop } = harness;
  const near = [newId('wh'), newId('wh')];
  const split = shop.addOffer({ price: 1_999n, warehouses: near });
  const other = shop.addOffer({ price: 4_950n });
  const cartId = shop.addCart(viewer.id, [
    [split, 3],
    [other, 1],
  ]);
  const started = await harness.start(viewer, cartId);
  const { checkout } = await harness.setAddress(viewer, started.checkout);
  return { viewer, cartId, split, other, checkout };
}

describe('checkoutStart', () => {
  it('holds prices and stock, and cuts the cart into parcels by seller and warehouse', async () => {
    const { shop } = harness;
    const { checkout, split, other } = await openCheckout();
    expect(checkout.status).toBe('OPEN');
    expect(checkout.groups.map((group: { lines: object[] }) => group.lines.length)).toEqual([1, 1, 1]);
    expect(checkout.lines.map((line: { quantity: number }) => line.quantity)).toEqual([2, 1, 1]);
    expect([shop.available(split), shop.available(other)]).toEqual([97, 99]);
    expect(Date.parse(checkout.expiresAt)).toBe(harness.clock.now().getTime() + CHECKOUT_TTL_MS);
    const { subtotal, discount, shipping, tax, payable } = checkout.totals;
    const minor = (amount: { minorUnits: string }) => BigInt(amount.minorUnits);
    expect(minor(subtotal)).toBe(3n * 1_999n + 4_950n);
    expect(minor(payable)).toBe(minor(subtotal) - minor(discount) + minor(shipping) + minor(tax));
    const [washington] = checkout.taxLines;
    expect(checkout.taxLines).toHaveLength(1);
    expect(washington).toMatchObject({ jurisdiction: 'US-WA', name: 'Sales tax', rate: '0.065' });
    expect(washington.amount.minorUnits).toBe(tax.minorUnits);
  });

  it('sends it to the account’s default address, and taxes it for there', async () => {
    const { shop } = harness;
    const viewer = harness.buyer();
    shop.defaultAddresses.set(viewer.id, { ...shop.address, city: 'Hoboken', region: 'NJ', postalCode: '07030' });
    const { checkout } = await harness.start(viewer, shop.addCart(viewer.id, [[shop.addOffer(), 1]]));
    expect(checkout).toMatchObject({ shippingAddress: { city: 'Hoboken' }, taxLines: [{ jurisdiction: 'US-NJ' }] });
    expect(await harness.complete(viewer, checkout)).toMatchObject({ order: { status: 'CONFIRMED' }, userErrors: [] });
  });

  it('begins without an address where nothing is delivered to it, or nobody knows it', async () => {
    const { shop } = harness;
    const viewer = harness.buyer();
    const begin = async () => (await harness.start(viewer, shop.addCart(viewer.id, [[shop.addOffer(), 1]]))).checkout;
    shop.defaultAddresses.set(viewer.id, { ...shop.address, country: 'AQ' });
    expect(await begin()).toMatchObject({ status: 'OPEN', shippingAddress: null });
    shop.timeOut('address', 'before');
    const checkout = await begin();
    expect(checkout).toMatchObject({ status: 'OPEN', shippingAddress: null });
    expect(codes(await harness.complete(viewer, checkout))).toEqual(['ADDRESS_REQUIRED']);
  });

  it('answers the same key with the same checkout, and holds the stock once', async () => {
    const { shop } = harness;
    const viewer = harness.buyer();
    const offerId = shop.addOffer({ stock: 5 });
    const cartId = shop.addCart(viewer.id, [[offerId, 5]]);
    const key = newId('evt');
    const [first, ...others] = await Promise.all(
      Array.from({ length: 8 }, () => harness.start(viewer, cartId, { key })),
    );
    expect(new Set([first, ...others].map((payload) => payload.checkout.id)).size).toBe(1);
    const again = await harness.start(viewer, cartId, { key });
    expect(again.checkout.id).toBe(first.checkout.id);
    expect(shop.available(offerId)).toBe(0);
    expect(codes(await harness.start(viewer, newId('cart'), { key }))).toEqual(['IDEMPOTENCY_CONFLICT']);
  });

  it('finishes a start that died after the stock was held', async () => {
    const { shop } = harness;
    const viewer = harness.buyer();
    const offerId = shop.addOffer({ stock: 2 });
    const cartId = shop.addCart(viewer.id, [[offerId, 2]]);
    const key = newId('evt');
    shop.timeOut('reserve', 'after');
    await expect(harness.start(viewer, cartId, { key })).rejects.toThrow();
    const { checkout } = await harness.start(viewer, cartId, { key });
    expect(checkout.status).toBe('OPEN');
    expect(shop.available(offerId)).toBe(0);
  });

  it('says what is wrong with the cart', async () => {
    const { shop } = harness;
    const viewer = harness.buyer();
    const offerId = shop.addOffer({ stock: 1 });
    expect(codes(await harness.start(viewer, newId('cart')))).toEqual(['NOT_FOUND']);
    expect(codes(await harness.start(viewer, shop.addCart(harness.buyer().id, [[offerId, 1]])))).toEqual(['NOT_FOUND']);
    expect(codes(await harness.start(viewer, shop.addCart(viewer.id, [])))).toEqual(['CART_EMPTY']);
    const short = await harness.start(viewer, shop.addCart(viewer.id, [[offerId, 2]]));
    expect(short.userErrors).toMatchObject([{ code: 'INSUFFICIENT_STOCK', available: 1, requested: 2 }]);
    shop.offers.set(offerId, { ...shop.offers.get(offerId)!, status: 'INACTIVE' });
    expect(codes(await harness.start(viewer, shop.addCart(viewer.id, [[offerId, 1]])))).toEqual(['OFFER_UNAVAILABLE']);
    expect(codes(await harness.start(viewer, 'cart_nonsense', { key: 'x' }))).toEqual(['INVALID', 'INVALID']);
  });

  it('lets a guest buy who says where to write to', async () => {
    const { shop } = harness;
    const guest = guestViewer();
    const cartId = shop.addCart(guest.id, [[shop.addOffer(), 1]]);
    expect(codes(await harness.start(guest, cartId))).toEqual(['INVALID']);
    const { checkout } = await harness.start(guest, cartId, { email: 'Ada@Example.com' });
    const addressed = await harness.setAddress(guest, checkout);
    const { order } = await harness.complete(guest, addressed.checkout);
    expect(order.status).toBe('CONFIRMED');
    const confirmed = (await harness.test.outbox()).find((event) => event['orderId'] === order.id);
    expect(confirmed).toMatchObject({ type: 'orders.order-confirmed.v1', guestEmail: 'ada@example.com' });
  });

  it('asks strangers to sign in', async () => {
    const { errors } = await harness.test.execute(
      `mutation { checkoutStart(cartId: "cart_1", idempotencyKey: "12345678") { userErrors { code } } }`,
    );
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });
});

describe('a checkout that is changed', () => {
  it('belongs to its buyer', async () => {
    const { checkout } = await openCheckout();
    const stranger = harness.buyer();
    const { data } = await harness.test.execute(
      `query ($id: ID!) { checkout(id: $id) { id } }`,
      { id: checkout.id },
      stranger,
    );
    expect(data.checkout).toBeNull();
    expect(await harness.setAddress(stranger, checkout)).toMatchObject({
      checkout: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    expect(codes(await harness.complete(stranger, checkout))).toEqual(['NOT_FOUND']);
  });

  it('takes an address of the book, and recomputes tax and parcels for it', async () => {
    const { viewer, checkout } = await openCheckout();
    const addressId = newId('adr');
    expect(codes(await harness.setAddress(viewer, checkout, { addressId }))).toEqual(['NOT_FOUND']);
    harness.shop.addresses.set(`${viewer.id} ${addressId}`, {
      ...harness.shop.address,
      city: 'Berlin',
      country: 'DE',
      postalCode: '10115',
    });
    const moved = await harness.setAddress(viewer, checkout, { addressId });
    expect(moved.checkout).toMatchObject({ shippingAddress: { city: 'Berlin' }, version: checkout.version + 1 });
    expect(moved.checkout.taxLines).toMatchObject([{ jurisdiction: 'DE', rate: '0.19' }]);
    expect(moved.checkout.reservation.id).not.toBe(checkout.reservation.id);
    const both = await harness.setAddress(viewer, moved.checkout, { addressId, address: ADDRESS });
    expect(codes(both)).toEqual(['INVALID']);
  });

  it('refuses who acted on an old version, and of two at once takes one', async () => {
    const { viewer, checkout } = await openCheckout();
    const results = await Promise.all([harness.setAddress(viewer, checkout), harness.setAddress(viewer, checkout)]);
    expect(results.flatMap(codes)).toEqual(['STALE_VERSION']);
    expect(results.flatMap((payload) => payload.userErrors)[0].currentVersion).toBe(checkout.version + 1);
    const held = [...harness.shop.reservations.values()].filter((each) => each.checkoutId === checkout.id);
    expect(held.filter((each) => each.status === 'ACTIVE')).toHaveLength(1);
  });

  it('is as it was when the new address cannot be served', async () => {
    const { viewer, checkout, split } = await openCheckout();
    harness.shop.offers.get(split)!.stock = 0;
    const refused = await harness.setAddress(viewer, checkout, { address: { ...ADDRESS, city: 'Tacoma' } });
    expect(codes(refused)).toEqual(['INSUFFICIENT_STOCK']);
    expect(refused.checkout).toMatchObject({ shippingAddress: { city: 'Seattle' }, reservation: checkout.reservation });
  });

  it('cannot be bought while nobody knows whether its stock is held', async () => {
    const { viewer, checkout } = await openCheckout();
    harness.shop.timeOut('reserve', 'after');
    await expect(harness.setAddress(viewer, checkout)).rejects.toThrow();
    const { data } = await harness.test.execute(
      `query ($id: ID!) { checkout(id: $id) { id version reservation { id } } }`,
      { id: checkout.id },
      viewer,
    );
    expect(data.checkout.reservation).toBeNull();
    expect(codes(await harness.complete(viewer, data.checkout))).toEqual(['ADDRESS_REQUIRED']);
    const again = await harness.setAddress(viewer, data.checkout);
    expect((await harness.complete(viewer, again.checkout)).order.status).toBe('CONFIRMED');
  });

  it('lets the buyer choose how fast each parcel travels', async () => {
    const { viewer, checkout } = await openCheckout();
    const SELECT = `mutation ($id: ID!, $version: Int!, $group: ID!, $option: ID!) {
      checkoutShippingOptionSelect(checkoutId: $id, version: $version, groupId: $group, optionId: $option) {
        checkout { version groups { id selected { speed price { minorUnits } } } totals { shipping { minorUnits } } } userErrors { code } } }`;
    const [group] = checkout.groups;
    const fast = group.options.find((option: { speed: string }) => option.speed === 'NEXT_DAY');
    const select = (option: string, version = checkout.version) =>
      harness.test.execute(SELECT, { id: checkout.id, version, group: group.id, option }, viewer);
    const { data } = await select(fast.id);
    const chosen = data.checkoutShippingOptionSelect.checkout;
    expect(chosen.groups[0].selected.speed).toBe('NEXT_DAY');
    const sum = chosen.groups.reduce(
      (total: bigint, each: { selected: { price: { minorUnits: string } } }) =>
        total + BigInt(each.selected.price.minorUnits),
      0n,
    );
    expect(BigInt(chosen.totals.shipping.minorUnits)).toBe(sum);
    expect(codes((await select('nonsense', chosen.version)).data.checkoutShippingOptionSelect)).toEqual(['NOT_FOUND']);
  });
});

describe('checkoutComplete', () => {
  it('buys: the order is cut by seller and parcel, and its parts add up', async () => {
    const { viewer, checkout } = await openCheckout();
    const { order, userErrors } = await harness.complete(viewer, checkout);
    expect(userErrors).toEqual([]);
    const { data } = await harness.test.execute(
      `query ($id: ID!) { order(id: $id) { status totals { total { minorUnits } } taxLines { amount { minorUnits } }
         sellerOrders { totals { total { minorUnits } } lines { id } shipments { id lines { quantity } } } } }`,
      { id: order.id },
      viewer,
    );
    const total = data.order.sellerOrders
      .map((part: { totals: { total: { minorUnits: string } } }) => BigInt(part.totals.total.minorUnits))
      .reduce((a: bigint, b: bigint) => a + b);
    expect(data.order.totals.total.minorUnits).toBe(checkout.totals.payable.minorUnits);
    expect(String(total)).toBe(checkout.totals.payable.minorUnits);
    expect(data.order.sellerOrders.map((part: { shipments: object[] }) => part.shipments.length)).toEqual([2, 1]);
  });

  it('wants an address, a payment method and the version that was shown', async () => {
    const { shop } = harness;
    const viewer = harness.buyer();
    const { checkout } = await harness.start(viewer, shop.addCart(viewer.id, [[shop.addOffer(), 1]]));
    expect(codes(await harness.complete(viewer, checkout))).toEqual(['ADDRESS_REQUIRED']);
    const addressed = (await harness.setAddress(viewer, checkout)).checkout;
    expect(codes(await harness.complete(viewer, addressed, { paymentMethodId: null }))).toEqual(['PAYMENT_REQUIRED']);
    expect(codes(await harness.complete(viewer, checkout))).toEqual(['STALE_VERSION']);
  });

  it('asks before it charges more than was shown, and never asks about less', async () => {
    const { shop } = harness;
    const dearer = await openCheckout();
    shop.setPrice(dearer.other, 5_950n);
    const refused = await harness.complete(dearer.viewer, dearer.checkout);
    expect(refused).toMatchObject({
      order: null,
      userErrors: [
        {
          code: 'PRICE_CHANGED',
          changes: [{ was: { amount: '49.50' }, now: { amount: '59.50' }, requiresConfirmation: true }],
        },
      ],
    });
    const agreed = await harness.complete(dearer.viewer, dearer.checkout, { confirmedPriceChanges: true });
    expect(agreed.order.status).toBe('CONFIRMED');
    expect(BigInt(agreed.checkout.totals.subtotal.minorUnits)).toBe(3n * 1_999n + 5_950n);

    const cheaper = await openCheckout();
    shop.setPrice(cheaper.other, 3_950n);
    const bought = await harness.complete(cheaper.viewer, cheaper.checkout);
    expect(bought.order.status).toBe('CONFIRMED');
    expect(BigInt(bought.checkout.totals.subtotal.minorUnits)).toBe(3n * 1_999n + 3_950n);
  });

  it('tells a decline, the same again for the same key, and takes another method', async () => {
    const { viewer, checkout } = await openCheckout();
    harness.shop.state.outcomes.push('DECLINED');
    const idempotencyKey = newId('evt');
    const paymentMethodId = newId('pm');
    const declined = {
      order: { status: 'PAYMENT_FAILED' },
      userErrors: [{ code: 'CARD_DECLINED', declineCode: 'card_declined' }],
    };
    expect(await harness.complete(viewer, checkout, { idempotencyKey, paymentMethodId })).toMatchObject(declined);
    const calls = harness.shop.calls.length;
    expect(await harness.complete(viewer, checkout, { idempotencyKey, paymentMethodId })).toMatchObject(declined);
    expect(harness.shop.calls).toHaveLength(calls);
    const paid = await harness.complete(viewer, checkout);
    expect(paid).toMatchObject({ order: { status: 'CONFIRMED' }, userErrors: [] });
    expect(await harness.complete(viewer, checkout)).toMatchObject({ order: { id: paid.order.id }, userErrors: [] });
  });

  it('hands over what the bank asks of the buyer, and tells the waiting screen how it ends', async () => {
    const { viewer, checkout } = await openCheckout();
    const stream = await harness.test.subscribe(
      `subscription ($id: ID!) { checkoutStatusChanged(checkoutId: $id) { sequence status secondsRemaining serverTime } }`,
      { id: checkout.id },
      viewer,
    );
    const next = async () => (await stream.next()).value.data.checkoutStatusChanged;
    expect(await next()).toMatchObject({ status: 'OPEN', secondsRemaining: 600 });
    harness.shop.state.outcomes.push('REQUIRES_ACTION');
    const asked = await harness.complete(viewer, checkout);
    expect(asked).toMatchObject({
      order: { status: 'PENDING' },
      nextAction: { kind: 'THREE_DS_CHALLENGE', clientSecret: 'secret' },
    });
    expect(await harness.complete(viewer, checkout)).toMatchObject({ nextAction: { kind: 'THREE_DS_CHALLENGE' } });
    const { paymentId, attempt } = harness.shop.settleWaiting(asked.order.id);
    await harness.test.db.uow.run((tx) =>
      harness.orders.recordPaymentEvent(tx, asked.order.id, attempt, { kind: 'AUTHORIZED', paymentId }),
    );
    await harness.orders.completeDue();
    expect([await next(), await next(), await next(), await next()].map((event) => event.status)).toEqual([
      'AWAITING_PAYMENT',
      'AWAITING_ACTION',
      'AWAITING_PAYMENT',
      'COMPLETED',
    ]);
    await stream.return?.();
  });

  it('runs out after ten minutes, whether or not anybody swept', async () => {
    const { viewer, checkout } = await openCheckout();
    harness.clock.advance(CHECKOUT_TTL_MS);
    expect(codes(await harness.complete(viewer, checkout))).toEqual(['CHECKOUT_EXPIRED']);
    expect(codes(await harness.setAddress(viewer, checkout))).toEqual(['CHECKOUT_EXPIRED']);
    const { data } = await harness.test.execute(
      `query ($id: ID!) { checkout(id: $id) { status } }`,
      { id: checkout.id },
      viewer,
    );
    expect(data.checkout.status).toBe('EXPIRED');
    const { reservation } = checkout;
    await harness.test.db.uow.run((tx) => harness.orders.expireCheckout(tx, checkout.id as CheckoutId, reservation.id));
    expect((await harness.orders.checkouts.find(checkout.id))!.status).toBe('EXPIRED');
  });

  it('keeps to its budget: one remote call a step, and statements that do not grow with the cart', async () => {
    const { shop } = harness;
    const statements = async (lines: number) => {
      const viewer = harness.buyer();
      const cart = Array.from({ length: lines }, () => [shop.addOffer(), 1] as const);
      const { checkout } = await harness.start(viewer, shop.addCart(viewer.id as OwnerId, cart));
      const addressed = (await harness.setAddress(viewer, checkout)).checkout;
      const before = harness.test.db.statements;
      const { userErrors } = await harness.complete(viewer, addressed);
      expect(userErrors).toEqual([]);
      return harness.test.db.statements - before;
    };
    const [one, twenty] = [await statements(1), await statements(20)];
    expect(twenty).toBe(one);
    expect(one).toBe(43);
  });
});

describe('a coupon', () => {
  const CODE = 'SPRING';
  const TEN_OFF = { lineId: null, source: 'COUPON', title: 'Ten off', amount: money(1_000n, 'USD') };
  const trouble = (code: ErrorCode) => ({ couponCode: CODE, code, message: 'It does not count.' });
  afterEach(() => Object.assign(harness.shop.state, { discounts: [], pricingProblems: [], redeemProblem: null }));

  const begin = async (viewer = harness.buyer()) => {
    const cartId = harness.shop.addCart(viewer.id, [[harness.shop.addOffer(), 1]], { couponCodes: [CODE] });
    const { checkout, userErrors } = await harness.start(viewer, cartId);
    if (checkout === null) return { viewer, checkout, userErrors };
    return { viewer, userErrors, checkout: (await harness.setAddress(viewer, checkout)).checkout };
  };
  const redeemedBy = (orderId: OrderId) => harness.shop.redeemed.has(orderId);

  it('that gives nothing for these goods stays the buyer’s, and holds nobody up', async () => {
    harness.shop.state.pricingProblems = [trouble('COUPON_NOT_APPLICABLE')];
    const { viewer, checkout } = await begin();
    expect(checkout.couponCodes).toEqual([]);
    const { order } = await harness.complete(viewer, checkout);
    expect(order.status).toBe('CONFIRMED');
    expect(redeemedBy(order.id)).toBe(false);
  });

  it('that cannot be used is refused by its name', async () => {
    harness.shop.state.pricingProblems = [trouble('COUPON_EXPIRED')];
    const { checkout, userErrors } = await begin();
    expect(checkout).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'COUPON_EXPIRED', message: 'SPRING: It does not count.' }]);
  });

  it('that ends before the order is placed is left out, if the buyer agrees to the price', async () => {
    harness.shop.state.discounts = [TEN_OFF];
    const { viewer, checkout } = await begin();
    expect(checkout).toMatchObject({ couponCodes: [CODE], totals: { discount: { minorUnits: '1000' } } });
    Object.assign(harness.shop.state, { discounts: [], pricingProblems: [trouble('COUPON_EXPIRED')] });

    const refused = await harness.complete(viewer, checkout);
    expect(refused).toMatchObject({
      order: null,
      checkout: { status: 'OPEN' },
      userErrors: [
        { code: 'PRICE_CHANGED', changes: [] },
        { code: 'COUPON_EXPIRED', message: 'SPRING: It does not count.', field: ['confirmedPriceChanges'] },
      ],
    });
    const agreed = await harness.complete(viewer, checkout, { confirmedPriceChanges: true });
    expect(agreed).toMatchObject({ order: { status: 'CONFIRMED' }, checkout: { couponCodes: [] }, userErrors: [] });
    expect(redeemedBy(agreed.order.id)).toBe(false);
  });

  it('that somebody else used up in the same moment ends the order: the buyer reads why, as often as asked', async () => {
    const { viewer, checkout } = await begin();
    harness.shop.state.redeemProblem = { code: 'COUPON_NOT_APPLICABLE', message: 'It is for a first order.' };
    const key = { idempotencyKey: newId('evt'), paymentMethodId: newId('pm') };
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await harness.complete(viewer, checkout, key)).toMatchObject({
        order: { status: 'CANCELLED' },
        checkout: { status: 'CANCELLED' },
        userErrors: [
          {
            code: 'COUPON_NOT_APPLICABLE',
            message: 'It is for a first order. Nothing was charged; start again from the cart.',
          },
        ],
      });
    }
  });
});

describe('checkoutCancel', () => {
  const CANCEL = `mutation ($id: ID!) { checkoutCancel(checkoutId: $id) { checkout { status order { status } } userErrors { code } } }`;
  const cancel = async (id: string, viewer: Viewer) =>
    (await harness.test.execute(CANCEL, { id }, viewer)).data.checkoutCancel;

  it('frees the stock', async () => {
    const { viewer, checkout, split } = await openCheckout();
    expect(await cancel(checkout.id, viewer)).toEqual({
      checkout: { status: 'CANCELLED', order: null },
      userErrors: [],
    });
    expect(harness.shop.available(split)).toBe(100);
    expect(await cancel(checkout.id, viewer)).toMatchObject({ userErrors: [] });
    expect(codes(await harness.complete(viewer, checkout))).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('ends an order whose payment waits for the buyer, not one that is paid', async () => {
    const waiting = await openCheckout();
    harness.shop.state.outcomes.push('REQUIRES_ACTION');
    await harness.complete(waiting.viewer, waiting.checkout);
    expect(await cancel(waiting.checkout.id, waiting.viewer)).toEqual({
      checkout: { status: 'CANCELLED', order: { status: 'CANCELLED' } },
      userErrors: [],
    });
    expect(harness.shop.available(waiting.split)).toBe(100);

    const paid = await openCheckout();
    await harness.complete(paid.viewer, paid.checkout);
    expect(codes(await cancel(paid.checkout.id, paid.viewer))).toEqual(['ILLEGAL_TRANSITION']);
  });
});
