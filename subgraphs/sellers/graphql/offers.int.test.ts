import type { OfferId, VariantId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { addPlan, addProduct, addSeller, handle, productChanged, setStock } from '../testing/catalogue.ts';
import { ERRORS, PRICE, memberOf, sellersDriver, usd } from '../testing/sellers-driver.ts';

let test: TestSubgraph;
beforeAll(async () => {
  test = await testSubgraph(definition);
  await addPlan(test.db, 'flat', [{ categoryId: null, rate: 150_000 }]);
});
afterAll(() => test[Symbol.asyncDispose]());

const { create, offered, setPrice } = sellersDriver(() => test);

describe('an offer', () => {
  it('is made, priced and withdrawn by its own people, and the world is told', async () => {
    const sellerId = await addSeller(test.db);
    const { variantId, productId } = await addProduct(test.db, test.subgraph);
    const made = await create(sellerId, variantId, { price: usd('10.00'), listPrice: usd('12.00') });
    expect(made).toMatchObject({
      offer: {
        price: { amount: '10.00' },
        listPrice: { amount: '12.00' },
        status: 'ACTIVE',
        version: 1,
        primeEligible: true,
        shipsFrom: 'US',
        seller: { id: sellerId },
        variant: { id: variantId },
      },
      userErrors: [],
    });
    const id = made.offer.id as OfferId;
    await setStock(test.db, test.subgraph, id, 1);
    expect(await setPrice(id, 1, '9.00', memberOf(sellerId))).toMatchObject({
      offer: {
        price: { amount: '9.00' },
        version: 2,
        priceHistory: [{ price: { amount: '10.00' } }, { price: { amount: '9.00' } }],
      },
    });
    expect(await setPrice(id, 1, '8.00', memberOf(sellerId))).toMatchObject({
      userErrors: [{ __typename: 'StaleVersionError', code: 'STALE_VERSION', currentVersion: 2 }],
    });
    const withdraw = () =>
      test.execute(
        `mutation ($id: ID!) { offerDeactivate(offerId: $id) { offer { status version } ${ERRORS} } }`,
        { id },
        memberOf(sellerId),
      );
    for (let twice = 0; twice < 2; twice += 1)
      expect((await withdraw()).data.offerDeactivate).toEqual({
        offer: { status: 'INACTIVE', version: 3 },
        userErrors: [],
      });
    expect(await setPrice(id, 3, '8.00', memberOf(sellerId))).toMatchObject({
      userErrors: [{ code: 'ILLEGAL_TRANSITION' }],
    });

    const told = await test.outbox();
    expect(told.filter((event) => event['offerId'] === id)).toMatchObject([
      {
        type: 'sellers.offer-changed.v1',
        version: 1,
        price: { minor: '1000', currency: 'USD' },
        sellerName: 'Juniper',
      },
      { version: 2, price: { minor: '900' }, status: 'ACTIVE' },
      { version: 3, status: 'INACTIVE' },
    ]);
    const cards = told.filter(
      (event) => event.type === 'sellers.product-offers-changed.v1' && event['productId'] === productId,
    );
    expect(cards).toMatchObject([
      { sequence: 1, featuredOfferId: null, offerCount: 1 }, // not in stock yet
      {
        sequence: 2,
        featuredOfferId: id,
        priceFrom: { minor: '1000' },
        wasPrice: { minor: '1200' },
        primeEligible: true,
      },
      { sequence: 3, featuredOfferId: id, priceFrom: { minor: '900' } },
      { sequence: 4, featuredOfferId: null, offerCount: 0, sellerIds: [] },
    ]);
  });

  it('is somebody’s: other sellers’ people cannot find it, strangers may not try', async () => {
    const [mine, theirs] = [await addSeller(test.db), await addSeller(test.db)];
    const { variantId } = await addProduct(test.db, test.subgraph);
    const id = await offered(mine, variantId, '10.00');
    expect(await setPrice(id, 1, '9.00', memberOf(theirs))).toMatchObject({
      offer: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['offerId'] }],
    });
    expect(await create(mine, variantId, { condition: 'GOOD' }, memberOf(theirs))).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: ['sellerId'] }],
    });
    const { errors } = await test.execute(PRICE, { id, version: 1, price: usd('9.00') }, userViewer());
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(await test.db.one('SELECT price_minor FROM offer WHERE id = $1', [id])).toEqual({ price_minor: 1000n });
  });

  it('stands once for a seller, variant and condition, however many try at once', async () => {
    const sellerId = await addSeller(test.db);
    const { variantId } = await addProduct(test.db, test.subgraph);
    const results = await Promise.all(Array.from({ length: 20 }, () => create(sellerId, variantId)));
    const made = results.filter((result) => result.offer !== null);
    expect(made).toHaveLength(1);
    for (const result of results.filter((other) => other.offer === null)) {
      expect(result.userErrors).toMatchObject([{ __typename: 'DuplicateOfferError', offerId: made[0].offer.id }]);
    }
  });

  it('is made once for a key', async () => {
    const sellerId = await addSeller(test.db);
    const viewer = memberOf(sellerId);
    const { variantId } = await addProduct(test.db, test.subgraph);
    const idempotencyKey = newId('evt');
    const twins = await Promise.all([1, 2, 3].map(() => create(sellerId, variantId, { idempotencyKey }, viewer)));
    expect(new Set(twins.map((twin) => twin.offer.id)).size).toBe(1);
    expect(await create(sellerId, variantId, { idempotencyKey, handlingDays: 2 }, viewer)).toMatchObject({
      userErrors: [{ code: 'IDEMPOTENCY_CONFLICT' }],
    });
  });

  it('takes one of many prices that were set from the same version', async () => {
    const sellerId = await addSeller(test.db);
    const { variantId } = await addProduct(test.db, test.subgraph);
    const id = await offered(sellerId, variantId, '10.00');
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => setPrice(id, 1, `9.${10 + n}`, memberOf(sellerId))),
    );
    expect(results.filter((result) => result.offer !== null)).toHaveLength(1);
    expect(results.filter((result) => result.userErrors[0]?.currentVersion === 2)).toHaveLength(19);
  });

  it.each([
    [{ price: usd('0.00') }, 'INVALID', ['price', 'amount']],
    [{ price: { amount: '10', currencyCode: 'EUR' } }, 'INVALID', ['price', 'currencyCode']],
    [{ listPrice: usd('9.99') }, 'INVALID', ['listPrice']],
    [{ handlingDays: 31 }, 'INVALID', ['handlingDays']],
    [{ returnWindowDays: 3 }, 'INVALID', ['returnWindowDays']],
    [{ variantId: newId('prod') }, 'INVALID', ['variantId']],
    [{ variantId: newId('var') }, 'NOT_FOUND', ['variantId']],
    [{ idempotencyKey: 'short' }, 'INVALID', ['idempotencyKey']],
  ])('refuses %j', async (input, code, field) => {
    const sellerId = await addSeller(test.db);
    const { variantId } = await addProduct(test.db, test.subgraph);
    expect((await create(sellerId, variantId, input)).userErrors).toMatchObject([{ code, field }]);
  });

  it('is not made by a suspended seller, nor at a price that looks like a slip', async () => {
    const [suspended, first, second] = [
      await addSeller(test.db, { status: 'SUSPENDED' }),
      await addSeller(test.db),
      await addSeller(test.db),
    ];
    const { variantId } = await addProduct(test.db, test.subgraph);
    expect((await create(suspended, variantId)).userErrors).toMatchObject([{ code: 'SELLER_SUSPENDED' }]);
    await offered(first, variantId, '20.00');
    expect((await create(second, variantId, { price: usd('2.00') })).userErrors).toMatchObject([
      {
        __typename: 'PriceOutOfBoundsError',
        code: 'PRICE_OUT_OF_BOUNDS',
        lowest: { amount: '5.00' },
        highest: { amount: '80.00' },
      },
    ]);
  });
});

