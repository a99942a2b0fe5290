import { once } from 'node:events';
import type { FormattedExecutionResult } from 'graphql';
import type { Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import { CLOSE_CODES } from './close-codes.ts';

let on: TestGateway;
const clients: Client[] = [];
beforeAll(async () => {
  on = await startTestGateway();
});
afterAll(() => on.stop());
afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await Promise.all([on.market.productTicks.until(0), on.market.orderUpdates.until(0)]); // nothing leaks, in any test
});

const connect = (options?: Parameters<TestGateway['connect']>[0]): Client => {
  const client = on.connect(options);
  clients.push(client);
  return client;
};

const TICKS =
  'subscription ($after: Int) { productTicks(ids: ["p1"], after: $after) { sequence product { title rating } } }';
const ORDER = 'subscription { orderUpdated(orderId: "o1") { sequence viewer product { title rating mine } } }';
const SECRET = 'subscription { secretTicks { sequence productId } }';

const value = async (results: AsyncIterableIterator<unknown>): Promise<FormattedExecutionResult> =>
  (await results.next()).value as FormattedExecutionResult;

describe('a subscription', () => {
  it('joins each event with what other subgraphs add', async () => {
    const results = connect().iterate({ query: TICKS });
    const first = value(results);
    await on.market.productTicks.until(1);
    const { sequence } = on.market.productTicks.publish();
    expect(await first).toEqual({
      data: { productTicks: { sequence, product: { title: 'Lamp', rating: 4.5 } } },
    });
    await results.return!();
  });

  it('carries the viewer upstream and into the joins', async () => {
    const authorization = await on.tokens.user();
    const results = connect({ authorization }).iterate({ query: ORDER, extensions: { requestId: 'order-page-1' } });
    const first = value(results);
    await on.market.orderUpdates.until(1);
    on.market.orderUpdates.publish();
    const { orderUpdated } = (await first).data as { orderUpdated: { viewer: string; product: { mine: string } } };
    expect(orderUpdated.viewer).toMatch(/^user usr_/);
    expect(orderUpdated.product).toEqual({ title: 'Lamp', rating: 4.5, mine: orderUpdated.viewer });
    expect(on.market.users.subscribed.at(-1)!.extensions).toMatchObject({
      requestId: 'order-page-1',
      traceparent: expect.stringMatching(/^00-/),
    });
    expect(on.market.reviews.requests.at(-1)!.headers['x-request-id']).toBe('order-page-1');
  });

  it('loses only the fields of a lost subgraph', async () => {
    const results = connect().iterate({ query: TICKS });
    const first = value(results);
    await on.market.productTicks.until(1);
    on.market.reviews.fault = (response) => void response.writeHead(500).end();
    try {
      on.market.productTicks.publish();
      expect(await first).toMatchObject({
        data: { productTicks: { product: { title: 'Lamp', rating: null } } },
        errors: [{ path: ['productTicks', 'product', 'rating'], extensions: { service: 'reviews' } }],
      });
    } finally {
      on.market.reviews.fault = null;
    }
  });

  it('resumes after the sequence that the client names', async () => {
    for (let i = 0; i < 3; i += 1) on.market.productTicks.publish();
    const last = on.market.productTicks.publish().sequence;
    const results = connect().iterate({ query: TICKS, variables: { after: last - 2 } });
    const got = [await value(results), await value(results)].map(({ data }) => data);
    expect(got).toMatchObject([{ productTicks: { sequence: last - 1 } }, { productTicks: { sequence: last } }]);
  });

  it('ends with what the subgraph says when it cannot resume', async () => {
    const results = connect().iterate({ query: TICKS, variables: { after: -1 } });
    expect(await value(results)).toMatchObject({
      data: null,
      errors: [{ message: 'Too old.', extensions: { code: 'RESYNC', service: 'products' } }],
    });
    expect((await results.next()).done).toBe(true);
  });

  it('is refused when it is not valid', async () => {
    await expect(connect().iterate({ query: 'subscription { nope }' }).next()).rejects.toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
  });
});

