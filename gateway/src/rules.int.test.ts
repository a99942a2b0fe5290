import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seededIds } from '@emporium/platform/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { GatewayConfig } from './create-gateway.ts';
import { LIMITS } from './limits.ts';
import { CLOSE_CODES } from './live/close-codes.ts';
import { IDENTITY_SECRET, type Marketplace } from './testing/marketplace.ts';
import { GATEWAYS, INTROSPECTION, LISTED, RENAME, RULES } from './testing/rules.ts';
import { startStandIn, type StandInSubgraph } from './testing/stand-in-subgraph.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';
import { TRANSPORTS, type Answered } from './testing/transports.ts';

type Name = keyof typeof GATEWAYS;
let gateways: Record<Name, TestGateway>;
let folder: string;
/** Answers for every API key. */
let keyKeeper: StandInSubgraph;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rules-'));
  const file = path.join(folder, 'documents.json');
  await writeFile(file, JSON.stringify({ listed: LISTED }));
  const trusting = { trustedDocuments: { file, unlisted: 'refuse' } } as const;

  keyKeeper = await startStandIn(
    'users',
    'type Query { apiClientByKeyHash(keyHash: String!): Identity } type Identity { id: ID! scopes: [String!]! }',
    { Query: { apiClientByKeyHash: () => ({ id: seededIds('rules')('apc'), scopes: [] }) } },
  );
  const production = ({ supergraph }: Marketplace): Partial<GatewayConfig> => ({
    ...GATEWAYS.production,
    partner: { supergraph: { sdl: supergraph }, usersUrl: keyKeeper.url, identitySecret: IDENTITY_SECRET },
  });

  const configs = { ...GATEWAYS, trusting, production };
  const names = Object.keys(configs) as Name[];
  const started = await Promise.all(names.map((name) => startTestGateway(configs[name])));
  gateways = Object.fromEntries(names.map((name, i) => [name, started[i]])) as typeof gateways;
});
afterAll(async () => {
  await Promise.all([...Object.values(gateways), keyKeeper].map((one) => one.stop()));
  await rm(folder, { recursive: true });
});

const codesOf = ({ errors }: Answered) => errors.map(({ extensions }) => extensions?.['code']);