describe('the catalogue', () => {
  it('takes offers out of the shop with the product or variant, and brings them back', async () => {
    const sellerId = await addSeller(test.db);
    const [kept, dropped] = [newId('var'), newId('var')];
    const event = productChanged([kept, dropped]);
    const change = (version: number, variants: VariantId[], status: 'ACTIVE' | 'ARCHIVED' = 'ACTIVE') =>
      handle(test.db, test.subgraph, {
        ...productChanged(variants),
        productId: event.productId,
        categoryPath: event.categoryPath,
        version,
        status,
      } as never);
    await handle(test.db, test.subgraph, event);
    const [a, b] = [await offered(sellerId, kept, '10.00'), await offered(sellerId, dropped, '11.00')];
    const states = async () =>
      (
        await test.db.query<{ status: string }>('SELECT status FROM offer WHERE id = ANY($1) ORDER BY price_minor', [
          [a, b],
        ])
      ).map((row) => row.status);

    await change(2, [kept]);
    expect(await states()).toEqual(['ACTIVE', 'SUPPRESSED']);
    expect((await create(sellerId, dropped, { condition: 'GOOD' })).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['variantId'] },
    ]);
    await change(3, [kept, dropped], 'ARCHIVED');
    expect(await states()).toEqual(['SUPPRESSED', 'SUPPRESSED']);
    await change(2, [kept]); // late news
    await change(4, [kept, dropped]);
    await change(4, [kept, dropped]);
    expect(await states()).toEqual(['ACTIVE', 'ACTIVE']);
    expect((await test.outbox()).filter((told) => told['offerId'] === b).map((told) => told['version'])).toEqual([
      1, 2, 3,
    ]);
  });
});
