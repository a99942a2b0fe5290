import { createJobs } from '@emporium/platform/jobs';
import { newId } from '@emporium/platform/ids';
import { silentLog, userViewer } from '@emporium/platform/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OutcomeUnknown } from './app/ports.ts';
import { CHALLENGE_CODE } from './simulator/test-cards.ts';
import {
  eventsOf,
  gatewayBooks,
  orderToPay,
  paidOrder,
  paymentsTest,
  postSigned,
  postWebhook,
  settleAll,
  ship,
  statusOf,
  takeWebhooks,
  WEBHOOK_SECRET,
  type PaymentsTest,
} from './testing/payments-test.ts';
import { signWebhook } from './webhooks/signature.ts';

let world: PaymentsTest;

beforeAll(async () => {
  world = await paymentsTest();
});
afterEach(() => world.faults({}));
afterAll(() => world[Symbol.asyncDispose]());

describe('a webhook', () => {
  it.each([
    ['without a signature', () => null],
    ['signed with another secret', (body: string) => signWebhook(body, 'another secret', new Date())],
    ['signed for another body', () => signWebhook('{}', WEBHOOK_SECRET, new Date())],
    ['older than five minutes', (body: string) => signWebhook(body, WEBHOOK_SECRET, new Date(Date.now() - 301_000))],
    ['from the future', (body: string) => signWebhook(body, WEBHOOK_SECRET, new Date(Date.now() + 302_000))],
  ])('%s is refused', async (_, sign) => {
    const { command, orderId } = await orderToPay(world.payments, 'tok_3ds');
    const result = await world.payments.authorizePayment(command);
    const reference = result.ok ? result.value.payment.attempts[0]!.gatewayReference! : '';
    await world.gateway.confirm(reference, CHALLENGE_CODE, newId('evt'));
    const event = (await takeWebhooks(world.test, orderId)).at(-1);
    const body = JSON.stringify(event);
    expect((await postWebhook(world.url, body, sign(body))).status).toBe(400);
    expect(await statusOf(world.test, orderId)).toBe('REQUIRES_ACTION');
    expect((await postSigned(world.url, event!)).status).toBe(200);
    expect(await statusOf(world.test, orderId)).toBe('AUTHORIZED');
  });

  it('that is late brings the outcome of a call that timed out', async () => {
    const { command, orderId } = await orderToPay(world.payments, 'tok_timeout');
    expect(await world.payments.authorizePayment(command)).toMatchObject({ value: { outcome: 'PENDING' } });
    const [event] = await takeWebhooks(world.test, orderId);
    expect((await postSigned(world.url, event!)).status).toBe(200);
    expect(await statusOf(world.test, orderId)).toBe('AUTHORIZED');
    expect(await eventsOf(world.test, orderId)).toEqual(['payments.payment-authorized.v1']);
  });

  it('that overtakes an answer which never comes is what the caller hears', async () => {
    const { command, orderId } = await orderToPay(world.payments, 'tok_visa');
    const payments = world.with({
      ...world.gateway,
      async authorize(...parameters) {
        await world.gateway.authorize(...parameters);
        const [event] = await takeWebhooks(world.test, orderId);
        await postSigned(world.url, event!);
        throw new OutcomeUnknown('no answer in time');
      },
    });
    expect(await payments.authorizePayment(command)).toMatchObject({ value: { outcome: 'AUTHORIZED' } });
  });

  it('that comes again, late and in the wrong order changes nothing', async () => {
    await world.faults({ webhookCopies: 2 });
    const { command, orderId } = await orderToPay(world.payments, 'tok_3ds');
    const result = await world.payments.authorizePayment(command);
    const paymentId = result.ok ? result.value.payment.id : (null as never);
    const confirmation = { idempotencyKey: 'confirm-it', paymentId, ownerId: command.ownerId, proof: CHALLENGE_CODE };
    await world.payments.confirmPayment(confirmation);
    const events = await takeWebhooks(world.test, orderId);
    expect(events).toHaveLength(4);
    for (const event of events.toReversed()) expect((await postSigned(world.url, event)).status).toBe(200);
    expect(await statusOf(world.test, orderId)).toBe('AUTHORIZED');
    expect(await eventsOf(world.test, orderId)).toEqual(['payments.payment-authorized.v1']);
  });

  it('about somebody else’s payment is taken in and forgotten', async () => {
    const { command, orderId } = await orderToPay(world.payments, 'tok_visa');
    await world.gateway.authorize({ orderId, attempt: 1 }, await methodReference(command.ownerId), command.amount);
    const [event] = await takeWebhooks(world.test, orderId);
    expect((await postSigned(world.url, event!)).status).toBe(200);
    expect(await statusOf(world.test, orderId)).toBeUndefined();
  });

  it('settles a capture and a refund that our own call has not settled, once', async () => {
    const order = await paidOrder(world.payments);
    await ship(world, order, 10_000n);
    const { id } = (await world.test.db.one<{ id: `cap_${string}` }>('SELECT id FROM capture WHERE payment_id = $1', [
      order.paymentId,
    ]))!;
    const reference = (await world.gateway.find({ orderId: order.orderId, attempt: 1 }))!.gatewayReference;
    await world.gateway.capture({ orderId: order.orderId, attempt: 1 }, reference, id, order.command.amount);
    const [event] = await takeWebhooks(world.test, id);
    await Promise.all([postSigned(world.url, event!), postSigned(world.url, event!), settleAll(world, order)]);
    expect(await statusOf(world.test, order.orderId)).toBe('CAPTURED');
    expect(await gatewayBooks(world.test, order.orderId)).toMatchObject([{ captured: 10_000n }]);
    expect(await eventsOf(world.test, order.orderId)).toHaveLength(2);
  });
});

const methodReference = async (ownerId: string): Promise<string> =>
  (await world.test.db.one<{ reference: string }>('SELECT reference FROM payment_method WHERE owner_id = $1', [
    ownerId,
  ]))!.reference;

it('runs by itself with its jobs: a payment that timed out is authorised, captured, and watched all the way', async () => {
  await world.test.db.query('DELETE FROM graphile_worker._private_jobs');
  const { command, orderId, sellers } = await orderToPay(world.payments, 'tok_timeout');
  const result = await world.payments.authorizePayment(command);
  const paymentId = result.ok ? result.value.payment.id : (null as never);
  const events = await world.test.subscribe(
    'subscription ($id: ID!) { paymentStatusChanged(paymentId: $id) { sequence status } }',
    { id: paymentId },
    userViewer([], command.ownerId as never),
  );
  const next = async () => (await events.next()).value?.data.paymentStatusChanged;
  expect(await next()).toMatchObject({ status: 'PROCESSING' });

  const { tasks } = world.test.subgraph;
  const jobs = createJobs({ databaseUrl: world.test.db.url, tasks: tasks!, pollIntervalMs: 50, log: silentLog });
  await jobs.start();
  try {
    expect(await next()).toMatchObject({ status: 'AUTHORIZED' });
    await ship(world, { command, orderId, sellers, paymentId }, 10_000n);
    expect(await next()).toMatchObject({ status: 'CAPTURED' });
  } finally {
    await jobs.stop();
    await events.return!();
  }
});
