import { parseTraceparent } from '@emporium/platform/trace';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startCollector, type CollectedSpan } from './testing/collector.ts';
import type { StandInSubgraph } from './testing/stand-in-subgraph.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A gateway with a collector; `spans` stops the gateway and gives all that it has sent. */
async function traced(sampledShare = 1, executor: 'compiled' | 'apollo' = 'compiled') {
  const collector = await startCollector();
  const tracing = { endpoint: collector.endpoint, service: 'shop-gateway', sampledShare };
  const on = await startTestGateway({ tracing, executor });
  stops.push(
    () => on.stop(),
    () => collector.stop(),
  );
  const spans = async (): Promise<readonly CollectedSpan[]> => {
    await on.gateway.stop();
    return collector.spans;
  };
  return { on, collector, spans };
}

const named = (spans: readonly CollectedSpan[], name: string): CollectedSpan => {
  const found = spans.filter((span) => span.name === name);
  expect(found, `spans named ${name}`).toHaveLength(1);
  return found[0]!;
};

/** The ids that a subgraph was told over HTTP, in the order of its requests. */
const toldTo = ({ requests }: StandInSubgraph) =>
  requests.map(({ headers }) => parseTraceparent(String(headers['traceparent']))!);

const HOME = 'query Home { product(id: "p1") { title rating } }';
const TICKS = 'subscription Ticks { first: productTicks(ids: ["p1"]) { sequence product { title rating } } }';

async function oneTick(on: TestGateway): Promise<void> {
  const client = on.connect();
  const results = client.iterate({ query: TICKS });
  const first = results.next();
  await on.market.productTicks.until(1);
  on.market.productTicks.publish();
  await first;
  await results.return!();
  await on.market.productTicks.until(0);
}

