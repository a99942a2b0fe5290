import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let on: TestGateway;
beforeAll(async () => {
  on = await startTestGateway(({ supergraph }) => ({
    cost: { capacity: 1_000, restorePerSecond: 1 },
    supergraph: {
      sdl: `${supergraph.replace('reviewCount: Int', 'reviewCount: Int @cacheControl(maxAge: 60)')}
        directive @cacheControl(maxAge: Int) on FIELD_DEFINITION`,
    },
  }));
});
afterAll(() => on.stop());

const QUERY = 'query Count { reviewCount }';
const sha256Hash = createHash('sha256').update(QUERY).digest('hex');
const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash } });
const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${on.endpoint}?${new URLSearchParams(parameters)}`, {
    headers: { 'apollo-require-preflight': '1', ...headers },
  });
const cacheOf = ({ headers }: Response) => headers.get('cache-control');

describe('a persisted query by GET', () => {
  it('is registered once, then asked for by its hash alone, and public caches may keep what it answers', async () => {
    const unknown = await get({ extensions });
    expect(cacheOf(unknown)).toBe('no-store');
    expect(await unknown.json()).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
    expect(cacheOf(await get({ query: QUERY, extensions }))).toBe('public, max-age=60');

    const known = await get({ extensions });
    expect(cacheOf(known)).toBe('public, max-age=60');
    expect(known.headers.get('vary')?.split(', ')).toEqual(expect.arrayContaining(['accept', 'authorization']));
    // The price is everybody's; what is left to spend is somebody's own.
    expect(await known.json()).toEqual({ data: { reviewCount: 7 }, extensions: { cost: { requested: 1 } } });
  });

  it('with a token is kept by none', async () => {
    const answer = await get({ query: QUERY }, { authorization: await on.tokens.user() });
    expect(cacheOf(answer)).toBe('no-store');
    expect(await answer.json()).toMatchObject({ extensions: { cost: { available: expect.any(Number) } } });
  });

  it('that is answered with errors is kept by none', async () => {
    on.market.reviews.fault = (response) => void response.writeHead(500).end();
    try {
      const answer = await get({ query: QUERY });
      expect([answer.status, cacheOf(answer)]).toEqual([200, 'no-store']);
    } finally {
      on.market.reviews.fault = null;
    }
  });

  it('that selects something without a lifetime, or guarded, is kept by none', async () => {
    expect(cacheOf(await get({ query: '{ reviewCount products { title } }' }))).toBe('no-store');
    expect(cacheOf(await get({ query: '{ reviewCount product(id: "p1") { mine } }' }))).toBe('no-store');
  });
});

it('is kept by none when it came by POST', async () => {
  expect((await on.query(QUERY)).headers.get('cache-control')).toBe('no-store');
});