describe.each(TRANSPORTS)('over %s', (transport, ask) => {
  /** Of its own, since all transports count together. */
  const network = `203.0.${TRANSPORTS.findIndex(([name]) => name === transport)}`;

  it.each(RULES.map((rule) => [rule.name, rule] as const))('is limited: %s', async (_name, rule) => {
    const on = gateways[rule.gateway];
    const signedIn = rule.signedIn ? { authorization: await on.tokens.user() } : {};
    expect(codesOf(await ask(on, { ...rule.allowed, ...signedIn }))).toEqual([]);
    const refused = await ask(on, { ...rule.refused, ...signedIn });
    expect(codesOf(refused)).toEqual([rule.code]);
    expect(refused.errors[0]?.message).toMatch(rule.message);
    expect(JSON.stringify(refused)).not.toContain('hunter2');
    const { retryAfterMs } = refused.errors[0]!.extensions!;
    if (rule.code === 'RATE_LIMITED') expect(retryAfterMs).toBeGreaterThan(0);
    else expect(retryAfterMs).toBeUndefined();
  });

  it('nulls what the viewer may not see, and shows it to who may', async () => {
    const query = '{ product(id: "p1") { title mine } }';
    const visitor = await ask(gateways.open, { query });
    expect(visitor.data).toEqual({ product: { title: 'Lamp', mine: null } });
    expect(visitor.errors).toMatchObject([{ path: ['product', 'mine'] }]);
    const user = await ask(gateways.open, { query, authorization: await gateways.open.tokens.user() });
    expect(user).toMatchObject({ data: { product: { mine: expect.stringMatching(/^user /) } }, errors: [] });
  });

  it('opens no guarded stream to who may not follow it', async () => {
    const refused = await ask(gateways.open, { query: 'subscription { secretTicks { sequence } }' });
    expect(refused.data ?? null).toBeNull();
    expect(codesOf(refused)).toEqual([transport === 'HTTP' ? 'BAD_REQUEST' : 'UNAUTHENTICATED']);
    expect(gateways.open.market.products.subscribed).toEqual([]);
  });

  it('takes no token that is not valid', async () => {
    const refusal = { HTTP: 'UNAUTHENTICATED', WebSocket: CLOSE_CODES.unauthenticated, 'server-sent events': 401 };
    const expired = await gateways.open.tokens.user({ expiresInS: -1 });
    for (const authorization of [expired, 'Bearer a.b.c']) {
      const refused = ask(gateways.open, { query: '{ reviewCount }', authorization }).then(
        (answer) => codesOf(answer)[0],
        ({ code, response }: { code?: number; response?: Response }) => code ?? response?.status,
      );
      expect(await refused).toBe(refusal[transport as keyof typeof refusal]);
    }
  });

  it('counts by the addresses that a trusted proxy tells', async () => {
    const renameFrom = async (address: string): Promise<unknown[]> => {
      const asked = { query: RENAME, headers: { 'x-forwarded-for': address } };
      return codesOf(await ask(gateways.proxied, asked));
    };
    const [mine, another] = [`${network}.1`, `${network}.2`];
    expect(await renameFrom(mine)).toEqual([]);
    expect(await renameFrom(mine)).toEqual(['RATE_LIMITED']);
    expect(await renameFrom(another)).toEqual([]);
  });

  it('believes nobody about who he is but a token', async () => {
    const forged = await gateways.open.tokens.user();
    const headers = { 'x-emporium-identity': forged, cookie: `authorization=${forged}; token=${forged}` };
    const { data } = await ask(gateways.open, { query: '{ whoAmI }', headers, extensions: { identity: forged } });
    expect(data).toEqual({ whoAmI: 'anonymous' });
  });

  it('lets partners introspect what nobody else may', async () => {
    const path = '/partner/graphql';
    const asked = { query: INTROSPECTION, path, authorization: `ApiKey emk_${'x'.repeat(43)}` };
    expect((await ask(gateways.production, asked)).data).toEqual({ __schema: { __typename: '__Schema' } });
  });

  it('tells the cost alone to who asks for that, and runs nothing', async () => {
    const { products } = gateways.open.market;
    const before = products.requests.length;
    const { data, errors, extensions } = await ask(gateways.open, { query: RENAME, costOnly: true });
    expect([data, errors, extensions]).toEqual([null, [], { cost: { requested: 11 } }]);
    expect(products.requests.length).toBe(before);
  });

  it('shows the plan to developers', async () => {
    const planFor = async (scope: string) => {
      const authorization = await gateways.open.tokens.user({ scope });
      const { extensions } = await ask(gateways.open, { query: '{ reviewCount }', showPlan: true, authorization });
      return extensions?.['plan'];
    };
    expect(await planFor('admin:platform')).toContain('Fetch(service: "reviews")');
    expect(await planFor('seller:orders')).toBeUndefined();
  });

  it('takes automatic persisted queries', async () => {
    const query = `query Of${transport.replaceAll(/\W/g, '')} { reviewCount }`;
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    expect(codesOf(await ask(gateways.open, { extensions }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect((await ask(gateways.open, { query, extensions })).data).toEqual({ reviewCount: 7 });
    expect((await ask(gateways.open, { extensions })).data).toEqual({ reviewCount: 7 });
    expect(codesOf(await ask(gateways.trusting, { query, extensions }))).toEqual(['DOCUMENT_NOT_TRUSTED']);
  });

  it('shows errors with the codes that the configuration lists', async () => {
    const failing = (code: string) => ask(gateways.frank, { query: `{ fail(code: "${code}") }` });
    expect((await failing('OUT_OF_STOCK')).errors).toMatchObject([
      { message: expect.stringContaining('hunter2'), extensions: { code: 'OUT_OF_STOCK', service: 'products' } },
    ]);
    expect(codesOf(await failing('OTHER'))).toEqual(['INTERNAL_SERVER_ERROR']);
  });

  it('tells the cost on each answer', async () => {
    const { extensions } = await ask(gateways.poor, { query: '{ products { title } }' });
    expect(extensions).toEqual({ cost: { requested: 5, available: expect.any(Number), restorePerSecond: 0.001 } });
  });

  it('runs the operation that is named', async () => {
    const query = 'query A { reviewCount } query B { product(id: "p1") { title } }';
    expect((await ask(gateways.open, { query, operationName: 'A' })).data).toEqual({ reviewCount: 7 });
    expect(codesOf(await ask(gateways.open, { query }))).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  });
});

it('opens sockets to pages of the listed origins and its own, and to what is no page', async () => {
  const { endpoint } = gateways.open;
  const statusFor = (origin: string | undefined) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(endpoint.replace('http', 'ws'), 'graphql-transport-ws', origin ? { origin } : {});
      socket.on('upgrade', ({ statusCode }) => resolve(statusCode!));
      socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode!));
      socket.on('open', () => socket.terminate());
      socket.on('error', () => {});
    });
  for (const origin of [undefined, 'https://shop.example', new URL(endpoint).origin]) {
    expect(await statusFor(origin), origin ?? 'none').toBe(101);
  }
  for (const origin of ['https://evil.example', 'https://shop.example.evil', 'null']) {
    expect(await statusFor(origin), origin).toBe(403);
  }
});

describe.each(['', '/stream'])('at /graphql%s', (path) => {
  it('lets pages of the listed origins read, and no others', async () => {
    const url = `${gateways.open.endpoint}${path}`;
    const allowedTo = async (origin: string) => {
      const preflight = await fetch(url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', origin },
        body: JSON.stringify({ query: '{ reviewCount }' }),
      });
      await answer.text();
      return [preflight, answer].map(({ headers }) => headers.get('access-control-allow-origin'));
    };
    expect(await allowedTo('https://shop.example')).toEqual(['https://shop.example', 'https://shop.example']);
    expect(await allowedTo('https://evil.example')).toEqual([null, null]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'refuses what a foreign page could post without asking: %s',
    async (type) => {
      const sent = gateways.open.market.products.requests.length;
      const response = await fetch(`${gateways.open.endpoint}${path}`, {
        method: 'POST',
        headers: { 'content-type': type, accept: 'application/json, text/event-stream' },
        body: JSON.stringify({ query: RENAME }),
      });
      expect(response.status).toBe(415);
      expect(gateways.open.market.products.requests.length).toBe(sent);
    },
  );
});

describe('a body that is too large', () => {
  const query = `{ reviewCount } #${'x'.repeat(LIMITS.bodyBytes)}`;

  it.each(['', '/stream'])('is refused by 413 at /graphql%s', async (path) => {
    const response = await fetch(`${gateways.open.endpoint}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ query }),
    });
    expect([response.status, await response.json()]).toMatchObject([
      413,
      { errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }] },
    ]);
  });
});
