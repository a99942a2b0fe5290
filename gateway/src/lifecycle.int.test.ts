import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient as createEventClient } from 'graphql-sse';
import { WebSocket } from 'ws';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createGateway } from './create-gateway.ts';
import { CLOSE_CODES } from './live/close-codes.ts';
import { startMarketplace } from './testing/marketplace.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';
import { silentLog } from '@emporium/platform/log';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

const TICKS = 'subscription { productTicks(ids: ["p1"]) { sequence } }';
/** Another document, so it does not share the first one's upstream. */
const OTHER_TICKS = 'subscription { productTicks(ids: ["p1"]) { sequence productId } }';

/** A running subscription on a socket of its own, and the code that its socket will be closed with. */
async function streaming(on: TestGateway): Promise<{ closed: Promise<number> }> {
  const closed = Promise.withResolvers<number>();
  const client = on.connect({ onClosed: closed.resolve });
  client.subscribe({ query: TICKS }, { next() {}, error() {}, complete() {} });
  await on.market.productTicks.until(1);
  return { closed: closed.promise };
}

async function supergraphFile(sdl: string) {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  cleanUps.push(() => rm(folder, { recursive: true }));
  const file = join(folder, 'supergraph.graphql');
  const write = async (text: string) => {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  };
  await write(sdl);
  return { file, write };
}

describe('a changed supergraph file', () => {
  it('is loaded without a restart; streams are told to come again, other sockets stay', async () => {
    const market = await startMarketplace();
    await market.stop();
    const { file, write } = await supergraphFile(market.supergraph);
    const on = await startTestGateway({ supergraph: { file, pollMs: 20 } });
    cleanUps.push(() => on.stop());
    await write(on.market.supergraph); // the ports of this gateway's own stand-ins
    await vi.waitFor(async () => expect((await on.query('{ reviewCount }')).data).toEqual({ reviewCount: 7 }));

    const idling = new WebSocket(on.endpoint.replace('http', 'ws'), 'graphql-transport-ws');
    await once(idling, 'open');
    idling.send('{"type":"connection_init"}');
    await once(idling, 'message');
    const { closed } = await streaming(on);
    const events = createEventClient({ url: `${on.endpoint}/stream`, retryAttempts: 0 }).iterate({
      query: OTHER_TICKS,
    });
    const last = events.next();
    await on.market.productTicks.until(2);

    await write(on.market.supergraph.replaceAll('reviewCount', 'countOfReviews'));
    expect(await closed).toBe(CLOSE_CODES.schemaChanged);
    expect((await last).value).toMatchObject({ errors: [{ extensions: { closeCode: CLOSE_CODES.schemaChanged } }] });
    expect((await events.next()).done).toBe(true);
    const { errors } = await on.query('{ reviewCount }');
    expect(errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(idling.readyState).toBe(WebSocket.OPEN);
    idling.terminate();
  });

  it('that does not load is ignored', async () => {
    const errors: unknown[] = [];
    const log = Object.assign(Object.create(silentLog) as typeof silentLog, {
      error: (_facts: unknown, message: string) => errors.push(message),
    });
    const market = await startMarketplace();
    cleanUps.push(() => market.stop());
    const { file, write } = await supergraphFile(market.supergraph);
    const gateway = createGateway({
      port: 0,
      host: '127.0.0.1',
      supergraph: { file, pollMs: 20 },
      subgraphUrls: {},
      jwksUrl: 'http://127.0.0.1:1/keys',
      identitySecret: 'not used here, but it must be long enough',
      corsOrigins: [],
      introspection: true,
      graphiql: false,
      operationTimeoutMs: 2_000,
      fetchTimeoutMs: 2_000,
      log,
    });
    await gateway.listen();
    cleanUps.push(() => gateway.stop());
    await write('type Query { broken');
    await vi.waitFor(() => expect(errors).toContain('the changed supergraph does not load; the last good one stays'));
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ reviewCount }"}',
    });
    expect(await response.json()).toMatchObject({ data: { reviewCount: 7 } });
  });
});

describe('a gateway that stops', () => {
  it('finishes what runs, sends sockets elsewhere and lets go of every upstream', async () => {
    const on = await startTestGateway();
    cleanUps.push(() => Promise.all([on.market.stop(), on.tokens.stop()]));
    const { closed } = await streaming(on);

    const held = Promise.withResolvers<ServerResponse>();
    on.market.reviews.fault = held.resolve;
    const running = on.query('{ reviewCount }');
    const response = await held.promise;

    const stopped = on.gateway.stop();
    expect(await closed).toBe(CLOSE_CODES.goingAway);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"reviewCount":8}}');
    expect((await running).data).toEqual({ reviewCount: 8 });
    await stopped;
    await on.market.productTicks.until(0);
    await expect(on.query('{ reviewCount }')).rejects.toThrow();
  });

  it('does not wait for a connection that was opened and never used', async () => {
    const on = await startTestGateway();
    cleanUps.push(() => Promise.all([on.market.stop(), on.tokens.stop()]));
    const { port, hostname } = new URL(on.endpoint);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    await on.query('{ reviewCount }'); // by now the gateway has seen the other one
    const closed = once(socket, 'close');
    await on.gateway.stop();
    await closed;
  });

  it('cuts off a client that does not close', async () => {
    const on = await startTestGateway();
    cleanUps.push(() => Promise.all([on.market.stop(), on.tokens.stop()]));
    const socket = new WebSocket(on.endpoint.replace('http', 'ws'), 'graphql-transport-ws');
    await once(socket, 'open');
    socket.pause();
    await on.gateway.stop();
    socket.resume();
    await once(socket, 'close');
  });
});
