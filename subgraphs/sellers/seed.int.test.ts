import { testSubgraph } from '@emporium/platform/testing';
import { DEMO_SELLER, SELLERS } from '@emporium/world/sellers';
import { expect, it } from 'vitest';
import { definition } from './index.ts';

it('seeds offers whose features are what the rule says', async () => {
  await using test = await testSubgraph(definition);
  const now = new Date('2026-10-01T00:00:00Z');
  await definition.seed({ db: test.db, products: 40, now, progress: () => {} });

  const { data } = await test.execute(
    'query ($id: ID!) { seller(id: $id) { offers(first: 1) { totalCount nodes { price { amount } priceHistory(days: 365) { at } } } } }',
    { id: SELLERS[DEMO_SELLER]!.id },
  );
  expect(data.seller.offers.totalCount).toBeGreaterThan(0);
  expect(data.seller.offers.nodes[0].priceHistory.length).toBeGreaterThan(0);

  const listed = await test.db.query<{ product_id: string; featured_offer_id: string | null; sequence: number }>(
    'SELECT product_id, featured_offer_id, sequence FROM listing',
  );
  expect(listed).toHaveLength(40);
  expect(listed.filter((row) => row.featured_offer_id === null).length).toBeLessThan(4);

  // A change that changes nothing leaves the seeded summary as it is: seed and rule agree.
  const [offer] = await test.db.query<{ id: string; in_stock: boolean }>('SELECT id, in_stock FROM offer LIMIT 1');
  const news = {
    type: 'inventory.availability-changed.v1',
    offerId: offer!.id,
    version: 1,
    status: offer!.in_stock ? 'IN_STOCK' : 'OUT_OF_STOCK',
  };
  await test.db.uow.run((tx) => test.subgraph.handlers![news.type]!(tx, news as never, {} as never));
  expect(await test.outbox()).toEqual([]);
});
