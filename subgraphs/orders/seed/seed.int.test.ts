import { testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { orders, ORDER_COUNT } from '@emporium/world/orders';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fakeShop } from '../testing/fake-shop.ts';
import { newId } from '@emporium/platform/ids';
import { ordersDefinition } from '../index.ts';
import { ORDER_STATUSES, statusOf, type FulfilmentStatus, type PaymentPhase } from '../orders/domain/status.ts';

const now = new Date();
const definition = ordersDefinition(() => fakeShop({ newId, now: () => now }).ports);
let test: TestSubgraph;

beforeAll(async () => {
  test = await testSubgraph(definition);
  await definition.seed({ db: test.db, products: 600, now, progress: () => {} });
});
afterAll(() => test[Symbol.asyncDispose]());

it('fills every table, with orders in every state', async () => {
  for (const table of ['seller_order', 'shipment', 'order_line', 'order_event', 'tracking_event', 'stream_head']) {
    expect(await test.db.one(`SELECT 1 AS some FROM ${table} LIMIT 1`), table).toEqual({ some: 1 });
  }
  const rows = await test.db.query<{ status: string; count: bigint }>(
    'SELECT status, count(*) AS count FROM customer_order GROUP BY status',
  );
  expect(rows.map((row) => row.status).toSorted()).toEqual(ORDER_STATUSES.toSorted());
  expect(rows.reduce((sum, row) => sum + row.count, 0n)).toBe(BigInt(ORDER_COUNT));
});

it('agrees with what the state machine says of its lines, but for partial returns', async () => {
  const rows = await test.db.query<{
    status: string;
    payment: PaymentPhase;
    lines: FulfilmentStatus[];
    returned: bigint;
  }>(
    `SELECT o.status, o.payment, array_agg(l.fulfilment) AS lines, sum(l.returned) AS returned
       FROM customer_order o JOIN order_line l ON l.order_id = o.id GROUP BY o.id`,
  );
  const differing = rows.filter((row) => statusOf(row.payment, row.lines) !== row.status);
  expect(differing.every((row) => row.status === 'PARTIALLY_RETURNED' && row.returned > 0n)).toBe(true);
});

it('adds up: sellers to orders, lines and parcels to sellers', async () => {
  expect(
    await test.db.query(
      `SELECT s.id FROM seller_order s
        WHERE s.total <> (SELECT sum(net + tax) FROM order_line l WHERE l.seller_order_id = s.id)
                       + (SELECT sum(shipping + shipping_tax) FROM shipment p WHERE p.seller_order_id = s.id)
        UNION ALL
       SELECT o.id FROM customer_order o WHERE o.total <> (SELECT sum(total) FROM seller_order s WHERE s.order_id = o.id)`,
    ),
  ).toEqual([]);
});

it('shows the demonstration’s buyer an order page', async () => {
  const [first] = orders({ products: 600, now });
  const viewer = userViewer([], first!.userId!);
  const { data, errors } = await test.execute(
    `query ($id: ID) { order(id: $id) { number lines { imageSnapshot { url(width: 200) } } shipments { events { status } } lastSequence } }`,
    { id: first!.id },
    viewer,
  );
  expect(errors).toBeUndefined();
  expect(data.order).toMatchObject({ number: first!.number, lastSequence: String(first!.timeline.length) });
  expect(data.order.lines[0].imageSnapshot.url).toMatch(/^http.*\/media\/.*w=200/);
});
