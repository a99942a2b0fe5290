import type { ProductChanged } from '@emporium/contracts/events';
import type { DealId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { serviceViewer, testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { product as worldProduct } from '@emporium/world/products';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellMoved, type TellMoved } from './app/tell-moved.ts';
import { postgresCatalogueStore } from './data/catalogue-store.ts';
import { definition } from './index.ts';

let test: TestSubgraph;
const admin = userViewer(['admin:catalog']);
const PRODUCTS = 400;
/** Seeded deals are of the 211 best sellers, of which ones depends on the time of day. */
const NEVER_IN_A_DEAL = 300;

beforeAll(async () => {
  test = await testSubgraph(definition);
  await definition.seed({ db: test.db, products: PRODUCTS, now: new Date(), progress: () => {} });
  await test.db.query('ANALYZE');
});
afterAll(() => test[Symbol.asyncDispose]());

const ask = async (query: string, variables = {}, viewer = admin) => {
  const { data, errors } = await test.execute(query, variables, viewer);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};
const statementsOf = async (work: () => Promise<unknown>) => {
  const before = test.db.statements;
  await work();
  return test.db.statements - before;
};

describe('a product page', () => {
  const PAGE = `query ($slug: String!) { product(slug: $slug) { id slug title descriptionHtml brand { name verified } category { name path { name } }
    breadcrumbs { name } media { image { url(width: 200) altText } } attributes { key label value } options { name values }
    variants { nodes { sku gtin title selectedOptions { name value } product { title } } } defaultVariant { sku } card { priceFrom { amount } badges } status } }`;

  it('shows everything the catalogue knows, in few statements', async () => {
    const wanted = worldProduct(3);
    const { product } = await ask(PAGE, { slug: wanted.slug });
    expect(product).toMatchObject({
      id: wanted.id,
      title: wanted.title,
      brand: { name: wanted.brandName },
      defaultVariant: { sku: wanted.variants[0]!.sku },
      status: 'ACTIVE',
    });
    expect(product.variants.nodes.map((variant: { sku: string }) => variant.sku)).toEqual(
      wanted.variants.map((v) => v.sku),
    );
    expect(product.breadcrumbs).toHaveLength(wanted.categoryPathIds.length);
    expect(product.media[0].image.url).toMatch(/^http:\/\/.*\/media\/.*\?w=200$/);
    // product | variants, card, brand, category with those above it
    expect(await statementsOf(() => ask(PAGE, { slug: wanted.slug }))).toBe(5);
  });

  it('finds variants by SKU, GTIN and choices', async () => {
    const wanted = worldProduct(5);
    const [variant] = wanted.variants;
    const { bySku, byGtin, product } = await ask(
      `query ($sku: String!, $gtin: String!, $id: ID!, $o: [SelectedOptionInput!]!) {
        bySku: productVariant(sku: $sku) { id } byGtin: productVariant(gtin: $gtin) { id }
        product(id: $id) { variantBySelection(options: $o) { id } } }`,
      { sku: variant!.sku, gtin: variant!.gtin, id: wanted.id, o: variant!.selectedOptions },
    );
    expect([bySku.id, byGtin.id, product.variantBySelection.id]).toEqual([variant!.id, variant!.id, variant!.id]);
  });
});

describe('references', () => {
  const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { slug title card { title } } ... on ProductVariant { sku } } }`;
  const refs = (count: number) =>
    Array.from({ length: count }, (_, index) => worldProduct(index)).flatMap((product) => [
      { __typename: 'Product', id: product.id },
      { __typename: 'ProductVariant', sku: product.variants[0]!.sku },
    ]);

  it('take as many statements for fifty as for one', async () => {
    const counts = [1, 50].map((count) => () => statementsOf(() => ask(ENTITIES, { r: refs(count) })));
    const [one, fifty] = [await counts[0]!(), await counts[1]!()];
    expect(fifty).toBe(one);
    expect(one).toBeLessThanOrEqual(3);
  });
});

describe('lists', () => {
  const LIST = `query ($f: ProductFilter, $s: ProductSort!, $after: String, $n: Int = 24) { products(first: $n, after: $after, filter: $f, sort: $s) {
    nodes { id slug title card { title priceFrom { minorUnits } rating availability memberShipping dealEndsAt offerCount } }
    pageInfo { hasNextPage endCursor } } }`;
  interface Listed {
    id: string;
    card: {
      priceFrom: { minorUnits: string } | null;
      rating: string | null;
      availability: string;
      dealEndsAt: string | null;
    };
  }
  const list = async (s: string, f = {}, n = 24) => (await ask(LIST, { s, f, n })).products.nodes as Listed[];

  it('are one statement', async () => {
    expect(await statementsOf(() => list('FEATURED'))).toBe(1);
  });

  it('with everything that a page shows take as many statements for fifty as for one', async () => {
    const DETAILED = `query ($ids: [ID!]!) { products(ids: $ids, first: 50) { nodes {
      descriptionHtml brand { name } category { name } breadcrumbs { name } variants { nodes { title } } } } }`;
    const detailed = (count: number) => () =>
      ask(DETAILED, { ids: Array.from({ length: count }, (_, index) => worldProduct(index).id) });
    // cards | products | variants, brands, categories with those above them
    expect([await statementsOf(detailed(1)), await statementsOf(detailed(50))]).toEqual([5, 5]);
  });

  it.each(['FEATURED', 'PRICE_ASC', 'PRICE_DESC', 'RATING', 'NEWEST', 'BEST_SELLING'])(
    'page through %s without gap or repetition',
    async (s) => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { products } = await ask(LIST, { s, after, n: 100 });
        seen.push(...products.nodes.map((node: Listed) => node.id));
        after = products.pageInfo.hasNextPage ? (products.pageInfo.endCursor as string) : null;
      } while (after !== null);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toHaveLength(PRODUCTS);
    },
  );

  it('sort by price', async () => {
    const prices = (await list('PRICE_ASC')).map(({ card }) => Number(card.priceFrom!.minorUnits));
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
  });

  it('filter', async () => {
    expect(
      (await list('FEATURED', { inStockOnly: true })).every(({ card }) => card.availability !== 'OUT_OF_STOCK'),
    ).toBe(true);
    expect((await list('FEATURED', { onDealOnly: true })).every(({ card }) => card.dealEndsAt !== null)).toBe(true);
    expect((await list('FEATURED', { minRating: 4 })).every(({ card }) => Number(card.rating) >= 4)).toBe(true);
    const within = await list('FEATURED', { price: { min: '10.00', max: '50.00', currencyCode: 'USD' } });
    expect(within.length).toBeGreaterThan(0);
    for (const { card } of within) {
      expect(Number(card.priceFrom!.minorUnits)).toBeGreaterThanOrEqual(1000);
      expect(Number(card.priceFrom!.minorUnits)).toBeLessThanOrEqual(5000);
    }
  });

  it.each([
    [{ n: 0 }, 'between 1 and 100'],
    [{ n: 101 }, 'between 1 and 100'],
    [{ after: 'rubbish' }, 'not a cursor'],
    [{ f: { categoryId: 'prod_1' } }, 'starts with "cat_"'],
    [{ f: { price: { min: '1,50', currencyCode: 'USD' } } }, 'digits'],
    [{ f: { minRating: 7 } }, '0 to 5'],
  ])('refuse %j', async (variables, message) => {
    const { data, errors } = await test.execute(LIST, { s: 'FEATURED', ...variables }, admin);
    expect(data?.products ?? null).toBeNull();
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: expect.stringContaining(message),
    });
  });
});

describe('the card', () => {
  const handle = (event: { type: string; [field: string]: unknown }) =>
    test.db.uow.run((tx) => test.subgraph.handlers![event.type]!(tx, event as never, {} as never));
  const { id } = worldProduct(NEVER_IN_A_DEAL);
  const card = async () =>
    (
      await ask(
        `{ product(id: "${id}") { card { priceFrom { amount } rating ratingCount availability dealEndsAt wasPrice { amount } } } }`,
      )
    ).product.card;

  it('keeps what others tell, the newest whatever order it comes in', async () => {
    const rating = (sequence: number, count: number) =>
      handle({ type: 'reviews.rating-changed.v1', productId: id, sequence, averageHundredths: 437, count });
    await rating(1_000_002, 12);
    await rating(1_000_001, 11);
    expect(await card()).toMatchObject({ rating: '4.37', ratingCount: 12 });
  });

  interface DealNews {
    readonly dealId: DealId;
    readonly status: string;
    readonly sequence: number;
    readonly minor?: string;
    readonly endsAt?: string;
    readonly membersOnly?: boolean;
  }
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const tellDeal = ({ minor = '1', endsAt = inMinutes(1), membersOnly = false, ...news }: DealNews) =>
    handle({
      type: 'promotions.deal-changed.v1',
      offerId: newId('ofr'),
      productId: id,
      dealPrice: { minor, currency: 'USD' },
      membersOnly,
      startsAt: inMinutes(-1),
      endsAt,
      ...news,
    });

  it('shows a deal’s price while it is live', async () => {
    const before = await card();
    const dealId = newId('deal');
    await tellDeal({ dealId, status: 'LIVE', sequence: 1 });
    expect(await card()).toMatchObject({
      priceFrom: { amount: '0.01' },
      wasPrice: { amount: before.priceFrom.amount },
    });
    await tellDeal({ dealId, status: 'ENDED', sequence: 3 });
    await tellDeal({ dealId, status: 'LIVE', sequence: 2 });
    expect(await card()).toMatchObject({ priceFrom: before.priceFrom, dealEndsAt: null });
  });

  it('shows the cheapest of several deals, and the next when that one is over', async () => {
    const before = await card();
    const [first, second] = [newId('deal'), newId('deal')];
    const [early, late] = [inMinutes(10), inMinutes(20)];
    await tellDeal({ dealId: first, status: 'LIVE', sequence: 1, minor: '30', endsAt: late });
    await tellDeal({ dealId: second, status: 'LIVE', sequence: 1, minor: '20', endsAt: early });
    expect(await card()).toMatchObject({ priceFrom: { amount: '0.20' }, dealEndsAt: early });
    await tellDeal({ dealId: second, status: 'SOLD_OUT', sequence: 2, minor: '20', endsAt: early });
    expect(await card()).toMatchObject({ priceFrom: { amount: '0.30' }, dealEndsAt: late });
    await tellDeal({ dealId: second, status: 'LIVE', sequence: 3, minor: '20', endsAt: early });
    await tellDeal({ dealId: first, status: 'ENDED', sequence: 2, minor: '30', endsAt: late });
    expect(await card()).toMatchObject({ priceFrom: { amount: '0.20' }, dealEndsAt: early });
    await tellDeal({ dealId: second, status: 'ENDED', sequence: 4, minor: '20', endsAt: early });
    expect(await card()).toMatchObject({ priceFrom: before.priceFrom, dealEndsAt: null });
  });

  it('keeps what only members pay to itself', async () => {
    const before = await card();
    await tellDeal({ dealId: newId('deal'), status: 'LIVE', sequence: 1, membersOnly: true });
    expect(await card()).toMatchObject({ priceFrom: before.priceFrom, dealEndsAt: null });
  });

  it('is as available as the best of its offers', async () => {
    const offers = await test.db.query<{ offer_id: string }>('SELECT offer_id FROM offer_stock WHERE product_id = $1', [
      id,
    ]);
    for (const { offer_id: offerId } of offers) {
      await handle({ type: 'inventory.availability-changed.v1', offerId, version: 1_000, status: 'OUT_OF_STOCK' });
    }
    expect(await card()).toMatchObject({ availability: 'OUT_OF_STOCK' });
    await handle({
      type: 'inventory.availability-changed.v1',
      offerId: offers[0]!.offer_id,
      version: 1_001,
      status: 'LOW_STOCK',
    });
    expect(await card()).toMatchObject({ availability: 'LOW_STOCK' });
  });
});

describe('keeping the catalogue', () => {
  const CREATE = `mutation ($input: ProductCreateInput!) { productCreate(input: $input) {
    product { id slug status version descriptionHtml attributes { key value } } userErrors { __typename code field } } }`;
  const input = async (rest = {}) => ({
    title: 'A lamp for reading',
    descriptionHtml: '<p>Bright.</p><script>alert(1)</script>',
    categoryId: worldProduct(0).categoryId,
    variants: [{ sku: `LAMP-${newId('var').slice(-8)}`, options: [], taxClass: 'standard' }],
    idempotencyKey: newId('evt'),
    ...rest,
  });
  const create = async (rest = {}, viewer = admin) =>
    (await test.execute(CREATE, { input: await input(rest) }, viewer)).data.productCreate;

  it('creates a draft, cleans its description, and shows it to nobody else', async () => {
    const { product } = await create();
    expect(product).toMatchObject({ status: 'DRAFT', version: 1, descriptionHtml: '<p>Bright.</p>' });
    expect((await test.execute(`{ product(id: "${product.id}") { id } }`)).data.product).toBeNull();
    const { productPublish } = await ask(
      `mutation { productPublish(id: "${product.id}") { product { status } userErrors { code } } }`,
    );
    expect(productPublish).toEqual({ product: { status: 'ACTIVE' }, userErrors: [] });
    expect((await test.execute(`{ product(id: "${product.id}") { title } }`)).data.product).toEqual({
      title: 'A lamp for reading',
    });
    const events = (await test.outbox()).filter((event) => event['productId'] === product.id);
    expect(events.map((event) => [event['version'], event['status']])).toEqual([
      [1, 'DRAFT'],
      [2, 'ACTIVE'],
    ]);
  });

  it('gives every product a slug of its own', async () => {
    const slugs = await Promise.all(Array.from({ length: 3 }, async () => (await create()).product?.slug));
    expect(new Set(slugs.filter(Boolean)).size).toBe(slugs.filter(Boolean).length);
  });

  it('refuses a SKU that is taken, an unknown category, an attribute that does not fit', async () => {
    const taken = worldProduct(0).variants[0]!.sku;
    expect(await create({ variants: [{ sku: taken, options: [], taxClass: 'standard' }] })).toMatchObject({
      userErrors: [{ code: 'SKU_TAKEN', field: ['variants', '0', 'sku'] }],
    });
    expect(await create({ categoryId: newId('cat') })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: ['categoryId'] }],
    });
    expect(await create({ attributes: [{ key: 'nonsense', value: 'x' }] })).toMatchObject({
      userErrors: [{ code: 'ATTRIBUTE_INVALID', field: ['attributes', '0'] }],
    });
  });

  it('refuses an edit of a version that is no longer current', async () => {
    const { product } = await create();
    const update = (version: number) =>
      ask(
        `mutation { productUpdate(id: "${product.id}", version: ${version}, input: { title: "Another title" }) { product { version } userErrors { code ... on StaleVersionError { currentVersion } } } }`,
      );
    expect((await update(1)).productUpdate.product).toEqual({ version: 2 });
    expect((await update(1)).productUpdate.userErrors).toEqual([{ code: 'STALE_VERSION', currentVersion: 2 }]);
  });

  it('is for keepers', async () => {
    const { data, errors } = await test.execute(CREATE, { input: await input() }, userViewer());
    expect(data.productCreate).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('makes one category of a name, below the one it belongs to', async () => {
    const { categories } = await ask('{ categories { id } }');
    const create = () =>
      ask(
        `mutation ($parentId: ID) { categoryCreate(name: "Typewriters", parentId: $parentId) {
           category { slug path { id } } userErrors { code field } } }`,
        { parentId: categories[0].id },
      );
    const { category } = (await create()).categoryCreate;
    expect(category).toMatchObject({ slug: 'typewriters', path: [{ id: categories[0].id }, {}] });
    expect((await create()).categoryCreate.userErrors).toEqual([{ code: 'SLUG_TAKEN', field: ['name'] }]);
  });

  it('never makes a circle of categories', async () => {
    const [root, , leaf] = worldProduct(0).categoryPathIds;
    const move = (id: string, parentId: string) =>
      ask(`mutation { categoryMove(id: "${id}", parentId: "${parentId}") { userErrors { code } } }`);
    expect((await move(root!, leaf!)).categoryMove.userErrors).toEqual([{ code: 'CATEGORY_CYCLE' }]);
  });

  it('moves no category whose own tree would end too deep', async () => {
    const [root] = worldProduct(0).categoryPathIds;
    const elsewhere = Array.from({ length: 200 }, (_, index) => worldProduct(index).categoryPathIds).find(
      (path) => path[0] !== root,
    )!;
    const { categoryCreate } = await ask(
      'mutation ($parentId: ID) { categoryCreate(name: "Inkwells", parentId: $parentId) { category { id } } }',
      { parentId: elsewhere.at(-1) },
    );
    const { categoryMove } = await ask(
      `mutation { categoryMove(id: "${root}", parentId: "${categoryCreate.category.id}") { userErrors { code field } } }`,
    );
    expect(categoryMove.userErrors).toMatchObject([{ code: 'INVALID', field: ['parentId'] }]);
  });

  it('moves a category with all below it and all their products', async () => {
    const wanted = worldProduct(7);
    const [, section] = wanted.categoryPathIds;
    const { categories } = await ask('{ categories { id } }');
    const other = categories.find(
      (category: { id: string }) => !wanted.categoryPathIds.includes(category.id as never),
    ).id;
    await ask(`mutation { categoryMove(id: "${section}", parentId: "${other}") { userErrors { code } } }`);
    const { products, product } = await ask(
      `{ products(filter: { categoryId: "${other}" }, ids: ["${wanted.id}"]) { nodes { id } } product(id: "${wanted.id}") { breadcrumbs { id } } }`,
    );
    expect(products.nodes).toEqual([{ id: wanted.id }]);
    expect(product.breadcrumbs[0].id).toBe(other);
  });

  it('tells of every product below a category that moved, page by page', async () => {
    const [department] = worldProduct(11).categoryPathIds;
    const { categories } = await ask('{ categories { id } }');
    const other = categories.find(({ id }: { id: string }) => id !== department).id;
    const below = await test.db.query<{ id: string; version: number }>(
      `SELECT p.id, p.version FROM product p JOIN category c ON c.id = p.category_id WHERE c.path_ids @> ARRAY[$1]`,
      [department],
    );
    const told = (await test.outbox()).length;
    await ask(`mutation { categoryMove(id: "${department}", parentId: "${other}") { userErrors { code } } }`);
    const waiting = () =>
      test.db.one<{ payload: TellMoved }>(
        `SELECT payload FROM graphile_worker._private_jobs WHERE payload->>'categoryId' = $1`,
        [department],
      );
    const work = tellMoved({ uow: test.db.uow, catalogue: postgresCatalogueStore(), page: 10 });
    let pages = 0;
    for (let job = await waiting(); job !== null; job = await waiting()) {
      await test.db.query(`DELETE FROM graphile_worker._private_jobs WHERE payload->>'categoryId' = $1`, [department]);
      await work(job.payload);
      pages += 1;
    }
    expect(pages).toBe(Math.floor(below.length / 10) + 1);
    const versions = new Map(below.map(({ id, version }) => [id, version]));
    const news = (await test.outbox())
      .slice(told)
      .filter((event): event is ProductChanged => event.type === 'products.product-changed.v1');
    expect(news.map(({ productId }) => productId).sort()).toEqual([...versions.keys()].sort());
    for (const { productId, version, categoryPath } of news) {
      expect(version).toBe(versions.get(productId)! + 1);
      expect(categoryPath.slice(0, 2)).toEqual([other, department]);
    }
  });
});

it('tells other subgraphs what they keep of a variant', async () => {
  const wanted = worldProduct(9).variants[0]!;
  const { variantSnapshots } = await ask(
    `query ($ids: [ID!]!) { variantSnapshots(ids: $ids) { variantId sku title taxClass imageUrl categoryPath } }`,
    { ids: [wanted.id, newId('var')] },
    serviceViewer('orders') as never,
  );
  expect(variantSnapshots).toMatchObject([
    { variantId: wanted.id, sku: wanted.sku, title: wanted.title, taxClass: wanted.taxClass },
  ]);
});