describe('the spans', () => {
  it.each(['compiled', 'apollo'] as const)(
    'of a query: the operation, its plan and each fetch (%s)',
    async (executor) => {
      const { on, collector, spans } = await traced(1, executor);
      await on.query(HOME, { headers: { 'x-request-id': 'home-page-1' } });
      await on.query(HOME);
      const sent = await spans();

      const [products] = toldTo(on.market.products);
      const [reviews] = toldTo(on.market.reviews);
      const first = sent.filter(({ traceId }) => traceId === products!.traceId);
      const operation = named(first, 'query Home');
      expect(operation).toMatchObject({
        kind: 2,
        attributes: {
          'graphql.operation.name': 'Home',
          'graphql.operation.type': 'query',
          'gateway.transport': 'http',
          'gateway.request_id': 'home-page-1',
        },
        status: { code: 0 },
      });
      expect(operation.parentSpanId).toBeUndefined();
      expect(named(first, 'plan')).toMatchObject({ kind: 1, parentSpanId: operation.spanId });
      expect(named(first, 'fetch products')).toMatchObject({
        kind: 3,
        spanId: products!.spanId,
        parentSpanId: operation.spanId,
        attributes: {
          'subgraph.name': 'products',
          'url.full': on.market.products.url,
          'http.response.status_code': 200,
          'gateway.fetch.outcome': 'ok',
        },
      });
      expect(named(first, 'fetch reviews')).toMatchObject({ spanId: reviews!.spanId, parentSpanId: operation.spanId });
      expect(first).toHaveLength(4);

      const second = sent.filter(({ traceId }) => traceId !== products!.traceId);
      expect(second.map(({ name }) => name).toSorted()).toEqual(['fetch products', 'fetch reviews', 'query Home']);
      expect([...collector.services]).toEqual(['shop-gateway']);
    },
  );

  it('of an event: a child of the subscription, with the fetches of its joins below', async () => {
    const { on, spans } = await traced();
    await oneTick(on);
    const sent = await spans();

    const operation = named(sent, 'subscription Ticks');
    expect(operation).toMatchObject({ kind: 2, attributes: { 'gateway.transport': 'websocket' } });
    expect(named(sent, 'plan').parentSpanId).toBe(operation.spanId);
    const [upstream] = on.market.products.subscribed;
    expect(parseTraceparent(String(upstream!.extensions['traceparent']))).toMatchObject({
      traceId: operation.traceId,
      spanId: operation.spanId,
    });
    const event = named(sent, 'event productTicks');
    expect(event).toMatchObject({
      kind: 1,
      parentSpanId: operation.spanId,
      attributes: { 'subgraph.name': 'products', 'graphql.operation.name': 'Ticks' },
    });
    const [reviews] = toldTo(on.market.reviews);
    expect(named(sent, 'fetch reviews')).toMatchObject({ spanId: reviews!.spanId, parentSpanId: event.spanId });
  });

  it('tell what failed, and how often it was tried', async () => {
    const { on, spans } = await traced();
    on.market.reviews.fault = (response) => void response.writeHead(503).end();
    on.market.products.fault = (response) => {
      on.market.products.fault = null;
      response.destroy();
    };
    await on.query(HOME);
    await on.query('query Broken {');
    const sent = await spans();

    expect(named(sent, 'query Home')).toMatchObject({
      attributes: { 'gateway.error.codes': ['SERVICE_UNAVAILABLE'] },
      status: { code: 2, message: 'SERVICE_UNAVAILABLE' },
    });
    expect(named(sent, 'fetch reviews')).toMatchObject({
      attributes: { 'http.response.status_code': 503, 'gateway.fetch.outcome': 'failed' },
      status: { code: 2, message: expect.stringContaining('HTTP 503') },
    });
    const retried = named(sent, 'fetch products');
    expect(retried.attributes).toMatchObject({ 'http.request.resend_count': 1, 'gateway.fetch.outcome': 'ok' });
    expect(toldTo(on.market.products).map(({ spanId }) => spanId)).toEqual([retried.spanId, retried.spanId]);
    expect(named(sent, 'unknown')).toMatchObject({ attributes: { 'gateway.error.codes': ['GRAPHQL_PARSE_FAILED'] } });
  });

  it('continue the trace of a client that records, over every transport, and of no other', async () => {
    const { on, spans } = await traced(0);
    const trace = (first: string, flags: string) => `00-${first.repeat(32)}-00f067aa0ba902b7-${flags}`;
    await on.query(HOME, { headers: { traceparent: trace('a', '01') } });
    await on.query(HOME, { headers: { traceparent: trace('b', '00') } });
    await on.query(HOME);
    const results = on.connect().iterate({ query: HOME, extensions: { traceparent: trace('c', '01') } });
    await results.next();
    const stream = await fetch(`${on.endpoint}/stream`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        traceparent: trace('d', '01'),
      },
      body: JSON.stringify({ query: HOME }),
    });
    await stream.text();

    const operations = (await spans()).filter(({ name }) => name === 'query Home');
    expect(
      operations.map(({ traceId, parentSpanId, attributes }) => [
        traceId[0],
        parentSpanId,
        attributes['gateway.transport'],
      ]),
    ).toEqual([
      ['a', '00f067aa0ba902b7', 'http'],
      ['c', '00f067aa0ba902b7', 'websocket'],
      ['d', '00f067aa0ba902b7', 'sse'],
    ]);
  });
});

it('makes no spans when they go nowhere, and passes the trace on all the same', async () => {
  const recorded = vi.spyOn(BatchSpanProcessor.prototype, 'onEnd');
  const on = await startTestGateway();
  stops.push(() => on.stop());
  const traceId = 'e'.repeat(32);
  await on.query(HOME, { headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } });
  await oneTick(on);

  expect(toldTo(on.market.products)[0]).toMatchObject({ traceId, sampled: true });
  expect(toldTo(on.market.products)[0]!.spanId).not.toBe(toldTo(on.market.reviews)[0]!.spanId);
  expect(recorded).not.toHaveBeenCalled();
});
