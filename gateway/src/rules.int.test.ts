import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from './limits.ts';
import { GATEWAYS, LISTED, RULES } from './testing/rules.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';
import { TRANSPORTS, type Answered } from './testing/transports.ts';

type Name = keyof typeof GATEWAYS;
let gateways: Record<Name, TestGateway>;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rules-'));
  const file = path.join(folder, 'documents.json');
  await writeFile(file, JSON.stringify({ listed: LISTED }));
  const trusting = { trustedDocuments: { file, unlisted: 'refuse' } } as const;

  const configs = { ...GATEWAYS, trusting };
  const names = Object.keys(configs) as Name[];
  const started = await Promise.all(names.map((name) => startTestGateway(configs[name])));
  gateways = Object.fromEntries(names.map((name, i) => [name, started[i]])) as typeof gateways;
});
afterAll(async () => {
  await Promise.all(Object.values(gateways).map((gateway) => gateway.stop()));
  await rm(folder, { recursive: true });
});

const codesOf = ({ errors }: Answered) => errors.map(({ extensions }) => extensions?.['code']);

describe.each(TRANSPORTS)('over %s', (_, ask) => {
  it.each(RULES.map((rule) => [rule.name, rule] as const))('is limited: %s', async (_name, rule) => {
    const on = gateways[rule.gateway];
    const signedIn = rule.signedIn ? { authorization: await on.tokens.user() } : {};
    expect(codesOf(await ask(on, { ...rule.allowed, ...signedIn }))).toEqual([]);
    const refused = await ask(on, { ...rule.refused, ...signedIn });
    expect(codesOf(refused)).toEqual([rule.code]);
    expect(refused.errors[0]?.message).toMatch(rule.message);
    expect(JSON.stringify(refused)).not.toContain('hunter2');
  });

  it('nulls what the viewer may not see, and shows it to who may', async () => {
    const query = '{ product(id: "p1") { title mine } }';
    const visitor = await ask(gateways.open, { query });
    expect(visitor.data).toEqual({ product: { title: 'Lamp', mine: null } });
    expect(visitor.errors).toMatchObject([{ path: ['product', 'mine'] }]);
    const user = await ask(gateways.open, { query, authorization: await gateways.open.tokens.user() });
    expect(user).toMatchObject({ data: { product: { mine: expect.stringMatching(/^user /) } }, errors: [] });
  });

  it('takes automatic persisted queries', async () => {
    const query = `query Of${_.replaceAll(/\W/g, '')} { reviewCount }`;
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
