import type { OfferId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import type { Viewer } from '@emporium/platform/identity';
import {
  guestViewer,
  seededClock,
  serviceViewer,
  testSubgraph,
  userViewer,
  type TestSubgraph,
} from '@emporium/platform/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { cartDriver } from '../testing/cart-driver.ts';
import { fakeShop } from '../testing/fake-shop.ts';
import { addOffer, handle } from '../testing/offers.ts';

const clock = seededClock('2026-03-02T12:00:00Z');
const DAY = 86_400_000;
const shop = fakeShop();
let test: TestSubgraph;
beforeAll(async () => {
  test = await testSubgraph(definition, { now: clock.now, services: shop.services });
});
beforeEach(() => shop.down.clear());
afterAll(() => test[Symbol.asyncDispose]());

const { run, createCart, add, read } = cartDriver(() => test);

describe('becoming one', () => {
  const content = async (viewer: Viewer) =>
    Object.fromEntries(
      (await read(viewer)).lines.nodes.map((line: { offer: { id: string }; quantity: number }) => [
        line.offer.id,
        line.quantity,
      ]),
    );
  async function guestWith(...lines: { offerId: OfferId; quantity: number }[]) {
    const guest = guestViewer();
    await add(await createCart(guest), lines, guest);
    return guest;
  }
  const merge = (token: string, viewer: Viewer) =>
    run('cartMerge', 'guestToken: $t', { t: token }, viewer, 'itemCount', '($t: String!)');

  it('sums what the guest and the user have, once, by token or by event', async () => {
    const [a, b] = [await addOffer(test), await addOffer(test)];
    const guest = await guestWith({ offerId: a, quantity: 20 }, { offerId: b, quantity: 1 });
    const user = userViewer();
    await add(await createCart(user), [{ offerId: a, quantity: 15 }], user);
    shop.guests.set('a guest token', guest.id);
    expect((await merge('a guest token', user)).cart).toEqual({ itemCount: 31 });
    await handle(test, { type: 'users.guest-merged.v1', guestId: guest.id, userId: user.id });
    expect((await merge('a guest token', user)).cart).toEqual({ itemCount: 31 });
    expect(await content(user)).toEqual({ [a]: 30, [b]: 1 });
    expect(await read(guest)).toBeNull();

    expect((await merge('rubbish', user)).userErrors).toMatchObject([{ code: 'TOKEN_EXPIRED' }]);
    expect((await merge('a guest token', guestViewer())).userErrors).toMatchObject([{ code: 'SIGN_IN_REQUIRED' }]);
  });

  it('keeps the cart when twenty merges and additions race', async () => {
    const offers = await Promise.all(Array.from({ length: 10 }, () => addOffer(test)));
    const guest = await guestWith(...offers.slice(0, 5).map((offerId) => ({ offerId, quantity: 2 })));
    const user = userViewer();
    shop.guests.set('token', guest.id);
    await Promise.all([
      ...Array.from({ length: 20 }, () => merge('token', user)),
      ...offers.slice(5).map(async (offerId) => add(await createCart(user), [{ offerId }], user)),
    ]);
    expect(await content(user)).toEqual(Object.fromEntries(offers.map((offerId, n) => [offerId, n < 5 ? 2 : 1])));
    expect(
      await test.db.query('SELECT 1 AS one FROM cart WHERE owner_id = ANY($1)', [[guest.id, user.id]]),
    ).toHaveLength(1);
  });
});

describe('the end', () => {
  it('is thirty days after the last change, swept or not', async () => {
    const viewer = userViewer();
    const cartId = await createCart(viewer);
    const offerId = await addOffer(test);
    clock.advance(29 * DAY);
    await add(cartId, [{ offerId }], viewer);
    clock.advance(30 * DAY - 1);
    expect(await read(viewer)).toMatchObject({ id: cartId });
    clock.advance(1);
    expect(await read(viewer)).toBeNull();
    expect((await add(cartId, [{ offerId }], viewer)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const next = await createCart(viewer);
    expect(next).not.toBe(cartId);
    expect(await read(viewer)).toMatchObject({ itemCount: 0 });
    expect((await test.outbox()).filter((event) => event['cartId'] === cartId)).toEqual([
      { type: 'cart.cart-expired.v1', cartId, ownerId: viewer.id },
    ]);
  });

  it('is, for a checkout, an order: what was bought leaves', async () => {
    const viewer = userViewer();
    const cartId = await createCart(viewer);
    const [a, b] = [await addOffer(test, 700), await addOffer(test)];
    await add(cartId, [{ offerId: a, quantity: 3 }, { offerId: b, quantity: 1 }], viewer); // prettier-ignore
    const CHECKOUT =
      'query ($c: ID!, $o: ID!) { cartForCheckout(cartId: $c, ownerId: $o) { cartId version couponCodes lines { offerId quantity unitPriceWhenAdded { minorUnits } dealClaimId } } }';
    const forCheckout = async (o: string, by: Viewer = serviceViewer('orders')) =>
      test.execute(CHECKOUT, { c: cartId, o }, by);
    expect((await forCheckout(viewer.id)).data.cartForCheckout).toEqual({
      cartId,
      version: 2,
      couponCodes: [],
      lines: [
        { offerId: a, quantity: 3, unitPriceWhenAdded: { minorUnits: '700' }, dealClaimId: null },
        { offerId: b, quantity: 1, unitPriceWhenAdded: { minorUnits: '1000' }, dealClaimId: null },
      ],
    });
    expect((await forCheckout(newId('usr'))).data.cartForCheckout).toBeNull();
    expect((await forCheckout(viewer.id, viewer)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');

    await handle(test, {
      type: 'orders.order-confirmed.v1',
      cartId,
      couponCodes: [],
      lines: [
        { offerId: a, quantity: 2, dealClaimId: null },
        { offerId: b, quantity: 1, dealClaimId: null },
      ],
    });
    expect((await read(viewer)).lines.nodes).toMatchObject([{ offer: { id: a }, quantity: 1 }]);
  });
});

it('tells every device of its changes, from where it left off', async () => {
  const viewer = userViewer();
  const cartId = await createCart(viewer);
  const offerId = await addOffer(test);
  const WATCH =
    'subscription ($id: ID!, $after: BigInt) { cartUpdated(cartId: $id, after: $after) { sequence cause cart { itemCount } } }';
  const stream = await test.subscribe(WATCH, { id: cartId }, viewer);
  const next = async (from = stream) =>
    (await from.next()).value.data.cartUpdated as { sequence: string; cause: string; cart: object };
  expect(await next()).toEqual({ sequence: '0', cause: 'SNAPSHOT', cart: { itemCount: 0 } });
  await add(cartId, [{ offerId }], viewer);
  expect(await next()).toEqual({ sequence: '1', cause: 'LINES_ADDED', cart: { itemCount: 1 } });
  await stream.return?.();
  await add(cartId, [{ offerId }], viewer);
  const resumed = await test.subscribe(WATCH, { id: cartId, after: '1' }, viewer);
  expect(await next(resumed)).toEqual({ sequence: '2', cause: 'LINES_ADDED', cart: { itemCount: 2 } });
  await resumed.return?.();
});
