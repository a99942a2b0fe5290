import { testSubgraph, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { definition } from '../index.ts';

let test: TestSubgraph;
beforeAll(async () => {
  test = await testSubgraph(definition);
});
afterAll(() => test[Symbol.asyncDispose]());

it('forgets refused orders by night, after seven days', async () => {
  await test.db.query(
    `INSERT INTO refused_order (order_id, refused_at)
     VALUES ('old', now() - interval '7 days 1 minute'), ('young', now() - interval '6 days 23 hours')`,
  );
  const task = 'payments.prune';
  expect(test.subgraph.cron).toContainEqual({ task, cron: '31 3 * * *' });
  await test.subgraph.tasks![task]!(null, {} as never);
  expect(await test.db.query('SELECT order_id FROM refused_order')).toEqual([{ order_id: 'young' }]);
});
