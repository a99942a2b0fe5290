import { newId } from '@emporium/platform/ids';
import { money } from '@emporium/platform/money';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANY_SOURCE } from './domain/refund.ts';
import {
  cancelOrder,
  eventsOf,
  gatewayBooks,
  orderToPay,
  paidOrder,
  paymentsTest,
  settleAll,
  ship,
  statusOf,
  type PaidOrder,
  type PaymentsTest,
} from './testing/payments-test.ts';
import { accountsOf, trialBalance } from './testing/ledger.ts';

let world: PaymentsTest;

beforeAll(async () => {
  world = await paymentsTest();
});
afterAll(() => world[Symbol.asyncDispose]());

const refund = (order: PaidOrder, minor: bigint | null, rest: object = {}) =>
  world.payments.createRefund({
    idempotencyKey: newId('evt'),
    paymentId: order.paymentId,
    amount: minor === null ? null : money(minor, order.command.amount.currency),
    reason: 'damaged',
    returnId: null,
    source: ANY_SOURCE,
    ...rest,
  });

const captureAhead = (order: PaidOrder, minor: bigint | null) =>
  world.payments.capturePaymentAhead({
    idempotencyKey: newId('evt'),
    paymentId: order.paymentId,
    amount: minor === null ? null : money(minor, order.command.amount.currency),
  });

describe('capturing', () => {
  it('takes each shipment’s share when it leaves, and splits it between seller, marketplace and tax office', async () => {
    const order = await paidOrder(world.payments, [6_000, 4_000]);
    await ship(world, order, 6_000n);
    await settleAll(world);
    expect(await statusOf(world.test, order.orderId)).toBe('PARTIALLY_CAPTURED');
    await ship(world, order, 4_000n, { seller: 1 });
    await settleAll(world);
    expect(await statusOf(world.test, order.orderId)).toBe('CAPTURED');
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ status: 'succeeded', captured: 10_000n }]);
    expect(await accountsOf(world.test, order.paymentId)).toEqual({
      gateway_clearing: 10_000n,
      platform_commission: -1_000n,
      tax_payable: -1_000n,
      [`seller_payable:${order.sellers[0]!.sellerId}`]: -4_800n,
      [`seller_payable:${order.sellers[1]!.sellerId}`]: -3_200n,
    });
  });

  it('happens once for a shipment, however often its event comes', async () => {
    const order = await paidOrder(world.payments);
    const shipmentId = await ship(world, order, 3_000n);
    await Promise.all([1, 2, 3].map(() => ship(world, order, 3_000n, { shipmentId })));
    await settleAll(world);
    await ship(world, order, 3_000n, { shipmentId });
    await settleAll(world);
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ captured: 3_000n }]);
  });

  it('never takes more than was authorised', async () => {
    const order = await paidOrder(world.payments);
    await ship(world, order, 9_000n);
    await expect(ship(world, order, 1_001n)).rejects.toThrow('has 1000 left');
  });

  it.each([
    ['JPY', 12_345n],
    ['KWD', 1_234_567n],
  ] as const)('is exact in %s, whose smallest unit is not a hundredth', async (currency, amount) => {
    const order = await paidOrder(world.payments, [amount], currency);
    await ship(world, order, amount);
    await settleAll(world);
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ captured: amount }]);
    expect((await accountsOf(world.test, order.paymentId))['gateway_clearing']).toBe(amount);
  });

  it('ahead of shipments keeps the money for the buyer until they earn it', async () => {
    const order = await paidOrder(world.payments);
    await captureAhead(order, 7_000n);
    await settleAll(world);
    expect(await accountsOf(world.test, order.paymentId)).toEqual({
      gateway_clearing: 7_000n,
      customer_prepayment: -7_000n,
    });
    await ship(world, order, 10_000n);
    await settleAll(world);
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ captured: 10_000n }]);
    expect(await accountsOf(world.test, order.paymentId)).toMatchObject({
      gateway_clearing: 10_000n,
      customer_prepayment: 0n,
      tax_payable: -1_000n,
    });
    expect(await captureAhead(order, null)).toEqual({ ok: false, error: { code: 'ALREADY_CAPTURED' } });
  });

  it('that the gateway refuses for good leaves the books as they were, and tells orders once', async () => {
    const order = await paidOrder(world.payments);
    await world.gateway.release({ orderId: order.orderId, attempt: 1 }, (await references(order))!);
    const shipmentId = await ship(world, order, 5_000n);
    await settleAll(world);
    await settleAll(world);
    expect(await statusOf(world.test, order.orderId)).toBe('AUTHORIZED');
    expect((await world.test.outbox()).filter((event) => event['orderId'] === order.orderId).slice(1)).toEqual([
      {
        type: 'payments.payment-capture-failed.v1',
        paymentId: order.paymentId,
        orderId: order.orderId,
        shipmentId,
        amount: { minor: '5000', currency: 'USD' },
        failureCode: 'payment_intent_unexpected_state',
      },
    ]);
    expect(await accountsOf(world.test, order.paymentId)).toEqual({});
    expect(
      await world.test.db.one('SELECT status, failure_code FROM capture WHERE payment_id = $1', [order.paymentId]),
    ).toEqual({ status: 'FAILED', failure_code: 'payment_intent_unexpected_state' });
  });
});

