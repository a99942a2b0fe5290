import { testSubgraph, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { definition } from '../index.ts';

let test: TestSubgraph;

beforeAll(async () => {
  test = await testSubgraph(definition);
  await definition.seed({ db: test.db, products: 600, now: new Date(), progress: () => {} });
});
afterAll(() => test[Symbol.asyncDispose]());

const mismatches = (sql: string) => test.db.query(sql);

it('fills every table', async () => {
  for (const table of [
    'warehouse',
    'stock_level',
    'deal_stock',
    'reservation',
    'reservation_line',
    'pick_task',
    'pick_line',
  ]) {
    expect(await test.db.one(`SELECT 1 AS some FROM ${table} LIMIT 1`), table).toEqual({ some: 1 });
  }
});

it('sets aside exactly what deals have left', async () => {
  const difference = await mismatches(
    `SELECT offer_id FROM (SELECT offer_id, sum(allocated) AS n FROM stock_level GROUP BY 1) s
       FULL JOIN (SELECT offer_id, sum(remaining) AS n FROM deal_stock GROUP BY 1) d USING (offer_id)
      WHERE coalesce(s.n, 0) <> coalesce(d.n, 0)`,
  );
  expect(difference).toEqual([]);
});

it('reserves exactly what unpaid reservations and unshipped parcels hold', async () => {
  const difference = await mismatches(
    `SELECT offer_id, warehouse_id, s.reserved, held.n
       FROM stock_level s
       FULL JOIN (SELECT l.offer_id, l.warehouse_id, sum(l.quantity) AS n
                    FROM reservation_line l JOIN reservation r ON r.id = l.reservation_id
                   WHERE r.status = 'ACTIVE' OR EXISTS (SELECT FROM pick_line p WHERE p.order_line_id = l.line_id)
                   GROUP BY 1, 2) held USING (offer_id, warehouse_id)
      WHERE coalesce(s.reserved, 0) <> coalesce(held.n, 0)`,
  );
  expect(difference).toEqual([]);
});