describe('sharing', () => {
  it('opens one upstream and joins once for 50 sockets', async () => {
    const streams = Array.from({ length: 50 }, () => connect().iterate({ query: TICKS }));
    const all = Promise.all(streams.map(value));
    const opened = on.market.productTicks.opened;
    await vi.waitFor(async () => {
      expect(await metric('gateway_subscriptions')).toBe(50);
    });
    await on.market.productTicks.until(1);
    const joins = on.market.reviews.requests.length;
    const { sequence } = on.market.productTicks.publish();
    for (const { data } of await all) expect(data).toMatchObject({ productTicks: { sequence } });
    expect(on.market.productTicks.opened - opened).toBeLessThanOrEqual(1);
    expect(on.market.productTicks.active).toBe(1);
    expect(on.market.reviews.requests.length).toBe(joins + 1);
    expect(on.market.products.sockets).toBe(1);
  });

  it('keeps other variables apart', async () => {
    const [one, two] = [1, 2].map((after) => connect().iterate({ query: TICKS, variables: { after: 1000 + after } }));
    void one!.next().catch(() => {});
    void two!.next().catch(() => {});
    await on.market.productTicks.until(2);
  });

  it('never shares what asks for the viewer, not even deep inside, and not for one viewer', async () => {
    const authorization = await on.tokens.user();
    const deep = 'subscription { productTicks(ids: ["p1"]) { sequence product { mine } } }';
    for (const query of [SECRET, deep]) {
      const streams = [1, 2].map(() => connect({ authorization }).iterate({ query }));
      streams.push(connect({ authorization: await on.tokens.user() }).iterate({ query }));
      const all = Promise.all(streams.map(value));
      await on.market.productTicks.until(3);
      on.market.productTicks.publish();
      const results = await all;
      if (query === deep) {
        const mine = results.map(
          ({ data }) => (data as never as { productTicks: { product: { mine: string } } }).productTicks.product.mine,
        );
        expect(mine[0]).toBe(mine[1]);
        expect(mine[2]).not.toBe(mine[0]);
      }
      for (const stream of streams) await stream.return!();
      await on.market.productTicks.until(0);
    }
  });

  it('runs public streams as nobody, whoever opened them', async () => {
    const results = connect({ authorization: await on.tokens.user() }).iterate({ query: TICKS });
    void results.next().catch(() => {});
    await on.market.productTicks.until(1);
    expect(on.market.products.subscribed.at(-1)!.extensions).not.toHaveProperty('identity');
  });
});

describe('the end of a stream', () => {
  it('leaves no upstream behind, whether the client completes or vanishes', async () => {
    const completing = connect().iterate({ query: TICKS });
    const vanishing = connect({ authorization: await on.tokens.user() });
    void vanishing
      .iterate({ query: SECRET })
      .next()
      .catch(() => {});
    const pending = completing.next();
    await on.market.productTicks.until(2);
    await completing.return!();
    await on.market.productTicks.until(1);
    expect((await pending).done).toBe(true);
    vanishing.terminate();
    await on.market.productTicks.until(0);
    await vi.waitFor(async () => {
      expect(await metric('gateway_subscriptions')).toBe(0);
      expect(await metric('gateway_upstream_subscriptions')).toBe(0);
    });
  });

  it.each([undefined, 1000, 1001])(
    'comes with an error when the subgraph is lost (%s), and the client resumes',
    async (code) => {
      const client = connect();
      const results = client.iterate({ query: TICKS });
      const first = value(results);
      await on.market.productTicks.until(1);
      const { sequence } = on.market.productTicks.publish();
      await first;
      const end = results.next();
      on.market.products.endSockets(code);
      await expect(end).rejects.toMatchObject([
        {
          message: expect.stringContaining('Subscribe again with "after"'),
          extensions: { code: 'SERVICE_UNAVAILABLE', service: 'products', retryable: true },
        },
      ]);
      await on.market.productTicks.until(0);
      on.market.productTicks.publish();
      const resumed = client.iterate({ query: TICKS, variables: { after: sequence } });
      expect((await value(resumed)).data).toMatchObject({ productTicks: { sequence: sequence + 1 } });
    },
  );
});