const references = async (order: PaidOrder): Promise<string | undefined> =>
  (
    await world.test.db.one<{ gateway_reference: string }>(
      'SELECT gateway_reference FROM payment_attempt WHERE payment_id = $1',
      [order.paymentId],
    )
  )?.gateway_reference;

describe('refunding', () => {
  it('takes the money back from whom it went to, to the last unit', async () => {
    const order = await paidOrder(world.payments, [3_333, 6_667]);
    await ship(world, order, 3_333n);
    await ship(world, order, 6_667n, { seller: 1 });
    await settleAll(world);
    for (const part of [1n, 3_333n, 17n]) await refund(order, part);
    await settleAll(world);
    expect(await statusOf(world.test, order.orderId)).toBe('PARTIALLY_REFUNDED');
    await refund(order, null);
    await settleAll(world);
    expect(await statusOf(world.test, order.orderId)).toBe('REFUNDED');
    expect(Object.values(await accountsOf(world.test, order.paymentId)).every((balance) => balance === 0n)).toBe(true);
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ captured: 10_000n, refunded: 10_000n }]);
  });

  it('promises no money twice: ten refunds of a third at once, three succeed', async () => {
    const order = await paidOrder(world.payments);
    await ship(world, order, 10_000n);
    await settleAll(world);
    const results = await Promise.all(Array.from({ length: 10 }, () => refund(order, 3_333n)));
    expect(results.filter((result) => result.ok)).toHaveLength(3);
    expect(results.find((result) => !result.ok)).toEqual({
      ok: false,
      error: { code: 'AMOUNT_EXCEEDS_REFUNDABLE', refundable: { minor: '1', currency: 'USD' } },
    });
    await settleAll(world);
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ refunded: 9_999n }]);
  });

  it('by a seller takes the seller’s own money only', async () => {
    const order = await paidOrder(world.payments, [6_000, 4_000]);
    await ship(world, order, 6_000n);
    await ship(world, order, 4_000n, { seller: 1 });
    await settleAll(world);
    const source = { sellerIds: [order.sellers[1]!.sellerId], sellerOrderId: null };
    expect(await refund(order, 4_001n, { source })).toMatchObject({ error: { refundable: { minor: '4000' } } });
    await refund(order, 4_000n, { source });
    await settleAll(world);
    expect(await accountsOf(world.test, order.paymentId)).toMatchObject({
      [`seller_payable:${order.sellers[0]!.sellerId}`]: -4_800n,
      [`seller_payable:${order.sellers[1]!.sellerId}`]: 0n,
    });
    expect(await refund(order, 1n, { source: { sellerIds: [newId('sel')], sellerOrderId: null } })).toEqual({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
  });
});

describe('cancelling', () => {
  it('whole: nothing will be captured, and the gateway lets the money go', async () => {
    const order = await paidOrder(world.payments);
    await cancelOrder(world, order, 10_000n, true);
    expect(await statusOf(world.test, order.orderId)).toBe('CANCELLED');
    await world.payments.releaseAuthorization({ paymentId: order.paymentId, attempt: 1 });
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ status: 'canceled', captured: 0n }]);
    await expect(ship(world, order, 1n)).rejects.toThrow('has 0 left');
  });

  it('in part: the rest is captured, and what is left over is let go after the last shipment', async () => {
    const order = await paidOrder(world.payments);
    await cancelOrder(world, order, 4_000n, false);
    await ship(world, order, 6_000n);
    await world.payments.releaseAuthorization({ paymentId: order.paymentId, attempt: 1 });
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ status: 'requires_capture' }]);
    await settleAll(world);
    await world.payments.releaseAuthorization({ paymentId: order.paymentId, attempt: 1 });
    expect(await statusOf(world.test, order.orderId)).toBe('CAPTURED');
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ status: 'succeeded', captured: 6_000n }]);
  });

  it('gives back what finance had captured ahead', async () => {
    const order = await paidOrder(world.payments);
    await captureAhead(order, 8_000n);
    await settleAll(world);
    await cancelOrder(world, order, 10_000n, true);
    await settleAll(world);
    expect(await statusOf(world.test, order.orderId)).toBe('REFUNDED');
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ captured: 8_000n, refunded: 8_000n }]);
    expect(await accountsOf(world.test, order.paymentId)).toEqual({ gateway_clearing: 0n, customer_prepayment: 0n });
  });

  it('races a shipment to one of two right ends', async () => {
    for (let round = 0; round < 10; round += 1) {
      const order = await paidOrder(world.payments);
      const [shipped] = await Promise.allSettled([
        ship(world, order, 10_000n),
        cancelOrder(world, order, 10_000n, true),
      ]);
      await settleAll(world);
      const taken = shipped.status === 'fulfilled' ? 10_000n : 0n;
      expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ captured: taken }]);
      expect(await statusOf(world.test, order.orderId)).toBe(taken > 0n ? 'CAPTURED' : 'CANCELLED');
    }
  });

  it('voids once for orders, and says when there is nothing to void', async () => {
    const order = await paidOrder(world.payments);
    const command = { idempotencyKey: newId('evt'), orderId: order.orderId };
    expect(await world.payments.voidPayment(command)).toEqual({ ok: true, value: order.paymentId });
    expect(await world.payments.voidPayment({ ...command, idempotencyKey: newId('evt') })).toMatchObject({ ok: true });
    const captured = await paidOrder(world.payments);
    await ship(world, captured, 10_000n);
    expect(await world.payments.voidPayment({ idempotencyKey: newId('evt'), orderId: captured.orderId })).toEqual({
      ok: false,
      error: { code: 'ALREADY_CAPTURED' },
    });
  });
});

