import type { CartId, OfferId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import type { Viewer } from '@emporium/platform/identity';
import { money } from '@emporium/platform/money';
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
import { fakeShop } from '../testing/fake-shop.ts';
import { addOffer, handle, offerChanged } from '../testing/offers.ts';

const clock = seededClock('2026-03-02T12:00:00Z');
const DAY = 86_400_000;
let shop = fakeShop();
let test: TestSubgraph;
beforeAll(async () => {
  test = await testSubgraph(definition, {
    now: clock.now,
    services: (name) => ({ call: (...of) => shop.services(name).call(...of), close: async () => {} }),
  });
});
beforeEach(() => void (shop = fakeShop()));
afterAll(() => test[Symbol.asyncDispose]());

const CART = `id version itemCount couponCodes lines { nodes { id quantity offer { id } unitPrice { amount } unitPriceWhenAdded { amount } lineTotal { amount } dealClaim { id } } }`;
const TOTALS = `totals { subtotal { amount } discount { amount } total { amount } } warnings { code lineId }`;
const ERRORS = `userErrors { __typename code field message ... on InsufficientStockError { offerId available requested } ... on CouponError { couponCode minimumSpend { amount } } }`;

const run = async (field: string, args: string, variables: object, viewer: Viewer, selection = CART, types = '') =>
  (await test.execute(`mutation ${types} { ${field}(${args}) { cart { ${selection} } ${ERRORS} } }`, variables, viewer))
    .data[field];
const createCart = async (viewer: Viewer): Promise<CartId> =>
  (await test.execute('mutation { cartCreate { cart { id } } }', {}, viewer)).data.cartCreate.cart.id;
const add = (cartId: CartId, lines: object[], viewer: Viewer, key: string | null = null, selection = CART) =>
  run(
    'cartLinesAdd',
    'cartId: $c, lines: $l, idempotencyKey: $k',
    { c: cartId, l: lines, k: key },
    viewer,
    selection,
    '($c: ID!, $l: [CartLineAddInput!]!, $k: ID)',
  );
const read = async (viewer: Viewer, selection = CART) =>
  (await test.execute(`{ cart { ${selection} } }`, {}, viewer)).data.cart;
const onLine = (field: string, cartId: CartId, argument: string, id: string, viewer: Viewer, selection = CART) =>
  run(field, `cartId: $c, ${argument}: $i`, { c: cartId, i: id }, viewer, selection, '($c: ID!, $i: ID!)');
const coupon = (field: string, cartId: CartId, code: string, viewer: Viewer) =>
  run(field, 'cartId: $c, code: $i', { c: cartId, i: code }, viewer, `couponCodes ${TOTALS}`, '($c: ID!, $i: String!)');

describe('a cart', () => {
  it('is one for each owner, account or guest, however often it is asked for', async () => {
    for (const viewer of [userViewer(), guestViewer()]) {
      expect(await read(viewer)).toBeNull();
      const ids = await Promise.all(Array.from({ length: 20 }, () => createCart(viewer)));
      expect(new Set(ids).size).toBe(1);
      expect(await read(viewer)).toMatchObject({ id: ids[0], itemCount: 0 });
    }
    const { errors } = await test.execute('mutation { cartCreate { cart { id } } }');
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('keeps fifty lines that were added at once', async () => {
    const viewer = guestViewer();
    const cartId = await createCart(viewer);
    const offers = await Promise.all(Array.from({ length: 50 }, () => addOffer(test)));
    const results = await Promise.all(offers.map((offerId) => add(cartId, [{ offerId }], viewer)));
    expect(results.flatMap((result) => result.userErrors)).toEqual([]);
    const cart = await read(viewer);
    expect(new Set(cart.lines.nodes.map((line: { offer: { id: string } }) => line.offer.id))).toEqual(new Set(offers));
    expect(cart).toMatchObject({ itemCount: 50, version: 51 });

    await Promise.all(Array.from({ length: 20 }, () => add(cartId, [{ offerId: offers[0]! }], viewer)));
    const grown = await read(viewer);
    const line = grown.lines.nodes.find((other: { offer: { id: string } }) => other.offer.id === offers[0]);
    expect([line.quantity, grown.itemCount]).toEqual([21, 70]);
  });

  it('adds once for a key, and knows what a line cost', async () => {
    const viewer = userViewer();
    const cartId = await createCart(viewer);
    const offerId = await addOffer(test, 1_050);
    const key = newId('evt');
    const twins = await Promise.all([1, 2, 3].map(() => add(cartId, [{ offerId, quantity: 2 }], viewer, key)));
    for (const twin of twins) {
      expect(twin.cart.lines.nodes).toMatchObject([
        {
          quantity: 2,
          unitPrice: { amount: '10.50' },
          unitPriceWhenAdded: { amount: '10.50' },
          lineTotal: { amount: '21.00' },
        },
      ]);
    }
    expect((await add(cartId, [{ offerId, quantity: 3 }], viewer, key)).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_CONFLICT' },
    ]);
  });

  it('takes eight statements to add to, and two to answer', async () => {
    const viewer = userViewer();
    const cartId = await createCart(viewer);
    const statements = async (lines: object[], selection: string) => {
      const before = test.db.statements;
      expect((await add(cartId, lines, viewer, null, selection)).userErrors).toEqual([]);
      return test.db.statements - before;
    };
    expect(await statements([{ offerId: await addOffer(test) }], `${CART} ${TOTALS}`)).toBe(8 + 2);
    const many = await Promise.all(Array.from({ length: 50 }, async () => ({ offerId: await addOffer(test) })));
    shop.calls.length = 0;
    expect(await statements(many, `${CART} ${TOTALS} lines { nodes { discounts { title } } }`)).toBe(8 + 2);
    expect(shop.calls).toEqual(['OfferStock', 'CartPricing']);
  });

  it('refuses what cannot be bought: all or none, each with its reason', async () => {
    const viewer = userViewer();
    const cartId = await createCart(viewer);
    const [good, gone, scarce] = [
      await addOffer(test),
      await addOffer(test, 1_000, { status: 'INACTIVE' }),
      await addOffer(test),
    ];
    shop.stock.set(scarce, 2);
    const unknown = newId('ofr');
    const { cart, userErrors } = await add(cartId, [good, gone, scarce, unknown].map((offerId) => ({ offerId, quantity: 3 })), viewer); // prettier-ignore
    expect(cart).toBeNull();
    expect(userErrors).toMatchObject([
      { code: 'OFFER_UNAVAILABLE', field: ['lines', '1', 'offerId'] },
      {
        __typename: 'InsufficientStockError',
        code: 'INSUFFICIENT_STOCK',
        field: ['lines', '2', 'quantity'],
        offerId: scarce,
        available: 2,
        requested: 3,
      },
      { code: 'OFFER_UNAVAILABLE', field: ['lines', '3', 'offerId'] },
    ]);
    expect(await read(viewer)).toMatchObject({ itemCount: 0, version: 1 });

    await add(cartId, [{ offerId: good, quantity: 30 }], viewer);
    expect((await add(cartId, [{ offerId: good }], viewer)).userErrors).toMatchObject([{ code: 'QUANTITY_LIMIT' }]);
    const many = await Promise.all(Array.from({ length: 100 }, async () => ({ offerId: await addOffer(test) })));
    expect((await add(cartId, many, viewer)).userErrors).toMatchObject([{ code: 'CART_FULL' }]);
  });

  it.each([
    [{ offerId: 'x' }, ['lines', '0', 'offerId']],
    [{ offerId: newId('ofr'), quantity: 0 }, ['lines', '0', 'quantity']],
    [{ offerId: newId('ofr'), quantity: 31 }, ['lines', '0', 'quantity']],
    [{ offerId: newId('ofr'), dealClaimId: newId('deal') }, ['lines', '0', 'dealClaimId']],
  ])('refuses %j', async (line, field) => {
    const viewer = userViewer();
    expect((await add(await createCart(viewer), [line], viewer)).userErrors).toMatchObject([
      { code: 'INVALID', field },
    ]);
  });

  it('does without inventory, and asks sellers of offers too new to have been told of', async () => {
    const viewer = userViewer();
    const cartId = await createCart(viewer);
    const offerId = newId('ofr');
    const { price, type: _, ...facts } = offerChanged(500, { offerId });
    shop.offers.set(offerId, { ...facts, price: money(BigInt(price.minor), 'USD') });
    shop.down.add('inventory');
    expect((await add(cartId, [{ offerId }], viewer)).cart).toMatchObject({
      itemCount: 1,
      lines: { nodes: [{ unitPrice: { amount: '5.00' } }] },
    });
    shop.down.add('sellers');
    expect((await add(cartId, [{ offerId }], viewer)).cart).toMatchObject({ itemCount: 2 });
    expect((await add(cartId, [{ offerId: newId('ofr') }], viewer)).userErrors).toMatchObject([
      { code: 'SERVICE_UNAVAILABLE' },
    ]);
  });

  it('is nobody else’s', async () => {
    const [owner, other] = [userViewer(), userViewer(['admin:sellers'])];
    const cartId = await createCart(owner);
    const offerId = await addOffer(test);
    await add(cartId, [{ offerId }], owner);
    await createCart(other);
    const lineId = (await read(owner)).lines.nodes[0].id as string;
    const missing = [{ code: 'NOT_FOUND', field: ['cartId'] }];
    expect((await add(cartId, [{ offerId }], other)).userErrors).toMatchObject(missing);
    expect((await onLine('cartSaveForLater', cartId, 'lineId', lineId, other)).userErrors).toMatchObject(missing);
    expect((await coupon('cartCouponApply', cartId, 'TEN', other)).userErrors).toMatchObject(missing);
    const seen = await test.execute(
      `query ($id: ID!, $r: [_Any!]!) { cart(id: $id) { id } _entities(representations: $r) { ... on Cart { id } ... on User { cart { id } } } }`,
      {
        id: cartId,
        r: [
          { __typename: 'Cart', id: cartId },
          { __typename: 'User', id: owner.id },
        ],
      },
      other,
    );
    expect(seen.data).toEqual({ cart: null, _entities: [null, { cart: null }] });
    await expect(
      test.subscribe('subscription ($id: ID!) { cartUpdated(cartId: $id) { sequence } }', { id: cartId }, other),
    ).rejects.toThrow('no such cart');
    expect(await read(owner)).toMatchObject({ itemCount: 1 });
  });
});

describe('lines', () => {
  it('change, leave, wait beside the cart and come back', async () => {
    const viewer = userViewer();
    const cartId = await createCart(viewer);
    const [a, b] = [await addOffer(test, 1_000), await addOffer(test, 200)];
    const { cart } = await add(cartId, [{ offerId: a, quantity: 2 }, { offerId: b, quantity: 4 }], viewer); // prettier-ignore
    const [first, second] = cart.lines.nodes.map((line: { id: string }) => line.id) as [string, string];
    const update = (lines: object[]) =>
      run(
        'cartLinesUpdate',
        'cartId: $c, lines: $l',
        { c: cartId, l: lines },
        viewer,
        CART,
        '($c: ID!, $l: [CartLineUpdateInput!]!)',
      );
    expect((await update([{ lineId: first, quantity: 5 }])).cart).toMatchObject({ itemCount: 9 });
    expect((await update([{ lineId: newId('cln'), quantity: 1 }])).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['lines', '0', 'lineId'] },
    ]);
    expect((await update([{ lineId: first, quantity: 0 }])).cart.lines.nodes).toMatchObject([{ id: second }]);

    const SAVED = 'itemCount savedForLater { nodes { id quantity offer { id } priceWhenSaved { amount } } }';
    const saved = (await onLine('cartSaveForLater', cartId, 'lineId', second, viewer, SAVED)).cart;
    expect(saved).toMatchObject({
      itemCount: 0,
      savedForLater: { nodes: [{ quantity: 4, offer: { id: b }, priceWhenSaved: { amount: '2.00' } }] },
    });
    const itemId = saved.savedForLater.nodes[0].id as string;
    expect((await onLine('cartMoveToCart', cartId, 'savedItemId', itemId, viewer, SAVED)).cart).toEqual({
      itemCount: 4,
      savedForLater: { nodes: [] },
    });
    expect((await onLine('cartMoveToCart', cartId, 'savedItemId', itemId, viewer, SAVED)).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    const [line] = (await read(viewer)).lines.nodes;
    const remove = () =>
      run(
        'cartLinesRemove',
        'cartId: $c, lineIds: $l',
        { c: cartId, l: [line.id] },
        viewer,
        'itemCount',
        '($c: ID!, $l: [ID!]!)',
      );
    expect([(await remove()).cart, (await remove()).cart]).toEqual([{ itemCount: 0 }, { itemCount: 0 }]);
  });

  it('are paged by where they stand', async () => {
    const viewer = userViewer();
    const cartId = await createCart(viewer);
    await add(
      cartId,
      await Promise.all(Array.from({ length: 3 }, async () => ({ offerId: await addOffer(test) }))),
      viewer,
    );
    const page = async (after: string | null) =>
      (
        await test.execute(
          'query ($after: String) { cart { lines(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }',
          { after },
          viewer,
        )
      ).data.cart.lines;
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([first.nodes.length, first.pageInfo.hasNextPage, second.nodes.length, second.pageInfo.hasNextPage]).toEqual([
      2,
      true,
      1,
      false,
    ]);
  });
});

describe('prices', () => {
  it('follow the offers, newest news first, and say so', async () => {
    const viewer = userViewer();
    const cartId = await createCart(viewer);
    const event = offerChanged(1_000);
    await handle(test, event);
    await add(cartId, [{ offerId: event.offerId, quantity: 2 }], viewer);
    await handle(test, { ...event, version: 3, price: { minor: '1200', currency: 'USD' } });
    await handle(test, { ...event, version: 2, price: { minor: '1', currency: 'USD' } });
    expect(await read(viewer, TOTALS)).toMatchObject({
      totals: { subtotal: { amount: '24.00' }, total: { amount: '24.00' } },
      warnings: [{ code: 'PRICE_CHANGED' }],
    });
    await handle(test, { ...event, version: 4, status: 'INACTIVE' });
    expect(await read(viewer, TOTALS)).toMatchObject({
      totals: { total: { amount: '0.00' } },
      warnings: [{ code: 'OFFER_UNAVAILABLE' }],
    });
  });

  it('fall with a coupon that fits, and not when promotions is silent', async () => {
    const viewer = userViewer();
    const cartId = await createCart(viewer);
    await add(cartId, [{ offerId: await addOffer(test, 2_000) }], viewer);
    expect((await coupon('cartCouponApply', cartId, 'ten', viewer)).userErrors).toMatchObject([
      {
        __typename: 'CouponError',
        code: 'COUPON_NOT_APPLICABLE',
        couponCode: 'TEN',
        minimumSpend: { amount: '50.00' },
        field: ['code'],
      },
    ]);
    expect((await coupon('cartCouponApply', cartId, 'NOPE', viewer)).userErrors).toMatchObject([
      { code: 'COUPON_INVALID', minimumSpend: null },
    ]);
    await add(cartId, [{ offerId: await addOffer(test, 4_000) }], viewer);
    const discounted = {
      couponCodes: ['TEN'],
      totals: { subtotal: { amount: '60.00' }, discount: { amount: '6.00' }, total: { amount: '54.00' } },
      warnings: [],
    };
    expect((await coupon('cartCouponApply', cartId, 'ten', viewer)).cart).toEqual(discounted);
    expect(await read(viewer, 'lines { nodes { discounts { source title amount { amount } } } }')).toMatchObject({
      lines: {
        nodes: [
          { discounts: [{ source: 'TEN', amount: { amount: '2.00' } }] },
          { discounts: [{ amount: { amount: '4.00' } }] },
        ],
      },
    });

    shop.down.add('promotions');
    expect(await read(viewer, TOTALS)).toMatchObject({
      totals: { discount: { amount: '0.00' }, total: { amount: '60.00' } },
      warnings: [{ code: 'DISCOUNTS_UNAVAILABLE' }],
    });
    expect((await coupon('cartCouponApply', cartId, 'OTHER', viewer)).userErrors).toMatchObject([
      { code: 'SERVICE_UNAVAILABLE' },
    ]);
    shop.down.clear();
    expect((await coupon('cartCouponRemove', cartId, 'TEN', viewer)).cart).toMatchObject({ couponCodes: [] });
  });

  it('are the deal’s while the claim holds', async () => {
    const viewer = userViewer();
    const cartId = await createCart(viewer);
    const offerId = await addOffer(test, 1_000);
    const claimOf = (ownerId = viewer.id, minutes = 15) => {
      const claimId = newId('clm');
      shop.claims.set(claimId, {
        ownerId,
        offerId,
        quantity: 1,
        dealCents: 600,
        expiresAt: new Date(clock.now().getTime() + minutes * 60_000),
      });
      return claimId;
    };
    const mine = claimOf();
    for (const claim of [claimOf(newId('usr')), claimOf(viewer.id, 0), newId('clm')]) {
      expect((await add(cartId, [{ offerId, dealClaimId: claim }], viewer)).userErrors).toMatchObject([
        { code: 'DEAL_CLAIM_EXPIRED', field: ['lines', '0', 'dealClaimId'] },
      ]);
    }
    const { cart } = await add(cartId, [{ offerId, dealClaimId: mine }], viewer);
    expect(cart.lines.nodes).toMatchObject([{ unitPrice: { amount: '6.00' }, dealClaim: { id: mine } }]);
    expect((await add(cartId, [{ offerId, dealClaimId: mine }], viewer)).userErrors).toMatchObject([
      { code: 'QUANTITY_LIMIT' },
    ]);

    await handle(test, {
      type: 'promotions.deal-claim-ended.v1',
      dealId: newId('deal'),
      claimId: mine,
      reason: 'EXPIRED',
    });
    expect(await read(viewer, `${CART} ${TOTALS}`)).toMatchObject({
      lines: { nodes: [{ unitPrice: { amount: '10.00' } }] },
      warnings: [{ code: 'DEAL_CLAIM_EXPIRED' }],
    });
  });
});

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