describe('a socket', () => {
  it('runs queries and mutations too', async () => {
    const client = connect({ authorization: await on.tokens.user() });
    expect(await value(client.iterate({ query: '{ whoAmI reviewCount }' }))).toMatchObject({
      data: { whoAmI: expect.stringMatching(/^user /), reviewCount: 7 },
    });
    const query = 'mutation ($id: ID!) { productRename(id: $id, title: "x") { id rating } }';
    expect((await value(client.iterate({ query, variables: { id: 'p2' } }))).data).toEqual({
      productRename: { id: 'p2', rating: 4.5 },
    });
  });

  it('takes the token under Authorization as well', async () => {
    const socket = new WebSocket(on.endpoint.replace('http', 'ws'), 'graphql-transport-ws');
    await once(socket, 'open');
    const next = async () => JSON.parse(String((await once(socket, 'message'))[0])) as { payload?: unknown };
    socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: await on.tokens.user() } }));
    await next();
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ whoAmI }' } }));
    expect((await next()).payload).toMatchObject({ data: { whoAmI: expect.stringMatching(/^user /) } });
    socket.terminate();
  });

  it('is closed when its token is not valid', async () => {
    const closed = Promise.withResolvers<number>();
    const client = connect({ authorization: await on.tokens.user({ expiresInS: -1 }), onClosed: closed.resolve });
    void client
      .iterate({ query: '{ reviewCount }' })
      .next()
      .catch(() => {});
    expect(await closed.promise).toBe(CLOSE_CODES.unauthenticated);
  });

  it('is closed when its token expires', async () => {
    const closed = Promise.withResolvers<[number, string]>();
    const authorization = await on.tokens.user({ expiresInS: 1 });
    const client = connect({ authorization, onClosed: (...args) => closed.resolve(args) });
    const end = client.iterate({ query: SECRET }).next();
    end.catch(() => {});
    expect(await closed.promise).toEqual([CLOSE_CODES.tokenExpired, expect.stringContaining('"after"')]);
    await expect(end).rejects.toMatchObject({ code: CLOSE_CODES.tokenExpired });
  });

  it('stays open for a guest whose token lives 30 days', async () => {
    const client = connect({ authorization: await on.tokens.guest({ expiresInS: 30 * 24 * 3600 }) });
    expect((await value(client.iterate({ query: '{ whoAmI }' }))).data).toEqual({
      whoAmI: expect.stringMatching(/^guest /),
    });
  });

  it('is closed when its client does not read, without harm to others', async () => {
    const slow = new WebSocket(on.endpoint.replace('http', 'ws'), 'graphql-transport-ws');
    await once(slow, 'open');
    slow.send('{"type":"connection_init"}');
    await once(slow, 'message');
    const query = 'subscription { productTicks(ids: ["p1"]) { sequence productId } }';
    slow.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    const quick = connect().iterate({ query });
    const first = value(quick);
    await on.market.productTicks.until(1);
    slow.pause();

    const productId = 'x'.repeat(100_000);
    on.market.productTicks.publish({ productId });
    await first;
    for (let i = 0; i < 600; i += 1) {
      on.market.productTicks.publish({ productId });
      await quick.next();
    }
    await vi.waitFor(async () => expect(await metric('gateway_sockets_closed_total', '4431')).toBe(1));
    slow.resume();
    const [code] = (await once(slow, 'close')) as [number];
    expect(code).toBe(CLOSE_CODES.tooSlow);
  });
});

/** A gauge's or counter's value, or that of one label value, as Prometheus would read it. */
async function metric(name: string, label?: string): Promise<number> {
  const { values } = (await on.gateway.metrics.registry.getSingleMetric(name)!.get()) as {
    values: { value: number; labels: Record<string, unknown> }[];
  };
  const wanted = values.filter(
    ({ labels }) => label === undefined || Object.values(labels).map(String).includes(label),
  );
  return wanted.reduce((sum, { value: count }) => sum + count, 0);
}