describe('a process killed between the gateway’s answer and the commit', () => {
  class Killed extends Error {}
  const dyingAfter = (step: 'authorize' | 'capture' | 'refund') =>
    world.with({
      ...world.gateway,
      [step]: async (...parameters: never[]) => {
        await (world.gateway[step] as (...all: never[]) => Promise<unknown>)(...parameters);
        throw new Killed();
      },
    });

  it('captures once', async () => {
    const order = await paidOrder(world.payments);
    await ship(world, order, 4_000n);
    const dying = settleAll({ ...world, payments: dyingAfter('capture') }, order);
    await expect(dying).rejects.toBeInstanceOf(Killed);
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ captured: 4_000n }]);
    expect(await statusOf(world.test, order.orderId)).toBe('AUTHORIZED');
    await settleAll(world, order);
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ captured: 4_000n }]);
    expect(await statusOf(world.test, order.orderId)).toBe('PARTIALLY_CAPTURED');
    expect(await eventsOf(world.test, order.orderId)).toEqual([
      'payments.payment-authorized.v1',
      'payments.payment-captured.v1',
    ]);
  });

  it('authorises once', async () => {
    const { command, orderId } = await orderToPay(world.payments, 'tok_visa');
    await expect(dyingAfter('authorize').authorizePayment(command)).rejects.toBeInstanceOf(Killed);
    expect(await statusOf(world.test, orderId)).toBe('PROCESSING');
    await Promise.all([1, 2, 3].map(() => world.payments.authorizePayment(command)));
    expect(await gatewayBooks(world.test, orderId)).toMatchObject([{ status: 'requires_capture' }]);
    expect(await eventsOf(world.test, orderId)).toEqual(['payments.payment-authorized.v1']);
  });

  it('refunds once', async () => {
    const order = await paidOrder(world.payments);
    await ship(world, order, 10_000n);
    await settleAll(world);
    await refund(order, 4_000n);
    const dying = settleAll({ ...world, payments: dyingAfter('refund') }, order);
    await expect(dying).rejects.toBeInstanceOf(Killed);
    await settleAll(world, order);
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ refunded: 4_000n }]);
    expect((await accountsOf(world.test, order.paymentId))['gateway_clearing']).toBe(6_000n);
  });
});

describe('the ledger', () => {
  it('balances over everything that happened above', async () => {
    for (const { currency, total } of await trialBalance(world.test))
      expect({ currency, total }).toEqual({ currency, total: 0n });
  });

  it('refuses a transaction that does not sum to zero, whoever writes it', async () => {
    const order = await paidOrder(world.payments);
    const unbalanced = world.test.db.uow.run(async (tx) => {
      const [row] = await tx.query<{ sequence: bigint }>(
        `INSERT INTO ledger_transaction (id, kind, reference, payment_id, posted_at)
         VALUES ($1, 'CAPTURE', 'x', $2, now()) RETURNING sequence`,
        [newId('ltx'), order.paymentId],
      );
      tx.write(
        `INSERT INTO ledger_entry (id, transaction_sequence, account, currency, amount_minor, balance_minor, posted_at)
         VALUES ($1, $2, 'tax_payable', 'USD', 5, 5, now()), ($3, $2, 'gateway_clearing', 'EUR', -5, -5, now())`,
        [newId('lte'), row!.sequence, newId('lte')],
      );
    });
    await expect(unbalanced).rejects.toThrow('out of balance');
  });

  it.each(['UPDATE ledger_entry SET amount_minor = 1', 'DELETE FROM ledger_entry', 'DELETE FROM ledger_transaction'])(
    'refuses %s',
    async (statement) => {
      await expect(world.test.db.query(statement)).rejects.toThrow('append-only');
    },
  );
});
