import type { TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startShop } from '../testing/shop.ts';

let test: TestSubgraph;
beforeAll(async () => {
  ({ test } = await startShop());
});
afterAll(() => test[Symbol.asyncDispose]());

it('forgets orders that came to nothing by night, after seven days', async () => {
  await test.db.query(
    `INSERT INTO ended_order (order_id, ended_at)
     VALUES ('old', now() - interval '7 days 1 minute'), ('young', now() - interval '6 days 23 hours')`,
  );
  const task = 'promotions.prune';
  expect(test.subgraph.cron).toContainEqual({ task, cron: '31 3 * * *' });
  await test.subgraph.tasks![task]!(null, {} as never);
  expect(await test.db.query('SELECT order_id FROM ended_order')).toEqual([{ order_id: 'young' }]);
});
