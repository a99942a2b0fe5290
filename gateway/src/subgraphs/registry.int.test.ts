import { createServer } from 'node:https';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { silentLog } from '@emporium/platform/log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMetrics } from '../metrics.ts';
import { LOCALHOST } from '../testing/localhost-certificate.ts';
import { testContext } from '../testing/request-context.ts';
import { json, startScriptedServer, type ScriptedServer } from '../testing/scripted-server.ts';
import { createSubgraphs, type Subgraphs } from './registry.ts';

const QUERY = '{"query":"{ ok }"}';
const started: ScriptedServer[] = [];
let subgraphs: Subgraphs;

const start = async (server?: Parameters<typeof startScriptedServer>[0]) => {
  const scripted = await startScriptedServer(server);
  started.push(scripted);
  return scripted;
};
const registry = (urls: Readonly<Record<string, string>> = {}) =>
  createSubgraphs({ urls, fetchTimeoutMs: 2_000, metrics: createMetrics(), log: silentLog });

beforeEach(() => {
  subgraphs = registry();
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
  await subgraphs.close();
});

describe('a client', () => {
  it('is the same for the same URL, for both engines', () => {
    const client = subgraphs.client('products', 'http://localhost:1/graphql');
    expect(subgraphs.client('products', 'http://localhost:1/graphql')).toBe(client);
    expect(subgraphs.connect('products', 'http://localhost:1/graphql').client).toBe(client);
    expect(subgraphs.dataSources['products']?.client).toBe(client);
    expect(subgraphs.client('reviews', 'http://localhost:1/graphql')).not.toBe(client);
  });

  it('goes where the configuration says, not the supergraph', async () => {
    const configured = registry({ products: 'http://localhost:2/graphql' });
    expect(configured.client('products', 'http://localhost:1/graphql').url).toBe('http://localhost:2/graphql');
    await configured.close();
  });

  it.each([undefined, '', 'ftp://localhost/graphql', 'grpc://localhost:1', 'products:4000', 'nonsense'])(
    'is refused by name where there is nothing to reach: %j',
    (url) => {
      expect(() => subgraphs.client('products', url)).toThrow(/"products"/);
    },
  );

  it('is replaced when the URL changes, and the one before brings its answers in', async () => {
    const [before, after] = await Promise.all([start(), start()]);
    const old = subgraphs.client('products', before.url);
    const held = before.held();
    const answer = old.send(QUERY, 'mutation', testContext());
    const response = await held;

    const fresh = subgraphs.client('products', after.url);
    expect(fresh).not.toBe(old);
    expect(await fresh.send(QUERY, 'query', testContext())).toMatchObject({ data: { ok: true } });

    before.script = json(200, '{"data":{"late":true}}');
    before.script(response, '');
    expect(await answer).toMatchObject({ data: { late: true } });
    await new Promise((resolve) => before.server.close(resolve)); // once no connection is left

    expect(after.requests.length).toBe(1);
  });

  it('that was replaced still serves operations that were planned before', async () => {
    const before = await start();
    const old = subgraphs.client('products', before.url);
    subgraphs.client('products', 'http://localhost:1/graphql');
    for (let i = 0; i < 2; i += 1) {
      expect(await old.send(QUERY, 'query', testContext())).toMatchObject({ data: { ok: true } });
    }
    expect(before.connections).toBe(2);
  });

  it('waits for what it has sent when all is closed', async () => {
    const server = await start();
    const held = server.held();
    const answer = subgraphs.client('products', server.url).send(QUERY, 'query', testContext());
    const response = await held;
    let closed = false;
    const closing = subgraphs.close().then(() => (closed = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(false);
    json(200, '{"data":{"ok":true}}')(response, '');
    expect(await answer).toMatchObject({ data: { ok: true } });
    await closing;
  });
});

describe('https', () => {
  const trusted = getCACertificates();
  afterEach(() => setDefaultCACertificates(trusted));

  it('is spoken with whoever is trusted, over connections that are kept', async () => {
    setDefaultCACertificates([...trusted, LOCALHOST.cert]);
    const server = await start(createServer(LOCALHOST));
    const client = subgraphs.client('products', server.url);
    const long = 'x'.repeat(100_000);
    for (let i = 0; i < 3; i += 1) {
      server.script = (response, body) => json(200, JSON.stringify({ data: { length: body.length } }))(response, body);
      expect(await client.send(long, 'query', testContext())).toMatchObject({ data: { length: long.length } });
      await nextTurn();
    }
    expect(server.connections).toBe(1);
  });

  it('is not spoken with anybody else', async () => {
    const server = await start(createServer(LOCALHOST));
    const fetch = subgraphs.client('products', server.url).send(QUERY, 'query', testContext());
    await expect(fetch).rejects.toMatchObject({ reason: 'connection' });
    expect(server.requests).toEqual([]);
  });
});
