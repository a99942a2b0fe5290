import type { OrderId } from '@emporium/contracts/ids';
import { IdempotencyConflict } from '@emporium/platform/db';
import { newId } from '@emporium/platform/ids';
import { seededClock } from '@emporium/platform/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ReleaseJob } from './app/follow-up.ts';
import { GatewayUnavailable, type PaymentGateway } from './app/ports.ts';
import { CHALLENGE_CODE } from './simulator/test-cards.ts';
import {
  cancelOrder,
  copiesOf,
  eventsOf,
  gatewayBooks,
  inTens,
  keepMethod,
  orderToPay,
  paidOrder,
  paymentsTest,
  statusOf,
  type PaymentsTest,
} from './testing/payments-test.ts';

const clock = seededClock('2026-03-02T12:00:00Z');
let world: PaymentsTest;

beforeAll(async () => {
  world = await paymentsTest({ now: clock.now });
});
afterEach(() => world.faults({}));
afterAll(() => world[Symbol.asyncDispose]());

const releaseJobs = async (): Promise<ReleaseJob[]> => {
  const rows = await world.test.db.query<{ payload: ReleaseJob }>(
    `SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier = 'payments.release'`,
  );
  return rows.map(({ payload }) => payload);
};

describe('authorising', () => {
  it('sets the money aside, and says so to orders', async () => {
    const { orderId, paymentId } = await paidOrder(world.payments);
    expect(await gatewayBooks(world.test, orderId)).toMatchObject([{ status: 'requires_capture', amount: 10_000n }]);
    expect((await world.test.outbox()).find((event) => event['orderId'] === orderId)).toEqual({
      type: 'payments.payment-authorized.v1',
      paymentId,
      orderId,
      attempt: 1,
      amount: { minor: '10000', currency: 'USD' },
    });
  });

  it.each([
    ['tok_declined', 'generic_decline'],
    ['tok_insufficient_funds', 'insufficient_funds'],
  ])('answers %s with the bank’s reason, and takes another card as the next attempt', async (token, declineCode) => {
    const { command, orderId } = await orderToPay(world.payments, token);
    expect(await world.payments.authorizePayment(command)).toMatchObject({
      value: { outcome: 'DECLINED', declineCode },
    });
    const second = {
      ...command,
      attempt: 2,
      idempotencyKey: `authorize:${orderId}:2`,
      paymentMethodId: await keepMethod(world.payments, command.ownerId, 'tok_mastercard'),
    };
    expect(await world.payments.authorizePayment(second)).toMatchObject({ value: { outcome: 'AUTHORIZED' } });
    expect(await eventsOf(world.test, orderId)).toEqual([
      'payments.payment-failed.v1',
      'payments.payment-authorized.v1',
    ]);
  });

  it('is one question, however often and however concurrently it is asked', async () => {
    const { command, orderId } = await orderToPay(world.payments, 'tok_visa');
    const keys = ['a', 'a', 'a', 'b', 'c'].map((suffix) => `${command.idempotencyKey}:${suffix}`);
    const results = await Promise.all(
      keys.map((idempotencyKey) => world.payments.authorizePayment({ ...command, idempotencyKey })),
    );
    expect(new Set(results.map((result) => result.ok && result.value.payment.id)).size).toBe(1);
    expect(await gatewayBooks(world.test, orderId)).toHaveLength(1);
    expect(await eventsOf(world.test, orderId)).toEqual(['payments.payment-authorized.v1']);
  });

  it('refuses another amount under the same key, or under the number of the attempt', async () => {
    const { command } = await orderToPay(world.payments, 'tok_visa');
    await world.payments.authorizePayment(command);
    const other = { ...command, amount: { ...command.amount, minorUnits: 5n } };
    await expect(world.payments.authorizePayment(other)).rejects.toBeInstanceOf(IdempotencyConflict);
    await expect(world.payments.authorizePayment({ ...other, idempotencyKey: newId('evt') })).rejects.toBeInstanceOf(
      IdempotencyConflict,
    );
  });

  it('does not know somebody else’s card', async () => {
    const { command } = await orderToPay(world.payments, 'tok_visa');
    expect(await world.payments.authorizePayment({ ...command, ownerId: newId('usr') })).toEqual({
      ok: false,
      error: { code: 'METHOD_NOT_FOUND' },
    });
  });

  it('adds no attempt to what is authorised', async () => {
    const { command } = await paidOrder(world.payments);
    expect(await world.payments.authorizePayment({ ...command, attempt: 2, idempotencyKey: newId('evt') })).toEqual({
      ok: false,
      error: { code: 'ILLEGAL_TRANSITION', status: 'AUTHORIZED' },
    });
  });

  it('fails at once when the gateway cannot be reached, and the next attempt may succeed', async () => {
    const dead: PaymentGateway = {
      ...world.gateway,
      authorize: () => Promise.reject(new GatewayUnavailable('it is taken for dead')),
    };
    const { command, orderId } = await orderToPay(world.payments, 'tok_visa');
    expect(await world.with(dead).authorizePayment(command)).toMatchObject({
      value: { outcome: 'DECLINED', declineCode: 'gateway_unavailable' },
    });
    const next = { ...command, attempt: 2, idempotencyKey: newId('evt') };
    expect(await world.payments.authorizePayment(next)).toMatchObject({ value: { outcome: 'AUTHORIZED' } });
    expect(await gatewayBooks(world.test, orderId)).toHaveLength(1);
  });
});

