import { hash } from 'node:crypto';
import { seededIds } from '@emporium/platform/ids';
import { createClient as createEventClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSE_CODES } from '../live/close-codes.ts';
import { IDENTITY_SECRET } from '../testing/marketplace.ts';
import { startStandIn, type StandInSubgraph } from '../testing/stand-in-subgraph.ts';
import { startTestGateway, type Answer, type TestGateway } from '../testing/test-gateway.ts';

const newId = seededIds('partner');
const program = (name: string, ...scopes: string[]) => ({
  id: newId('apc'),
  key: `emk_${name.padEnd(43, '_')}`,
  scopes,
});
const reader = program('reader');
const seller = program('seller', 'seller:orders');
const poor = program('poor');
const passing = program('passing');
const fickle = program('fickle');
const programs = [reader, seller, poor, passing, fickle];

const TICKS = 'subscription { productTicks(ids: ["p1"]) { sequence } }';
/** Another document, so it does not share the first one's upstream. */
const OTHER_TICKS = 'subscription { productTicks(ids: ["p1"]) { sequence productId } }';

let keyKeeper: StandInSubgraph;
let on: TestGateway;
beforeAll(async () => {
  keyKeeper = await startStandIn(
    'users',
    'type Query { apiClientByKeyHash(keyHash: String!): Identity } type Identity { id: ID! scopes: [String!]! }',
    {
      Query: {
        apiClientByKeyHash: (_: never, { keyHash }: { keyHash: string }) =>
          programs.find(({ key }) => hash('sha256', key, 'base64url') === keyHash) ?? null,
      },
    },
  );
  on = await startTestGateway((market) => ({
    introspection: false,
    cost: { capacity: 500, restorePerSecond: 0.001 },
    partner: {
      supergraph: { sdl: market.supergraph.replace(/^ *fail\(.*$/m, '') },
      usersUrl: keyKeeper.url,
      identitySecret: IDENTITY_SECRET,
      keysBelievedForMs: 300,
    },
  }));
});
afterAll(async () => {
  await on.stop();
  await keyKeeper.stop();
});

const clients: { dispose(): unknown }[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.dispose();
  await on.market.productTicks.until(0);
});

function connect(connectionParams: Record<string, string>, onClosed: (code: number) => void = () => {}) {
  const client = createClient({
    url: `${on.gateway.url.replace('http', 'ws')}/partner/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams,
    on: { closed: (event) => onClosed((event as { code: number }).code) },
  });
  clients.push(client);
  return client;
}

function events(headers: Record<string, string>) {
  const client = createEventClient({ url: `${on.gateway.url}/partner/graphql/stream`, retryAttempts: 0, headers });
  clients.push(client);
  return client;
}

async function ask(query: string, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(`${on.gateway.url}/partner/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as object) } as Answer;
}

