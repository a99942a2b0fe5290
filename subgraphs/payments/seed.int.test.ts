import type { UserId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { silentLog, userViewer } from '@emporium/platform/testing';
import { seedSubgraph } from '@emporium/platform/subgraph';
import { DEMO_USERS } from '@emporium/world/users';
import { userId } from '@emporium/world/ids';
import { ORDER_COUNT } from '@emporium/world/orders';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { statusOfMoney } from './domain/payment-status.ts';
import { definition } from './index.ts';
import { accountsOf, trialBalance } from './testing/ledger.ts';
import { gatewayBooks, paymentsTest, settleAll, ship, statusOf, type PaymentsTest } from './testing/payments-test.ts';

const OPTIONS = { products: 400, now: new Date('2026-10-01T09:00:00Z'), progress: () => {}, log: silentLog };

let world: PaymentsTest;
beforeAll(async () => {
  world = await paymentsTest({ now: () => OPTIONS.now });
  await seedSubgraph(definition, { ...OPTIONS, databaseUrl: world.test.db.url });
});
afterAll(() => world[Symbol.asyncDispose]());

it('gives every order a payment whose status follows from its money', async () => {
  const rows = await world.test.db.query<Record<string, bigint> & { status: never }>(
    `SELECT status, authorized_minor, captured_minor, voided_minor, refunded_minor FROM payment`,
  );
  expect(rows).toHaveLength(ORDER_COUNT);
  const paid = rows.filter((row) => row['authorized_minor']! > 0n);
  expect(paid.length).toBeGreaterThan(250);
  for (const row of paid) {
    const status = statusOfMoney({
      authorizedMinor: row['authorized_minor']!,
      capturedMinor: row['captured_minor']!,
      voidedMinor: row['voided_minor']!,
      refundedMinor: row['refunded_minor']!,
    });
    expect(row.status).toBe(status);
  }
});

it('balances, and every account agrees with its entries', async () => {
  expect(await trialBalance(world.test)).toEqual([{ currency: 'USD', total: 0n }]);
  const drifted = await world.test.db.query(
    `SELECT account FROM ledger_account a
      WHERE balance_minor <> (SELECT sum(amount_minor) FROM ledger_entry e WHERE e.account = a.account)`,
  );
  expect(drifted).toEqual([]);
  const payments = await world.test.db.query<{ kept: bigint; owed: bigint }>(
    `SELECT captured_minor - refunded_minor AS kept,
            (SELECT sum(captured_seller_minor + captured_commission_minor + captured_tax_minor
                        - refunded_seller_minor - refunded_commission_minor - refunded_tax_minor)::bigint
               FROM payment_allocation WHERE payment_id = payment.id) AS owed FROM payment`,
  );
  expect(payments.every(({ kept, owed }) => kept === owed)).toBe(true);
});

it('shows the buyer of the demonstration two cards', async () => {
  const id: UserId = userId(DEMO_USERS.buyer);
  const { data } = await world.test.execute(
    `query ($id: ID!) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { paymentMethods { brand last4 isDefault } } } }`,
    { id },
    userViewer([], id),
  );
  expect(data._entities[0].paymentMethods).toHaveLength(2);
  expect(data._entities[0].paymentMethods[0]).toEqual({ brand: 'Visa', last4: '4242', isDefault: true });
});

it('lets history go on: a seeded order ships, is captured at the gateway and posted after what was there', async () => {
  const [open] = await world.test.db.query<
    Record<'id' | 'order_id' | 'owner_id' | 'seller_id' | 'seller_order_id', never> & { authorized_minor: bigint }
  >(
    `SELECT p.id, order_id, owner_id, a.seller_id, a.seller_order_id, a.authorized_minor
       FROM payment p JOIN payment_allocation a ON a.payment_id = p.id WHERE status = 'AUTHORIZED' LIMIT 1`,
  );
  const { id: paymentId, order_id: orderId, owner_id: ownerId, seller_id, seller_order_id } = open!;
  const order = {
    paymentId,
    orderId,
    sellers: [{ sellerId: seller_id, sellerOrderId: seller_order_id }],
    command: { ownerId, amount: { currency: 'USD', minorUnits: open!.authorized_minor } } as never,
  };
  await ship(world, order, open!.authorized_minor, { shipmentId: newId('shp') });
  await settleAll(world, order);
  expect(await gatewayBooks(world.test, orderId)).toContainEqual(
    expect.objectContaining({ captured: open!.authorized_minor }),
  );
  expect(await statusOf(world.test, orderId)).toMatch(/CAPTURED$/);
  expect((await accountsOf(world.test, paymentId))['gateway_clearing']).toBe(open!.authorized_minor);
  expect(await trialBalance(world.test)).toEqual([{ currency: 'USD', total: 0n }]);
});

it('is done once', async () => {
  expect(await seedSubgraph(definition, { ...OPTIONS, databaseUrl: world.test.db.url })).toBe(false);
});
