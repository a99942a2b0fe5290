import { newId } from '@emporium/platform/ids';
import { money } from '@emporium/platform/money';
import { guestViewer, testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { CART, TOTALS, cartDriver } from '../testing/cart-driver.ts';
import { fakeShop } from '../testing/fake-shop.ts';
import { addOffer, offerChanged } from '../testing/offers.ts';

const shop = fakeShop();
let test: TestSubgraph;
beforeAll(async () => {
  test = await testSubgraph(definition, { services: shop.services });
});
beforeEach(() => shop.down.clear());
afterAll(() => test[Symbol.asyncDispose]());

const { createCart, add, read, onLine, coupon } = cartDriver(() => test);

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

  it('takes seven statements to add to with a key, in two round trips, and none to answer', async () => {
    const viewer = userViewer();
    const cartId = await createCart(viewer);
    const statements = async (lines: object[], selection: string) => {
      const before = test.db.statements;
      expect((await add(cartId, lines, viewer, newId('evt'), selection)).userErrors).toEqual([]);
      return test.db.statements - before;
    };
    expect(await statements([{ offerId: await addOffer(test) }], `${CART} ${TOTALS}`)).toBe(7);
    const many = await Promise.all(Array.from({ length: 50 }, async () => ({ offerId: await addOffer(test) })));
    shop.calls.length = 0;
    expect(await statements(many, `${CART} ${TOTALS} lines { nodes { discounts { title } } }`)).toBe(7);
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