describe('the partners’ endpoint', () => {
  it('lets nobody in without a key', async () => {
    for (const authorization of ['', await on.tokens.user(), 'ApiKey emk_wrong', `ApiKey emk_${'x'.repeat(43)}`]) {
      const { status, errors } = await ask('{ reviewCount }', authorization === '' ? {} : { authorization });
      expect([status, errors?.[0]?.extensions?.['code']], authorization).toEqual([401, 'UNAUTHENTICATED']);
    }
    const both = { 'x-api-key': reader.key, authorization: 'Bearer x.y.z' };
    expect((await ask('{ reviewCount }', both)).status).toBe(401);
  });

  it('serves a program as itself', async () => {
    const as = `client ${reader.id}`;
    expect((await ask('{ whoAmI }', { authorization: `ApiKey ${reader.key}` })).data).toEqual({ whoAmI: as });
    expect((await ask('{ whoAmI }', { 'x-api-key': reader.key })).data).toEqual({ whoAmI: as });
  });

  it('serves a program that acts for a shopper as the shopper, with no scope that the program lacks', async () => {
    const authorization = await on.tokens.user({ scope: 'admin:users seller:orders' });
    const { data } = await ask('{ whoAmI headersSeen }', { 'x-api-key': seller.key, authorization });
    expect(data).toMatchObject({ whoAmI: expect.stringMatching(/^user usr_/) });
    const signed = on.market.users.requests.at(-1)!.headers['x-emporium-identity'] as string;
    expect(decodeJwt(signed)).toMatchObject({ kind: 'user', scope: 'seller:orders' });
  });

  it('serves the contract, which can be introspected, and nothing else', async () => {
    const key = { 'x-api-key': seller.key };
    const fields = await ask('{ __schema { queryType { fields { name } } } }', key);
    expect(JSON.stringify(fields.data)).toContain('reviewCount');
    expect(JSON.stringify(fields.data)).not.toContain('fail');
    expect((await ask('{ fail }', key)).errors?.[0]?.extensions?.['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect((await on.query('{ __schema { queryType { name } } }')).errors).toBeDefined();
  });

  it('lets each program spend its own budget, whomever it acts for', async () => {
    const spend = async (key: string) =>
      ask('{ products { rating } a: products { rating } b: products { rating } }', {
        'x-api-key': key,
        authorization: await on.tokens.user(),
      });
    const first = await spend(poor.key);
    expect(first.errors).toBeUndefined();
    let last = first;
    for (let n = 0; n < 300 && last.status === 200; n += 1) last = await spend(poor.key);
    expect([last.status, last.headers.has('retry-after')]).toEqual([429, true]);
    expect((await ask('{ reviewCount }', { 'x-api-key': reader.key })).status).toBe(200);
  });

  it('streams over WebSocket to whoever has a key', async () => {
    const ticks = connect({ authorization: `ApiKey ${reader.key}` }).iterate({ query: TICKS });
    const next = ticks.next();
    await on.market.productTicks.until(1);
    const { sequence } = on.market.productTicks.publish({ productId: 'p1' });
    expect((await next).value).toEqual({ data: { productTicks: { sequence } } });
    await ticks.return?.();

    const stranger = connect({ authorization: await on.tokens.user() });
    await expect(stranger.iterate({ query: '{ reviewCount }' }).next()).rejects.toMatchObject({ code: 4401 });
  });

  it('streams as server-sent events to whoever has a key', async () => {
    const headers = [{ authorization: `ApiKey ${reader.key}` }, { 'x-api-key': reader.key }];
    for (const known of headers) {
      const ticks = events(known).iterate({ query: TICKS });
      const next = ticks.next();
      await on.market.productTicks.until(1);
      const { sequence } = on.market.productTicks.publish({ productId: 'p1' });
      expect((await next).value).toEqual({ data: { productTicks: { sequence } } });
      await ticks.return?.();
      await on.market.productTicks.until(0);
    }
    const stranger = events({ authorization: await on.tokens.user() });
    await expect(stranger.iterate({ query: '{ reviewCount }' }).next()).rejects.toMatchObject({
      response: { status: 401 },
    });
  });

  it('knows over every transport for which shopper a program acts', async () => {
    const both = { 'x-api-key': seller.key, authorization: await on.tokens.user({ scope: 'admin:users' }) };
    const shopper = { data: { whoAmI: expect.stringMatching(/^user usr_/) } };
    expect(await ask('{ whoAmI }', both)).toMatchObject(shopper);
    for (const client of [connect({ ...both }), connect({ ...both, 'X-API-Key': seller.key }), events(both)]) {
      expect((await client.iterate({ query: '{ whoAmI }' }).next()).value).toMatchObject(shopper);
    }
  });
});

describe('what is open under a key', () => {
  /** An open socket and an open event stream, both following ticks. */
  async function open(key: string) {
    const closed = Promise.withResolvers<number>();
    const socket = connect({ authorization: `ApiKey ${key}` }, closed.resolve);
    socket.subscribe({ query: TICKS }, { next() {}, error() {}, complete() {} });
    const stream = events({ 'x-api-key': key }).iterate({ query: OTHER_TICKS });
    const last = stream.next();
    await on.market.productTicks.until(2);
    return { closed: closed.promise, last, done: () => stream.next() };
  }
  const lastly = (closeCode: number, code: string, retryable: boolean) => ({
    value: { errors: [{ extensions: { closeCode, code, retryable } }] },
  });

  it('is cut when the key is revoked', async () => {
    const { closed, last, done } = await open(passing.key);
    programs.splice(programs.indexOf(passing), 1);
    expect(await closed).toBe(CLOSE_CODES.keyRevoked);
    expect(await last).toMatchObject(lastly(CLOSE_CODES.keyRevoked, 'UNAUTHENTICATED', false));
    expect((await done()).done).toBe(true);
    await on.market.productTicks.until(0);
    const again = connect({ authorization: `ApiKey ${passing.key}` });
    await expect(again.iterate({ query: '{ reviewCount }' }).next()).rejects.toMatchObject({ code: 4401 });
  });

  it('comes again when its scopes have changed', async () => {
    const { closed, last } = await open(fickle.key);
    programs.splice(programs.indexOf(fickle), 1, { ...fickle, scopes: ['seller:orders'] });
    expect(await closed).toBe(CLOSE_CODES.keyChanged);
    expect(await last).toMatchObject(lastly(CLOSE_CODES.keyChanged, 'SERVICE_UNAVAILABLE', true));
    await on.market.productTicks.until(0);
  });

  it('stays when the key does', async () => {
    const asked = keyKeeper.requests.length;
    const ticks = connect({ authorization: `ApiKey ${reader.key}` }).iterate({ query: TICKS });
    const next = ticks.next();
    await on.market.productTicks.until(1);
    await vi.waitFor(() => expect(keyKeeper.requests.length).toBeGreaterThan(asked + 1), { timeout: 5_000 });
    const { sequence } = on.market.productTicks.publish({ productId: 'p1' });
    expect((await next).value).toEqual({ data: { productTicks: { sequence } } });
    await ticks.return?.();
  });
});
