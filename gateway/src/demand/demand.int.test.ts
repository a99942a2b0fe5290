import type { FormattedExecutionResult } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

type Result = FormattedExecutionResult<Record<string, unknown>, Record<string, unknown>>;
type Ask = (gateway: TestGateway, query: string, authorization: string) => Promise<Result>;

let on: TestGateway;
beforeAll(async () => {
  on = await startTestGateway({
    cost: { capacity: 40, restorePerSecond: 1 },
    throttled: {
      'Mutation.productRename': [{ per: 'account', uses: 2, withinSeconds: 3_600 }],
      'Subscription.productTicks': [{ per: 'account', uses: 1, withinSeconds: 3_600 }],
    },
  });
});
afterAll(() => on.stop());

const overHttp: Ask = async (gateway, query, authorization) =>
  (await gateway.query(query, { headers: { authorization } })) as Result;

/** A result, or the errors of an `error` message. */
const overWebSocket: Ask = (gateway, query, authorization) =>
  new Promise((resolve, reject) => {
    gateway.connect({ authorization }).subscribe(
      { query },
      {
        next: (result) => resolve(result as Result),
        error: (error) => (Array.isArray(error) ? resolve({ errors: error } as Result) : reject(error as Error)),
        complete: () => {},
      },
    );
  });

describe.each([
  ['HTTP', overHttp],
  ['WebSocket', overWebSocket],
])('over %s', (_, ask) => {
  it('answers tell what they cost, until it cannot be paid', async () => {
    const ada = await on.tokens.user();
    const first = await ask(on, '{ products { id } }', ada);
    expect(first.extensions).toEqual({ cost: { requested: 5, available: 35, restorePerSecond: 1 } });
    await ask(on, '{ a: products { id } b: products { id } c: products { id } d: products { id } }', ada);
    await ask(on, '{ a: products { id } b: products { id } }', ada);
    const refused = await ask(on, '{ a: products { id } b: products { id } }', ada);
    expect(refused.data ?? null).toBeNull();
    expect(refused.errors).toEqual([
      expect.objectContaining({ extensions: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) } }),
    ]);
    const bob = await ask(on, '{ products { id } }', await on.tokens.user());
    expect(bob.errors).toBeUndefined();
  });

  it('what nobody can pay says so', async () => {
    const nine = Array.from({ length: 9 }, (_, index) => `p${index}: products { id }`).join(' ');
    const refused = await ask(on, `{ ${nine} }`, await on.tokens.user());
    expect(refused.errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('costs 45'),
        extensions: { code: 'OPERATION_TOO_EXPENSIVE' },
      }),
    ]);
  });

  it('limits on a field count aliases, and nothing is sent on', async () => {
    const mallory = await on.tokens.user();
    const rename = (name: string) => `${name}: productRename(id: "p1", title: "x") { id }`;
    const refused = await ask(on, `mutation { ${rename('a')} ${rename('b')} ${rename('c')} }`, mallory);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 3_600_000 });
    expect((await ask(on, `mutation { ${rename('a')} ${rename('b')} }`, mallory)).errors).toBeUndefined();
    expect((await ask(on, `mutation { ${rename('a')} }`, mallory)).errors?.[0]?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
    });
  });
});

it('over HTTP the status and the header say so too, and asking for the cost alone is free', async () => {
  const authorization = await on.tokens.user();
  const priced = await on.query('{ products { id } }', { headers: { authorization, 'x-cost-only': '1' } });
  expect(priced).toMatchObject({ data: null, extensions: { cost: { requested: 5, available: 40 } } });
  expect(priced.errors).toBeUndefined();

  const eight = `{ ${Array.from({ length: 8 }, (_, index) => `p${index}: products { id }`).join(' ')} }`;
  expect((await on.query(eight, { headers: { authorization } })).status).toBe(200);
  const refused = await on.query(eight, { headers: { authorization } });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(30);
});

it('subscriptions fall under both', async () => {
  const authorization = await on.tokens.user();
  const text = 'subscription { productTicks(ids: ["p1"]) { sequence } }';
  const client = on.connect({ authorization });
  const running = client.iterate({ query: text });
  const first = running.next();
  await on.market.productTicks.until(1);
  on.market.productTicks.publish({ productId: 'p1' });
  expect(await first).toMatchObject({ value: { data: { productTicks: { sequence: 1 } } } });
  const refused = await overWebSocket(on, text, authorization);
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED' });
  await running.return?.();
});
