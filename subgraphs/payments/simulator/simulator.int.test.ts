import { newId } from '@emporium/platform/ids';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GATEWAY_KEY, paymentsTest, takeWebhooks, type PaymentsTest } from '../testing/payments-test.ts';

let world: PaymentsTest;
beforeAll(async () => {
  world = await paymentsTest();
});
afterEach(() => world.faults({}));
afterAll(() => world[Symbol.asyncDispose]());

interface Reply {
  readonly status: number;
  // oxlint-disable-next-line no-explicit-any
  readonly body: any;
}

async function post(path: string, body: object, key: string = newId('evt'), apiKey = GATEWAY_KEY): Promise<Reply> {
  const response = await fetch(`${world.url}/simulator${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

const methodFor = async (token: string): Promise<string> => (await post('/v1/payment_methods', { token })).body.id;
const intentBody = (payment_method: string, amount = 1_000, order_id: string = newId('ord')) => ({
  amount,
  currency: 'USD',
  payment_method,
  capture_method: 'manual',
  confirm: true,
  metadata: { order_id, attempt: '1' },
});

describe('an idempotency key', () => {
  it.each(['tok_visa', 'tok_declined'])(
    'replays the stored answer to %s, whatever the state is meanwhile',
    async (token) => {
      const body = intentBody(await methodFor(token));
      const first = await post('/v1/payment_intents', body, `key-${token}`);
      if (first.status === 200) await post(`/v1/payment_intents/${first.body.id}/cancel`, {});
      expect(await post('/v1/payment_intents', body, `key-${token}`)).toEqual(first);
    },
  );

  it('that comes twice at once charges once', async () => {
    const body = intentBody(await methodFor('tok_visa'));
    const replies = await Promise.all([1, 2, 3, 4].map(() => post('/v1/payment_intents', body, 'at-once')));
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
  });

  it('is refused for other parameters, and charges again under another one', async () => {
    const method = await methodFor('tok_visa');
    const body = intentBody(method);
    const first = await post('/v1/payment_intents', body, 'one-key');
    expect(await post('/v1/payment_intents', { ...body, amount: 2_000 }, 'one-key')).toMatchObject({
      status: 400,
      body: { error: { code: 'idempotency_error' } },
    });
    const second = await post('/v1/payment_intents', body, 'another-key');
    expect(second.body.id).not.toBe(first.body.id);
  });
});

describe('an intent', () => {
  const authorized = async (amount = 1_000): Promise<string> =>
    (await post('/v1/payment_intents', intentBody(await methodFor('tok_visa'), amount))).body.id;
  const capture = (id: string, amount: number) =>
    post(`/v1/payment_intents/${id}/capture`, { amount_to_capture: amount, metadata: { id: newId('cap') } });

  it('is captured in parts, never beyond its amount, and refunded never beyond what was captured', async () => {
    const id = await authorized();
    expect((await capture(id, 600)).status).toBe(200);
    expect((await capture(id, 401)).body.error.code).toBe('amount_too_large');
    expect((await capture(id, 400)).status).toBe(200);
    expect((await capture(id, 1)).body.error.code).toBe('payment_intent_unexpected_state');
    const refund = (amount: number) =>
      post('/v1/refunds', { payment_intent: id, amount, metadata: { id: newId('ref') } });
    expect((await refund(1_000)).status).toBe(200);
    expect((await refund(1)).body.error.code).toBe('charge_already_refunded');
  });

  it('tells of every step by a webhook', async () => {
    const order = newId('ord');
    const { body } = await post('/v1/payment_intents', intentBody(await methodFor('tok_visa'), 1_000, order));
    await capture(body.id, 1_000);
    const types = (await takeWebhooks(world.test, body.id)).map((event) => (event as { type: string }).type);
    expect(types).toEqual(['payment_intent.requires_capture', 'capture.succeeded']);
  });
});

describe('access and faults', () => {
  it('wants the key to the API, and says what is wrong with a body', async () => {
    expect((await post('/v1/payment_methods', { token: 'tok_visa' }, 'k', 'guess')).status).toBe(401);
    expect((await post('/v1/payment_methods', { number: '4242' })).status).toBe(400);
    expect((await fetch(`${world.url}/simulator/admin/faults`)).status).toBe(401);
  });

  it('breaks on demand: before the work, after it, and on the way of the webhook', async () => {
    const body = intentBody(await methodFor('tok_visa'));
    await world.faults({ unavailable: true });
    expect((await post('/v1/payment_intents', body, 'faulty')).status).toBe(503);
    await world.faults({ webhookCopies: 3 });
    const { body: intent } = await post('/v1/payment_intents', body, 'faulty');
    expect(intent.status).toBe('requires_capture');
    expect(await takeWebhooks(world.test, intent.id)).toHaveLength(3);
    await world.faults({ webhookCopies: 0 });
    const silent = await post('/v1/payment_intents', intentBody(body.payment_method));
    expect(await takeWebhooks(world.test, silent.body.id)).toEqual([]);
    await expect(world.faults({ webhookCopies: 99 })).rejects.toThrow('webhookCopies');
  });

  it('opens the circuit after eight failures in a row, and then does not call at all', async () => {
    await world.faults({ unavailable: true });
    const attempt = { orderId: newId('ord'), attempt: 1 };
    const failures: string[] = [];
    for (let call = 0; call < 9; call += 1) {
      await world.gateway.find(attempt).catch((error: Error) => failures.push(error.name));
    }
    expect(failures).toEqual([...Array<string>(8).fill('OutcomeUnknown'), 'GatewayUnavailable']);
  });
});
