import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import { createClient, type Client } from 'graphql-sse';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CLOSE_CODES } from '../live/close-codes.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let on: TestGateway;
beforeAll(async () => {
  on = await startTestGateway();
});
afterAll(() => on.stop());
const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.dispose();
  await Promise.all([on.market.productTicks.until(0), on.market.orderUpdates.until(0)]); // nothing leaks, in any test
});

const connect = (options: { authorization?: string; gateway?: TestGateway } = {}): Client => {
  const client = createClient({
    url: `${(options.gateway ?? on).endpoint}/stream`,
    retryAttempts: 0,
    ...(options.authorization ? { headers: { authorization: options.authorization } } : {}),
  });
  clients.push(client);
  return client;
};

const TICKS =
  'subscription ($after: Int) { productTicks(ids: ["p1"], after: $after) { sequence product { title rating } } }';
const ORDER = 'subscription { orderUpdated(orderId: "o1") { sequence viewer product { title } } }';
const tick = (sequence: number) => ({
  data: { productTicks: { sequence, product: { title: 'Lamp', rating: 4.5 } } },
});

const first = async (stream: AsyncIterator<unknown>) => (await stream.next()).value as FormattedExecutionResult;

/** The whole text of a response to a raw request. */
const raw = (init: RequestInit & { path?: string }) => fetch(`${on.endpoint}/stream${init.path ?? ''}`, init);

describe('an event stream', () => {
  it('carries the events of a subscription, joined, and resumes after the last', async () => {
    const stream = connect().iterate({ query: TICKS });
    const next = first(stream);
    await on.market.productTicks.until(1);
    on.market.productTicks.publish({ productId: 'p1' });
    const { data } = await next;
    const sequence = (data as { productTicks: { sequence: number } }).productTicks.sequence;
    expect(data).toEqual(tick(sequence).data);
    await stream.return?.();

    on.market.productTicks.publish({ productId: 'p1' });
    const resumed = connect().iterate({ query: TICKS, variables: { after: sequence } });
    expect(await first(resumed)).toEqual(tick(sequence + 1));
  });

  it('carries what its own viewer may see', async () => {
    const anonymous = await first(connect().iterate({ query: ORDER }));
    expect(anonymous.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    const stream = connect({ authorization: await on.tokens.user() }).iterate({ query: ORDER });
    const next = first(stream);
    await on.market.orderUpdates.until(1);
    on.market.orderUpdates.publish();
    expect(await next).toMatchObject({ data: { orderUpdated: { viewer: expect.stringMatching(/^user /) } } });
  });

  it('is what EventSource expects, comments and all', async () => {
    const response = await raw({
      path: `?query=${encodeURIComponent('{ reviewCount }')}`,
      headers: { accept: 'text/event-stream', origin: 'https://shop.example', 'x-request-id': 'from-a-page' },
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-request-id')).toBe('from-a-page');
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    const text = await response.text();
    expect(text).toMatch(/^:\n\nevent: next\ndata: \{"data":\{"reviewCount":7\}.*\}\n\nevent: complete\ndata:\s*\n\n$/);
  });

  it('serves mutations by POST only', async () => {
    const query = 'mutation { productRename(id: "p1", title: "Lantern") { title } }';
    expect(await first(connect().iterate({ query }))).toMatchObject({ data: { productRename: { title: 'Lantern' } } });
    const byGet = await raw({ path: `?query=${encodeURIComponent(query)}`, headers: { accept: 'text/event-stream' } });
    expect(await byGet.text()).toContain('Send mutations with POST');
  });

  it.each([
    ['does not accept one', 406, { accept: 'application/json' }],
    ['sends something else', 415, { accept: 'text/event-stream', 'content-type': 'text/plain' }],
    ['brings a bad token', 401, { accept: 'text/event-stream', authorization: 'Bearer x.y.z' }],
  ])('is refused to a client that %s, by %d', async (_, status, headers) => {
    const response = await raw({
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ reviewCount }' }),
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
  });
});

describe('the end of an event stream', () => {
  const closeCodeOf = ({ errors }: FormattedExecutionResult) => errors?.[0]?.extensions?.['closeCode'];

  it('leaves no upstream behind when the client goes', async () => {
    const stream = connect().iterate({ query: TICKS });
    const pending = stream.next();
    await on.market.productTicks.until(1);
    await stream.return?.();
    await pending;
    await on.market.productTicks.until(0);
    await vi.waitFor(async () =>
      expect(await on.gateway.metrics.registry.getSingleMetricAsString('gateway_subscriptions')).toContain(
        'gateway_subscriptions 0',
      ),
    );
  });

  it('comes with the token’s, and says so', async () => {
    const stream = connect({ authorization: await on.tokens.user({ expiresInS: 1 }) }).iterate({ query: ORDER });
    const last = await first(stream);
    expect(last.errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED', retryable: true } },
    ]);
    expect(closeCodeOf(last)).toBe(CLOSE_CODES.tokenExpired);
    expect((await stream.next()).done).toBe(true);
  });

  it('comes with an error when the subgraph is lost', async () => {
    const stream = connect().iterate({ query: TICKS });
    const next = first(stream);
    await on.market.productTicks.until(1);
    on.market.products.endSockets();
    expect((await next).errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }]);
  });

  it('comes with the gateway’s', async () => {
    const stopping = await startTestGateway();
    const stream = connect({ gateway: stopping }).iterate({ query: TICKS });
    const next = first(stream);
    await stopping.market.productTicks.until(1);
    const stopped = stopping.stop();
    expect(closeCodeOf(await next)).toBe(CLOSE_CODES.goingAway);
    expect((await stream.next()).done).toBe(true);
    await stopped;
  });

  it('comes to a client that reads too slowly, without harm to others', async () => {
    const slow = httpRequest(`${on.endpoint}/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    });
    const big = `subscription { productTicks(ids: ["p1"]) { sequence ${Array.from({ length: 25 }, (_, i) => `a${i}: productId`).join(' ')} } }`;
    slow.end(JSON.stringify({ query: big }));
    const [response] = (await once(slow, 'response')) as [IncomingMessage];
    response.pause();
    response.on('error', () => {}); // it is cut off in the end
    await on.market.productTicks.until(1);
    const quick = connect().iterate({ query: 'subscription { productTicks(ids: ["p1"]) { sequence } }' });
    const seen = first(quick);
    await on.market.productTicks.until(2);

    const long = 'p'.repeat(4_000);
    for (let i = 0; i < 2_000 && on.market.productTicks.active > 1; i += 1) {
      on.market.productTicks.publish({ productId: long });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await on.market.productTicks.until(1);
    expect((await seen).errors).toBeUndefined();
    slow.destroy();
  });
});
