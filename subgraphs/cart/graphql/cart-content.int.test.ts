import { newId } from '@emporium/platform/ids';
import { seededClock, testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { CART, TOTALS, cartDriver } from '../testing/cart-driver.ts';
import { fakeShop } from '../testing/fake-shop.ts';
import { addOffer, handle, offerChanged } from '../testing/offers.ts';

const clock = seededClock('2026-03-02T12:00:00Z');
const shop = fakeShop();
let test: TestSubgraph;
beforeAll(async () => {
  test = await testSubgraph(definition, { now: clock.now, services: shop.services });
});
beforeEach(() => shop.down.clear());
afterAll(() => test[Symbol.asyncDispose]());

const { run, createCart, add, read, onLine, coupon } = cartDriver(() => test);

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
