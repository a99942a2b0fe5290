import { once } from 'node:events';
import { HEADERS } from '@emporium/contracts/headers';
import {
  createClient,
  type Client,
  type ClientOptions,
  type FormattedExecutionResult,
  type SubscribePayload,
} from 'graphql-ws';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { signIdentity } from '../../identity/index.ts';
import { identity, SECRET, startVault, viewerWith, type VaultHost } from './fixtures/vault-host.ts';

type Result = FormattedExecutionResult<Record<string, unknown>, unknown>;

const open: { dispose(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.dispose();
});

async function start(server: 'own' | 'apollo' = 'own'): Promise<VaultHost> {
  const host = await startVault(server);
  open.push({ dispose: () => host.app.close() });
  return host;
}

function connect(host: VaultHost, options: Partial<ClientOptions> = {}): Client {
  const url = host.url.replace('http', 'ws');
  const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, lazy: true, ...options });
  open.push(client);
  return client;
}

const all = async (client: Client, payload: SubscribePayload) => {
  const results: Result[] = [];
  for await (const result of client.iterate(payload)) results.push(result);
  return results;
};
const codesOf = (results: Result[]) =>
  results.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions?.['code']));
const ticks = (upTo: number) => ({ query: `subscription { ticks(upTo: ${upTo}) { sequence } }` });
const PRIVATE = { query: 'subscription { privateTicks { sequence } }' };

describe.each(['own', 'apollo'] as const)('graphql-transport-ws beside %s', (server) => {
  it('serves subscriptions, queries and mutations on one connection', async () => {
    const client = connect(await start(server));
    const stream = client.iterate(ticks(2));
    expect((await stream.next()).value).toEqual({ data: { ticks: { sequence: 1 } } });
    expect(await all(client, { query: '{ item(id: "1") { id } }' })).toEqual([{ data: { item: { id: '1' } } }]);
    expect(await all(client, { query: 'mutation { knock }' })).toEqual([{ data: { knock: 1 } }]);
    expect((await stream.next()).value).toEqual({ data: { ticks: { sequence: 2 } } });
    await stream.return!();
  });
});

