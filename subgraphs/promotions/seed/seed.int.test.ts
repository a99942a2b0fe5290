import { afterAll, beforeAll, expect, it } from 'vitest';
import { startShop, type Shop } from '../testing/shop.ts';
import { definition } from '../index.ts';
import { worldDeals } from './deals.ts';

const PRODUCTS = 600;
let shop: Shop;

beforeAll(async () => {
  shop = await startShop();
  await definition.seed({ db: shop.db, products: PRODUCTS, now: shop.clock.now(), progress: () => {} });
});
afterAll(() => shop[Symbol.asyncDispose]());

it('fills every table', async () => {
  for (const table of ['deal', 'deal_publication', 'promotion', 'promotion_use', 'customer']) {
    expect(await shop.db.one(`SELECT 1 AS some FROM ${table} LIMIT 1`), table).toEqual({ some: 1 });
  }
});

it('counts the uses it lists', async () => {
  const different = await shop.db.query(
    `SELECT id FROM promotion p
      WHERE usage_count <> (SELECT count(*) FROM promotion_use u WHERE u.promotion_id = p.id)`,
  );
  expect(different).toEqual([]);
});

it('has deals live and to come, whose news has been told', async () => {
  const { data } = await shop.test.execute(
    '{ live: deals { nodes { title } } coming: deals(status: [SCHEDULED], first: 100) { nodes { title } } }',
  );
  expect(data.live.nodes.length).toBeGreaterThan(5);
  expect(data.coming.nodes.length).toBeGreaterThan(40);
  shop.clock.advance(1_000);
  expect(await shop.promotions.publishDeals()).toBe(0);
});

it('goes on: the schedule of a later day brings new deals, each once', async () => {
  shop.clock.advance(24 * 3_600_000);
  const schedule = worldDeals(shop.clock.now(), PRODUCTS).filter((deal) => deal.endsAt > shop.clock.now());
  await shop.promotions.scheduleDeals(schedule);
  await shop.promotions.scheduleDeals(schedule);
  expect([...shop.neighbours.setAside.keys()].toSorted()).toEqual(schedule.map((deal) => deal.id).toSorted());
  const { data } = await shop.test.execute('{ deals { nodes { id } } }');
  expect(data.deals.nodes.length).toBeGreaterThan(5);
});