describe('3-D Secure', () => {
  const challenged = async () => {
    const order = await orderToPay(world.payments, 'tok_3ds');
    const result = await world.payments.authorizePayment(order.command);
    if (!result.ok || result.value.outcome !== 'REQUIRES_ACTION') throw new Error('no challenge');
    return { ...order, payment: result.value.payment, action: result.value.nextAction! };
  };
  const confirm = (order: Awaited<ReturnType<typeof challenged>>, proof: string) =>
    world.payments.confirmPayment({
      idempotencyKey: newId('evt'),
      paymentId: order.payment.id,
      ownerId: order.command.ownerId,
      proof,
    });

  it('sends the buyer to the bank, and takes the code that comes back', async () => {
    const order = await challenged();
    const page = await fetch(order.action.redirectUrl!);
    expect(await page.text()).toContain(CHALLENGE_CODE);
    expect(await confirm(order, CHALLENGE_CODE)).toMatchObject({ ok: true, value: { status: 'AUTHORIZED' } });
    expect(await confirm(order, CHALLENGE_CODE)).toMatchObject({ ok: true, value: { status: 'AUTHORIZED' } });
    expect(await eventsOf(world.test, order.orderId)).toEqual(['payments.payment-authorized.v1']);
  });

  it('counts a wrong code as refused', async () => {
    const order = await challenged();
    expect(await confirm(order, '000000')).toMatchObject({ ok: false, error: { code: 'AUTHENTICATION_FAILED' } });
    expect(await statusOf(world.test, order.orderId)).toBe('FAILED');
  });

  it('is confirmed on the page itself by whoever has its address, and by nobody else', async () => {
    const order = await challenged();
    const { redirectUrl } = order.action;
    expect((await fetch(redirectUrl!.replace(/secret=.*/, 'secret=guess'))).status).toBe(404);
    await fetch(redirectUrl!, { method: 'POST', body: new URLSearchParams({ answer: 'yes' }) });
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ status: 'requires_capture' }]);
    expect(await confirm(order, CHALLENGE_CODE)).toMatchObject({ ok: true, value: { status: 'AUTHORIZED' } });
  });

  it('is the buyer’s alone', async () => {
    const order = await challenged();
    const stranger = { ...order, command: { ...order.command, ownerId: newId('usr') } };
    expect(await confirm(stranger, CHALLENGE_CODE)).toEqual({ ok: false, error: { code: 'NOT_FOUND' } });
  });

  it('gives way to another card; a confirmation that comes after that is let go', async () => {
    const order = await challenged();
    const second = {
      ...order.command,
      attempt: 2,
      idempotencyKey: newId('evt'),
      paymentMethodId: await keepMethod(world.payments, order.command.ownerId, 'tok_visa'),
    };
    expect(await world.payments.authorizePayment(second)).toMatchObject({ value: { outcome: 'AUTHORIZED' } });
    await fetch(order.action.redirectUrl!, { method: 'POST', body: new URLSearchParams({ answer: 'yes' }) });
    await world.payments.recordReport((await world.gateway.find({ orderId: order.orderId, attempt: 1 }))!);

    expect(await statusOf(world.test, order.orderId)).toBe('AUTHORIZED');
    const job = { paymentId: order.payment.id, attempt: 1 };
    expect(await releaseJobs()).toContainEqual(job);
    await world.payments.releaseAuthorization(job);
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([
      { status: 'canceled' },
      { status: 'requires_capture' },
    ]);
  });

  it('runs out: the reconciler counts it as refused', async () => {
    const order = await challenged();
    clock.advance(16 * 60_000);
    await world.payments.reconcilePayments();
    expect(await statusOf(world.test, order.orderId)).toBe('FAILED');
    expect(await eventsOf(world.test, order.orderId)).toEqual(['payments.payment-failed.v1']);
    await world.payments.releaseAuthorization({ paymentId: order.payment.id, attempt: 1 });
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ status: 'canceled' }]);
  });
});

