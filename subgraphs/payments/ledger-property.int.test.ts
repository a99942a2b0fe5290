import type { CurrencyCode } from '@emporium/contracts/money';
import { newId } from '@emporium/platform/ids';
import { money } from '@emporium/platform/money';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canBecome, type PaymentStatus } from './domain/payment-status.ts';
import { ANY_SOURCE } from './domain/refund.ts';
import { accountsOf, trialBalance } from './testing/ledger.ts';
import {
  cancelOrder,
  gatewayBooks,
  paidOrder,
  paymentsTest,
  settleAll,
  ship,
  statusOf,
  type PaidOrder,
  type PaymentsTest,
} from './testing/payments-test.ts';
import { seededRandom, type Random } from './testing/random.ts';

const ORDERS = 24;
const STEPS = 10;
const CURRENCIES: readonly CurrencyCode[] = ['USD', 'JPY', 'KWD'];

let world: PaymentsTest;
beforeAll(async () => {
  world = await paymentsTest();
});
afterAll(() => world[Symbol.asyncDispose]());

/** Things that happen to an order, sensible or not: what makes no sense is refused and changes nothing. */
const STEPS_OF_LIFE: readonly ((order: PaidOrder, random: Random) => Promise<unknown>)[] = [
  (order, random) => ship(world, order, random.upTo(4_000n), { seller: random.below(2) }),
  (order, random) => ship(world, order, random.upTo(9_000n), { seller: random.below(2) }),
  () => settleAll(world),
  (order) => settleAll(world, order),
  (order, random) => createRefund(order, random.upTo(5_000n) + 1n),
  (order, random) => createRefund(order, random.below(4) === 0 ? null : random.upTo(900n) + 1n),
  (order, random) => captureAhead(order, random.upTo(3_000n) + 1n),
  (order, random) => cancelOrder(world, order, random.upTo(2_000n), false),
  (order, random) => (random.below(3) === 0 ? cancelOrder(world, order, 10_007n, true) : Promise.resolve()),
];

const createRefund = (order: PaidOrder, minor: bigint | null) =>
  world.payments.createRefund({
    idempotencyKey: newId('evt'),
    paymentId: order.paymentId,
    amount: minor === null ? null : money(minor, order.command.amount.currency),
    reason: 'random',
    returnId: null,
    source: ANY_SOURCE,
  });

const captureAhead = (order: PaidOrder, minor: bigint) =>
  world.payments.capturePaymentAhead({
    idempotencyKey: newId('evt'),
    paymentId: order.paymentId,
    amount: money(minor, order.command.amount.currency),
  });

/** Events that ask for too much are parked; everything else that is thrown is a bug. */
async function live(step: Promise<unknown>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!/left$|right now$/.test((error as Error).message)) throw error;
  }
}

async function assertBooksAgree(order: PaidOrder): Promise<void> {
  const payment = (await world.test.db.one<{ captured: bigint; refunded: bigint; prepaid: bigint }>(
    `SELECT captured_minor AS captured, refunded_minor AS refunded, prepaid_minor AS prepaid FROM payment WHERE id = $1`,
    [order.paymentId],
  ))!;
  expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([
    { captured: payment.captured, refunded: payment.refunded },
  ]);
  const accounts = await accountsOf(world.test, order.paymentId);
  expect(accounts['gateway_clearing'] ?? 0n).toBe(payment.captured - payment.refunded);
  expect(accounts['customer_prepayment'] ?? 0n).toBe(-payment.prepaid);

  const shares = await world.test.db.query<{ seller_id: string; payable: bigint }>(
    `SELECT seller_id, captured_seller_minor - refunded_seller_minor AS payable FROM payment_allocation WHERE payment_id = $1`,
    [order.paymentId],
  );
  for (const { seller_id, payable } of shares) expect(accounts[`seller_payable:${seller_id}`] ?? 0n).toBe(-payable);
}

it.each([1, 2, 3])('whatever happens, in any order, the books agree (seed %i)', async (seed) => {
  const random = seededRandom(seed);
  const orders: PaidOrder[] = [];
  for (let count = 0; count < ORDERS / 3; count += 1) {
    orders.push(await paidOrder(world.payments, [6_004n, 4_003n], random.pick(CURRENCIES)));
  }
  for (let step = 0; step < orders.length * STEPS; step += 1) {
    const order = random.pick(orders);
    const before = (await statusOf(world.test, order.orderId)) as PaymentStatus;
    await live(random.pick(STEPS_OF_LIFE)(order, random));
    const after = (await statusOf(world.test, order.orderId)) as PaymentStatus;
    if (after !== before) expect(reaches(before, after), `${before} → ${after}`).toBe(true);
  }
  await settleAll(world);

  for (const order of orders) await assertBooksAgree(order);
  for (const { currency, total } of await trialBalance(world.test)) expect([currency, total]).toEqual([currency, 0n]);
  const drifted = await world.test.db.query(
    `SELECT account, currency FROM ledger_account a
      WHERE balance_minor <> (SELECT sum(amount_minor) FROM ledger_entry e WHERE e.account = a.account AND e.currency = a.currency)`,
  );
  expect(drifted).toEqual([]);
});

/** A step may be several moves. */
function reaches(from: PaymentStatus, to: PaymentStatus): boolean {
  const statuses: readonly PaymentStatus[] = [
    'AUTHORIZED',
    'PARTIALLY_CAPTURED',
    'CAPTURED',
    'PARTIALLY_REFUNDED',
    'REFUNDED',
    'CANCELLED',
  ];
  return canBecome(from, to) || statuses.some((via) => canBecome(from, via) && reaches(via, to));
}
