import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silentLog } from '@emporium/platform/log';
import { createClient as createEventClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createGateway, type Gateway } from '../create-gateway.ts';
import { startMarketplace, type Marketplace } from '../testing/marketplace.ts';
import { gatewayConfigOf } from './gateway-config.ts';
import { readStandalone } from './standalone.ts';

const TICKS = 'subscription { productTicks(ids: ["p1"]) { sequence product { title rating } } }';
const AUTHORIZATION = 'Basic of-the-subgraphs-own';

let market: Marketplace;
/** Has its products' streams where `market` has nothing. */
let streaming: Marketplace;
let folder: string;
const running: { stop(): Promise<unknown> }[] = [];
const clients: { dispose(): unknown }[] = [];

beforeAll(async () => {
  [market, streaming] = await Promise.all([startMarketplace(), startMarketplace()]);
  folder = await mkdtemp(path.join(tmpdir(), 'standalone-streams-'));
  await writeFile(path.join(folder, 'supergraph.graphql'), market.supergraph);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.dispose();
  await Promise.all([market.productTicks.until(0), streaming.productTicks.until(0)]);
  await Promise.all(running.splice(0).map((gateway) => gateway.stop()));
});
afterAll(async () => {
  await Promise.all([market.stop(), streaming.stop()]);
  await rm(folder, { recursive: true });
});

/** As `npm run gateway -- --supergraph FILE --config FILE` makes it. */
async function serve(settings: object = {}): Promise<Gateway> {
  const config = path.join(folder, 'gateway.json');
  await writeFile(config, JSON.stringify({ supergraph: 'supergraph.graphql', ...settings }));
  const standalone = await readStandalone({ config, supergraph: null, port: 0 });
  const gateway = createGateway(gatewayConfigOf(standalone, silentLog));
  await gateway.listen();
  running.push(gateway);
  return gateway;
}

const overWebSocket = ({ url }: Gateway, query: string): AsyncIterator<unknown> => {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: AUTHORIZATION },
  });
  clients.push(client);
  return client.iterate({ query });
};

const asEvents = ({ url }: Gateway, query: string): AsyncIterator<unknown> => {
  const client = createEventClient({
    url: `${url}/graphql/stream`,
    retryAttempts: 0,
    headers: { authorization: AUTHORIZATION },
  });
  clients.push(client);
  return client.iterate({ query });
};

const TRANSPORTS = [
  ['over WebSocket', overWebSocket],
  ['as server-sent events', asEvents],
] as const;

describe.each(TRANSPORTS)('a stream %s', (_, open) => {
  it('comes from its subgraph’s WebSocket, each event joined with what others add, and leaves nothing behind', async () => {
    const ticks = open(await serve(), TICKS);
    for (const _event of ['first', 'second']) {
      const next = ticks.next();
      await market.productTicks.until(1);
      const { sequence } = market.productTicks.publish({ productId: 'p1' });
      const product = { title: 'Lamp', rating: 4.5 };
      expect((await next).value).toEqual({ data: { productTicks: { sequence, product } } });
    }
    await ticks.return?.();
    await market.productTicks.until(0);
  });

  it('brings the headers that are passed on to the subscription and to the joins, and is its client’s alone', async () => {
    const gateway = await serve();
    const [ticks, others] = [open(gateway, TICKS), open(gateway, TICKS)];
    const both = Promise.all([ticks.next(), others.next()]);
    await market.productTicks.until(2);
    expect(market.products.subscribed.at(-1)!.extensions).toMatchObject({ headers: { authorization: AUTHORIZATION } });
    market.reviews.requests.length = 0;
    market.productTicks.publish({ productId: 'p1' });
    await both;
    expect(market.reviews.requests.map(({ headers }) => headers.authorization)).toEqual([AUTHORIZATION, AUTHORIZATION]);
  });

  it('is shared when nothing is passed on', async () => {
    const gateway = await serve({ headers: { passOn: [] } });
    const both = Promise.all([open(gateway, TICKS).next(), open(gateway, TICKS).next()]);
    await market.productTicks.until(1);
    await expect
      .poll(async () => (await gateway.metrics.registry.getSingleMetric('gateway_subscriptions')!.get()).values)
      .toMatchObject([{ value: 2 }]);
    const { sequence } = market.productTicks.publish({ productId: 'p1' });
    for (const { value } of await both) expect(value).toMatchObject({ data: { productTicks: { sequence } } });
    expect(market.products.subscribed.at(-1)!.extensions).not.toHaveProperty('headers');
  });

  it('comes from elsewhere when the configuration says so', async () => {
    const webSocketUrl = streaming.urls['products']!.replace('http', 'ws');
    const ticks = open(await serve({ subgraphs: { products: { webSocketUrl } } }), TICKS);
    const next = ticks.next();
    await streaming.productTicks.until(1);
    expect(market.productTicks.active).toBe(0);
    const { sequence } = streaming.productTicks.publish({ productId: 'p1' });
    expect((await next).value).toMatchObject({ data: { productTicks: { sequence, product: { rating: 4.5 } } } });
    await ticks.return?.();
  });
});
