import { silentLog, testSubgraph, type TestSubgraph } from '@emporium/platform/testing';
import { seedSubgraph } from '@emporium/platform/subgraph';
import { sellerId } from '@emporium/world/ids';
import { DEMO_SELLER } from '@emporium/world/sellers';
import { DEMO_PASSWORD, USER_COUNT } from '@emporium/world/users';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { membershipScope, sellersOf } from '@emporium/platform/identity';
import { definition } from './index.ts';
import { clientOf, viewerOf } from './testing/client.ts';

let test: TestSubgraph;

beforeAll(async () => {
  test = await testSubgraph(definition);
  const options = { databaseUrl: test.db.url, products: 10, now: new Date(), progress: () => {}, log: silentLog };
  expect(await seedSubgraph(definition, options)).toBe(true);
  expect(await seedSubgraph(definition, options)).toBe(false);
});
afterAll(() => test[Symbol.asyncDispose]());

it('brings the demonstration’s people, each with one default address', async () => {
  expect(await test.db.one('SELECT count(*)::int AS n FROM account')).toEqual({ n: USER_COUNT });
  expect(
    await test.db.one('SELECT count(DISTINCT user_id)::int AS n FROM user_address WHERE is_default AND validated'),
  ).toEqual({ n: USER_COUNT });
});

it('lets the demonstration’s accounts in, with what their work needs', async () => {
  const scopes = async (name: string) => {
    const { tokens } = await clientOf(test).signIn({ email: `${name}@emporium.example`, password: DEMO_PASSWORD });
    return viewerOf(tokens);
  };
  expect((await scopes('buyer')).scopes).toEqual([]);
  expect((await scopes('warehouse')).scopes).toEqual(['warehouse:ops']);
  expect((await scopes('seller')).scopes).toEqual(
    expect.arrayContaining([membershipScope(sellerId(DEMO_SELLER)), 'seller:finance', 'seller:orders']),
  );
  const admin = await scopes('admin');
  expect(admin.scopes).toEqual(expect.arrayContaining(['admin:users', 'admin:inventory', 'finance:ledger']));
  expect(sellersOf(admin)).toHaveLength(1);
});
