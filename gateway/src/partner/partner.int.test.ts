import { hash } from 'node:crypto';
import { seededIds } from '@emporium/platform/ids';
import { createClient } from 'graphql-ws';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
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
const programs = [reader, seller, poor];

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
    },
  }));
});
afterAll(async () => {
  await on.stop();
  await keyKeeper.stop();
});

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
    const connect = (authorization: string) =>
      createClient({
        url: `${on.gateway.url.replace('http', 'ws')}/partner/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: { authorization },
      });
    const client = connect(`ApiKey ${reader.key}`);
    const ticks = client.iterate({ query: 'subscription { productTicks(ids: ["p1"], after: 0) { sequence } }' });
    on.market.productTicks.publish({ productId: 'p1' });
    expect((await ticks.next()).value).toEqual({ data: { productTicks: { sequence: 1 } } });
    client.terminate();

    const stranger = connect(await on.tokens.user());
    await expect(stranger.iterate({ query: '{ reviewCount }' }).next()).rejects.toMatchObject({ code: 4401 });
  });
});