describe('a stream', () => {
  it('ends at once when the client ends it, and so does its source, though it waits for an event', async () => {
    const host = await start();
    const client = connect(host);
    const [stream, other] = [client.iterate(ticks(1)), client.iterate(ticks(1))];
    await Promise.all([stream.next(), other.next()]);
    await stream.return!();
    await expect.poll(() => host.ran).toEqual(['source ended']); // and not the other's: the connection goes on
    await other.return!();
  });

  it('of one result ends with its connection too', async () => {
    const host = await start();
    const client = connect(host);
    const answer = all(client, { query: '{ patient }' }).catch(() => 'cut');
    await all(client, { query: '{ __typename }' }); // by now the other one runs
    client.terminate();
    expect(await answer).toBe('cut');
    await expect.poll(() => host.ran).toEqual(['aborted']);
  });

  it('ends with its connection', async () => {
    const host = await start();
    const client = connect(host, { lazy: false, onNonLazyError: () => undefined });
    const streams = [client.iterate(ticks(1)), client.iterate(ticks(1))];
    for (const stream of streams) await stream.next();
    client.terminate();
    await expect.poll(() => host.ran).toEqual(['source ended', 'source ended']);
  });

  it('masks what breaks while it runs, and goes on', async () => {
    const host = await start();
    const stream = connect(host).iterate(ticks(14));
    const results: Result[] = [];
    for (let i = 0; i < 14; i += 1) results.push((await stream.next()).value as Result);
    expect(codesOf(results)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(results[13]).toEqual({ data: { ticks: { sequence: 14 } } });
    expect(host.logged).toMatchObject([{ level: 'error', err: { message: 'unlucky' } }]);
    await stream.return!();
  });

  it('that cannot start says so, masked, and is over', async () => {
    const host = await start();
    const results = await all(connect(host), { query: 'subscription { brokenTicks { sequence } }' });
    expect(codesOf(results)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(JSON.stringify(results)).not.toContain('hunter2');
  });

  it.each([
    ['does not validate', { query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['does not parse', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED'],
  ])('that %s is refused', async (_, payload, code) => {
    await expect(all(connect(await start()), payload)).rejects.toMatchObject([{ extensions: { code } }]);
  });

  it('with bad variables is refused', async () => {
    const results = await all(connect(await start()), {
      query: 'subscription ($n: Int!) { ticks(upTo: $n) { sequence } }',
    });
    expect(codesOf(results)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('identity on a connection', () => {
  const first = async (client: Client, payload: SubscribePayload) => {
    const stream = client.iterate(payload);
    const { value } = await stream.next();
    await stream.return!();
    return value as unknown;
  };
  const ALLOWED = { data: { privateTicks: { sequence: 1 } } };

  it('comes with each operation', async () => {
    const host = await start();
    const client = connect(host);
    expect(codesOf(await all(client, PRIVATE))).toEqual(['UNAUTHENTICATED']);
    expect(await first(client, { ...PRIVATE, extensions: { identity: identity() } })).toEqual(ALLOWED);
    expect(codesOf(await all(client, PRIVATE))).toEqual(['UNAUTHENTICATED']);
    await expect(all(client, { ...PRIVATE, extensions: { identity: 'forged' } })).rejects.toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect(host.ran.filter((step) => step !== 'source ended')).toEqual([]);
  });

  it('or once for the connection, until its token ends', async () => {
    const host = await start();
    expect(await first(connect(host, { connectionParams: { [HEADERS.identity]: identity() } }), PRIVATE)).toEqual(
      ALLOWED,
    );
    const over = signIdentity({ ...viewerWith(), tokenExpiresAt: new Date(Date.now() - 1000) }, SECRET);
    await expect(all(connect(host, { connectionParams: { [HEADERS.identity]: over } }), PRIVATE)).rejects.toMatchObject(
      [{ extensions: { code: 'UNAUTHENTICATED' } }],
    );
  });

  it('closes with 4403 when the connection brings a forged one', async () => {
    const client = connect(await start(), { connectionParams: { [HEADERS.identity]: 'forged' } });
    await expect(all(client, ticks(1))).rejects.toMatchObject({ code: 4403 });
  });

  it('passes the request id on', async () => {
    const host = await start();
    await all(connect(host), { query: '{ broken }', extensions: { requestId: 'req-ws' } });
    expect(host.logged).toMatchObject([{ requestId: 'req-ws' }]);
  });
});

describe('a connection', () => {
  const raw = async (host: VaultHost) => {
    const socket = new WebSocket(host.url.replace('http', 'ws'), 'graphql-transport-ws');
    open.push({ dispose: () => socket.terminate() });
    await once(socket, 'open');
    return socket;
  };
  const closeCode = async (socket: WebSocket) => ((await once(socket, 'close')) as [number])[0];

  it('is closed with 4401 when it subscribes before it is acknowledged', async () => {
    const socket = await raw(await start());
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } }));
    expect(await closeCode(socket)).toBe(4401);
  });

  it('is closed with 4400 when it sends rubbish', async () => {
    const socket = await raw(await start());
    socket.send('rubbish');
    expect(await closeCode(socket)).toBe(4400);
  });

  it('is closed with 1001 when the server drains, and its streams end', async () => {
    const host = await startVault('own');
    const closed = Promise.withResolvers<{ code: number }>();
    const client = connect(host, { on: { closed: (event) => closed.resolve(event as { code: number }) } });
    const stream = client.iterate(ticks(1));
    await stream.next();
    stream.next().catch(() => undefined);
    await host.app.close();
    expect((await closed.promise).code).toBe(1001);
    expect(host.ran).toEqual(['source ended']);
  });
});
