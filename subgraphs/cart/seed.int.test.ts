import { testSubgraph, userViewer } from '@emporium/platform/testing';
import { DEMO_USERS } from '@emporium/world/users';
import { userId } from '@emporium/world/ids';
import { expect, it } from 'vitest';
import { definition } from './index.ts';
import { fakeShop } from './testing/fake-shop.ts';

it('seeds carts that can be shown, paid and added to', async () => {
  const now = new Date('2026-10-01T00:00:00Z');
  await using test = await testSubgraph(definition, { services: fakeShop().services, now: () => now });
  await definition.seed({ db: test.db, products: 60, now, progress: () => {} });
  const buyer = userViewer([], userId(DEMO_USERS.buyer));
  const { data } = await test.execute(
    `query ($r: [_Any!]!) { cart { itemCount lines { nodes { unitPrice { amount } } } savedForLater { nodes { quantity } } warnings { code } totals { total { amount } } }
       _entities(representations: $r) { ... on User { wishlists { items { nodes { id } } } } } }`,
    { r: [{ __typename: 'User', id: buyer.id }] },
    buyer,
  );
  expect(data.cart.lines.nodes.length).toBeGreaterThan(0);
  expect(data.cart.savedForLater.nodes.length).toBeGreaterThan(0);
  expect(data.cart.warnings).toEqual([]);
  expect(Number(data.cart.totals.total.amount)).toBeGreaterThan(0);
  expect(data._entities[0].wishlists[0].items.nodes.length).toBeGreaterThan(0);
});
