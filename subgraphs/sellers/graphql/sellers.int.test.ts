import type { CategoryId, SellerId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import type { Viewer } from '@emporium/platform/identity';
import { serviceViewer, testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { addPlan, addProduct, addSeller, handle, productChanged, setStock } from '../testing/catalogue.ts';
import { memberOf, sellersDriver } from '../testing/sellers-driver.ts';

let test: TestSubgraph;
beforeAll(async () => {
  test = await testSubgraph(definition);
  await addPlan(test.db, 'flat', [{ categoryId: null, rate: 150_000 }]);
});
afterAll(() => test[Symbol.asyncDispose]());

const admin = userViewer(['admin:sellers']);
const { offered, entities } = sellersDriver(() => test);

describe('the shop window', () => {
  it('lists a variant’s offers, the cheapest first, page by page', async () => {
    const { variantId, productId } = await addProduct(test.db, test.subgraph);
    for (const amount of ['12.00', '9.00', '10.00']) await offered(await addSeller(test.db), variantId, amount);
    await offered(await addSeller(test.db), variantId, '5.00', { condition: 'GOOD' });
    const OFFERS = `offers(first: 2, after: $after, condition: $condition) { totalCount pageInfo { hasNextPage endCursor } nodes { price { amount } } }`;
    const page = async (after: string | null, condition: string | null = null) =>
      (
        await test.execute(
          `query ($r: [_Any!]!, $after: String, $condition: OfferCondition) { _entities(representations: $r) { ... on ProductVariant { ${OFFERS} } } }`,
          { r: [{ __typename: 'ProductVariant', id: variantId }], after, condition },
        )
      ).data._entities[0].offers;
    const prices = (offers: { nodes: { price: { amount: string } }[] }) =>
      offers.nodes.map(({ price }) => price.amount);
    const first = await page(null);
    expect([first.totalCount, prices(first)]).toEqual([4, ['5.00', '9.00']]);
    const second = await page(first.pageInfo.endCursor);
    expect([second.totalCount, prices(second), second.pageInfo.hasNextPage]).toEqual([4, ['10.00', '12.00'], false]);
    expect(prices(await page(null, 'GOOD'))).toEqual(['5.00']);

    const PRODUCT = 'featuredOffer { price { amount } } offerCount offerPriceRange { min { amount } max { amount } }';
    expect(await entities(PRODUCT, 'Product', [productId, newId('prod')])).toEqual([
      {
        featuredOffer: { price: { amount: '9.00' } },
        offerCount: 4,
        offerPriceRange: { min: { amount: '5.00' }, max: { amount: '12.00' } },
      },
      { featuredOffer: null, offerCount: 0, offerPriceRange: null },
    ]);
    const VARIANT =
      'featuredOffer { price { amount } featuredEligible } used: featuredOffer(condition: GOOD) { price { amount } }';
    expect(await entities(VARIANT, 'ProductVariant', [variantId])).toEqual([
      { featuredOffer: { price: { amount: '9.00' }, featuredEligible: true }, used: { price: { amount: '5.00' } } },
    ]);
  });

  it('features what is in stock, and tells watchers from where they left off', async () => {
    const { variantId } = await addProduct(test.db, test.subgraph);
    const sellerId = await addSeller(test.db);
    const cheap = await offered(sellerId, variantId, '9.00');
    const dear = await offered(await addSeller(test.db), variantId, '10.00');
    const WATCH = `subscription ($ids: [ID!]!, $after: BigInt) { featuredOfferChanged(variantIds: $ids, after: $after) {
      sequence variantId offer { id } } }`;
    const stream = await test.subscribe(WATCH, { ids: [variantId] });
    const next = async (from = stream) =>
      (await from.next()).value.data.featuredOfferChanged as { sequence: string; offer: { id: string } | null };
    const snapshot = await next();
    expect(snapshot.offer).toEqual({ id: cheap });
    await setStock(test.db, test.subgraph, cheap, 2, 'OUT_OF_STOCK');
    await setStock(test.db, test.subgraph, cheap, 1, 'IN_STOCK'); // late news
    expect((await next()).offer).toEqual({ id: dear });
    await stream.return?.();

    await setStock(test.db, test.subgraph, dear, 2, 'OUT_OF_STOCK');
    await setStock(test.db, test.subgraph, cheap, 3, 'IN_STOCK');
    const resumed = await test.subscribe(WATCH, { ids: [variantId], after: String(BigInt(snapshot.sequence) + 1n) });
    expect([(await next(resumed)).offer, (await next(resumed)).offer]).toEqual([null, { id: cheap }]);
    await resumed.return?.();
  });

  it('takes as many statements for fifty products as for one', async () => {
    const sellerId = await addSeller(test.db);
    const products = await Promise.all(Array.from({ length: 50 }, () => addProduct(test.db, test.subgraph)));
    await Promise.all(products.map(({ variantId }) => offered(sellerId, variantId, '10.00')));
    const CARD = 'featuredOffer { id price { amount } } offerCount offerPriceRange { min { amount } }';
    const PAGE = `offers { totalCount nodes { id seller { displayName } priceHistory { at } featuredEligible } } featuredOffer { id }`;
    const statements = async (selection: string, type: string, ids: readonly string[]) => {
      const before = test.db.statements;
      const rows = await entities(selection, type, ids);
      expect(rows.every((row: { featuredOffer: unknown }) => row.featuredOffer !== null)).toBe(true);
      return test.db.statements - before;
    };
    const [productIds, variantIds] = [products.map((p) => p.productId), products.map((p) => p.variantId)];
    expect([
      await statements(CARD, 'Product', productIds.slice(0, 1)),
      await statements(CARD, 'Product', productIds),
    ]).toEqual([1, 1]);
    expect([
      await statements(PAGE, 'ProductVariant', variantIds.slice(0, 1)),
      await statements(PAGE, 'ProductVariant', variantIds),
    ]).toEqual([6, 6]);
  });
});

describe('a seller', () => {
  const SELLER = `seller(id: $id) { slug displayName status businessAddress { city } members { role user { id } } commissionPlan { rules { rate category { id } } }
    offers(search: $search) { totalCount nodes { status } } }`;
  const see = (id: SellerId, viewer?: Viewer, search: string | null = null) =>
    test.execute(`query ($id: ID!, $search: String) { ${SELLER} }`, { id, search }, viewer);

  it('shows its affairs to its own people alone', async () => {
    const id = await addSeller(test.db);
    const owner = memberOf(id);
    await test.db.query(`INSERT INTO seller_member (seller_id, user_id, role) VALUES ($1, $2, 'OWNER')`, [
      id,
      owner.id,
    ]);
    const { variantId } = await addProduct(test.db, test.subgraph);
    await offered(id, variantId, '10.00');
    await test.db.query(`UPDATE offer SET status = 'SUPPRESSED' WHERE seller_id = $1`, [id]);

    const own = { businessAddress: { city: 'Portland' }, members: [{ role: 'OWNER', user: { id: owner.id } }] };
    const plan = { commissionPlan: { rules: [{ rate: '0.15', category: null }] } };
    expect((await see(id, owner)).data.seller).toMatchObject({ ...own, ...plan, offers: { totalCount: 1 } });
    expect((await see(id, admin)).data.seller).toMatchObject({ ...own, ...plan, offers: { totalCount: 1 } });
    const hidden = { businessAddress: null, members: null, commissionPlan: null, offers: { totalCount: 0, nodes: [] } };
    expect((await see(id, memberOf(await addSeller(test.db)))).data.seller).toMatchObject(hidden);
    const stranger = await see(id);
    expect(stranger.data.seller).toMatchObject({ displayName: 'Juniper', status: 'ACTIVE', ...hidden });
    expect(stranger.errors).toHaveLength(3);
    expect((await see(id, owner, 'BRASS')).data.seller.offers.totalCount).toBe(1);
    expect((await see(id, owner, '%')).data.seller.offers.totalCount).toBe(0);

    const MEMBERSHIPS = 'sellerMemberships { role seller { id } }';
    const held = [{ sellerMemberships: [{ role: 'OWNER', seller: { id } }] }];
    expect(await entities(MEMBERSHIPS, 'User', [owner.id], owner)).toEqual(held);
    expect(await entities(MEMBERSHIPS, 'User', [owner.id], admin)).toEqual(held);
    expect(await entities(MEMBERSHIPS, 'User', [owner.id], userViewer())).toEqual([{ sellerMemberships: null }]);
  });

  it('is found by slug, as an entity too, and listed for administrators', async () => {
    const id = await addSeller(test.db, { status: 'IN_REVIEW' });
    const { slug } = (await see(id)).data.seller;
    const { data } = await test.execute(
      `query ($slug: String!, $r: [_Any!]!) { seller(slug: $slug) { id } sellers(status: IN_REVIEW) { nodes { id } }
         _entities(representations: $r) { ... on Seller { id } } }`,
      {
        slug,
        r: [
          { __typename: 'Seller', slug },
          { __typename: 'Seller', id },
          { __typename: 'Seller', slug: 'no' },
        ],
      },
      admin,
    );
    expect(data).toEqual({ seller: { id }, sellers: { nodes: [{ id }] }, _entities: [{ id }, { id }, null] });
    expect((await test.execute('{ sellers { nodes { id } } }', {}, userViewer())).errors?.[0]?.extensions?.code).toBe(
      'FORBIDDEN',
    );
    expect((await test.execute('{ seller { id } }')).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('commerce', () => {
  const COMMERCE = `query ($ids: [ID!]!) { offersForCommerce(ids: $ids) { offerId sellerName price { minorUnits } status commissionRate version } }`;

  it('learns prices and commission from other subgraphs’ calls alone', async () => {
    const [department, leaf] = [newId('cat'), newId('cat')] as [CategoryId, CategoryId];
    await addPlan(test.db, 'tiered', [
      { categoryId: department, rate: 80_000 },
      { categoryId: null, rate: 150_000 },
    ]);
    const sellerId = await addSeller(test.db);
    await test.db.query(`UPDATE seller SET commission_plan = 'tiered' WHERE id = $1`, [sellerId]);
    const variantId = newId('var');
    await handle(
      test.db,
      test.subgraph,
      productChanged([variantId], { categoryPath: [department, leaf], categoryId: leaf }),
    );
    const plain = await addProduct(test.db, test.subgraph);
    const [a, b] = [await offered(sellerId, variantId, '10.00'), await offered(sellerId, plain.variantId, '10.00')];

    const before = test.db.statements;
    const { data } = await test.execute(COMMERCE, { ids: [a, b, newId('ofr')] }, serviceViewer('orders'));
    expect(test.db.statements - before).toBe(2);
    const common = { sellerName: 'Juniper', price: { minorUnits: '1000' }, status: 'ACTIVE', version: 1 };
    expect(data.offersForCommerce).toHaveLength(2);
    expect(data.offersForCommerce).toEqual(
      expect.arrayContaining([
        { offerId: a, commissionRate: 80_000, ...common },
        { offerId: b, commissionRate: 150_000, ...common },
      ]),
    );
    expect((await test.execute(COMMERCE, { ids: [a] }, admin)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