describe('an answer that does not come', () => {
  it('leaves the outcome open, and the reconciler learns it: authorised once', async () => {
    const { command, orderId } = await orderToPay(world.payments, 'tok_timeout');
    expect(await world.payments.authorizePayment(command)).toMatchObject({ value: { outcome: 'PENDING' } });
    expect(await statusOf(world.test, orderId)).toBe('PROCESSING');
    clock.advance(31_000);
    await world.payments.reconcilePayments();
    expect(await statusOf(world.test, orderId)).toBe('AUTHORIZED');
    expect(await gatewayBooks(world.test, orderId)).toHaveLength(1);
    expect(await world.payments.authorizePayment(command)).toMatchObject({ value: { outcome: 'AUTHORIZED' } });
  });

  it('is asked for again under the same key when the call never arrived', async () => {
    const { command, orderId } = await orderToPay(world.payments, 'tok_visa');
    await world.faults({ unavailable: true });
    expect(await world.payments.authorizePayment(command)).toMatchObject({ value: { outcome: 'PENDING' } });
    await world.faults({});
    expect(await gatewayBooks(world.test, orderId)).toHaveLength(0);
    clock.advance(31_000);
    await world.payments.reconcilePayments();
    expect(await statusOf(world.test, orderId)).toBe('AUTHORIZED');
  });

  it('is let go when the order was given up meanwhile', async () => {
    const { command, orderId } = await orderToPay(world.payments, 'tok_timeout');
    const pending = await world.payments.authorizePayment(command);
    await world.payments.voidPayment({ idempotencyKey: newId('evt'), orderId });
    expect(await statusOf(world.test, orderId)).toBe('CANCELLED');

    await world.payments.recordReport((await world.gateway.find({ orderId, attempt: 1 }))!);
    expect(await statusOf(world.test, orderId)).toBe('CANCELLED');
    const paymentId = (pending.ok && pending.value.payment.id) as never;
    await world.payments.releaseAuthorization({ paymentId, attempt: 1 });
    expect(await gatewayBooks(world.test, orderId)).toMatchObject([{ status: 'canceled', captured: 0n }]);
    expect(await eventsOf(world.test, orderId)).toEqual([]);
  });
});

describe('an order that is given up', () => {
  const giveUp = (orderId: OrderId) => world.payments.voidPayment({ idempotencyKey: newId('evt'), orderId });
  const refused = { ok: false, error: { code: 'ILLEGAL_TRANSITION', status: 'CANCELLED' } };

  it('before anybody asked to pay for it takes no money afterwards, whoever asks', async () => {
    const { command, orderId } = await orderToPay(world.payments, 'tok_visa');
    expect(await giveUp(orderId)).toEqual({ ok: true, value: null });
    expect(await giveUp(orderId)).toEqual({ ok: true, value: null });
    expect(await world.payments.authorizePayment(command)).toEqual(refused);
    const second = { ...command, attempt: 2, idempotencyKey: newId('evt') };
    expect(await world.payments.authorizePayment(second)).toEqual(refused);
    expect(await gatewayBooks(world.test, orderId)).toEqual([]);
    expect(await eventsOf(world.test, orderId)).toEqual([]);
  });

  it('is refused by its cancellation too, but only by that of the whole', async () => {
    const [whole, part] = [await orderToPay(world.payments, 'tok_visa'), await orderToPay(world.payments, 'tok_visa')];
    await cancelOrder(world, whole, 0n, true);
    await cancelOrder(world, part, 0n, false);
    expect(await world.payments.authorizePayment(whole.command)).toEqual(refused);
    expect(await world.payments.authorizePayment(part.command)).toMatchObject({ value: { outcome: 'AUTHORIZED' } });
  });

  it('while the gateway is asked holds no money in the end, whichever comes first', async () => {
    const commands = copiesOf(await orderToPay(world.payments, 'tok_visa'), 60);
    await inTens(commands, async (command) => {
      const steps = [() => world.payments.authorizePayment(command), () => giveUp(command.orderId)];
      await Promise.all((commands.indexOf(command) % 2 ? steps : steps.toReversed()).map((step) => step()));
    });
    for (const job of await releaseJobs()) await world.payments.releaseAuthorization(job);
    await inTens(commands, async (command) => {
      const again = await world.payments.authorizePayment({ ...command, idempotencyKey: newId('evt') });
      expect(again.ok && again.value.outcome).not.toBe('AUTHORIZED');
      const books = await gatewayBooks(world.test, command.orderId);
      expect(books.every(({ status, captured }) => status === 'canceled' && captured === 0n)).toBe(true);
    });
  });
});
