import { createHash } from 'node:crypto';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from './limits.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

let on: TestGateway;
beforeAll(async () => {
  on = await startTestGateway();
});
afterAll(() => on.stop());

/** What the table in `rules.int.test.ts`, asked over every transport, does not say. */
describe('aliases', () => {
  const spread = `query { products { ...a } } fragment a on Product { ${Array.from({ length: 8 }, (_, i) => `b${i}: title`).join(' ')} ...b ...b } fragment b on Product { ...c ...c } fragment c on Product { x: title y: title z: rating }`;
  const exploding = `{ products { ...f0 } } ${Array.from({ length: 40 }, (_, i) => `fragment f${i} on Product { ${i < 39 ? `...f${i + 1} ...f${i + 1}` : 'a: title'} }`).join(' ')}`;

  it('count in fragments wherever they are spread', async () => {
    expect((await on.query(spread)).errors).toBeUndefined(); // 8 + 2 × 2 × 3 = 20
    expect((await on.query(exploding)).errors?.[0]?.message).toContain(`${2 ** 39} aliases`);
  });
});

describe('sizes', () => {
  const padded = (bytes: number) => `{ reviewCount } #${'x'.repeat(bytes)}`;

  it('refuses an HTTP body over 256 KB', async () => {
    expect((await on.query(padded(200_000))).data).toEqual({ reviewCount: 7 });
    const answer = await on.query(padded(LIMITS.bodyBytes));
    expect(answer.status).toBe(413);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it('closes a socket that sends a message over 256 KB', async () => {
    const code = await new Promise<number>((resolve) => {
      const client = on.connect({ onClosed: resolve });
      client.subscribe({ query: padded(LIMITS.bodyBytes) }, { next() {}, error() {}, complete() {} });
    });
    expect(code).toBe(1009);
  });

  it('runs a bounded number of operations on one socket', async () => {
    const client = on.connect();
    const refused = Promise.withResolvers<unknown>();
    for (let i = 0; i <= LIMITS.operationsPerSocket; i += 1) {
      client.subscribe(
        { query: 'subscription { productTicks(ids: ["p1"]) { sequence } }' },
        { next() {}, error: refused.resolve, complete() {} },
      );
    }
    expect(await refused.promise).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect((await on.query('{ reviewCount }')).errors).toBeUndefined();
  });
});

describe('HTTP', () => {
  it('refuses what a browser would send across sites without asking', async () => {
    const url = `${on.endpoint}?query=${encodeURIComponent('{ reviewCount }')}`;
    expect((await fetch(url)).status).toBe(400);
    expect(await (await fetch(url, { headers: { 'apollo-require-preflight': '1' } })).json()).toMatchObject({
      data: { reviewCount: 7 },
    });
    const form = await fetch(on.endpoint, { method: 'POST', body: '{"query":"{ reviewCount }"}' });
    expect(form.status).toBeGreaterThanOrEqual(400);
  });

  it('lets the listed origins read answers, and no others', async () => {
    const allow = async (origin: string) =>
      (await on.query('{ reviewCount }', { headers: { origin } })).headers.get('access-control-allow-origin');
    expect(await allow('https://shop.example')).toBe('https://shop.example');
    expect(await allow('https://evil.example')).toBeNull();
    const preflight = await fetch(on.endpoint, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type');
  });

  it('accepts automatic persisted queries', async () => {
    const query = '{ reviewCount }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const send = async (body: object) =>
      (
        await fetch(on.endpoint, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...body, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
        })
      ).json();
    expect(await send({})).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
    expect(await send({ query })).toMatchObject({ data: { reviewCount: 7 } });
    expect(await send({})).toMatchObject({ data: { reviewCount: 7 } });
  });

  it('says where subscriptions are served', async () => {
    const answer = await on.query('subscription { productTicks(ids: ["p1"]) { sequence } }');
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.message).toContain('graphql-transport-ws');
  });

  it('answers broken JSON and unknown paths in the shape of GraphQL', async () => {
    const broken = await fetch(on.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":',
    });
    expect([broken.status, await broken.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    ]);
    const lost = await fetch(new URL('/nothing', on.endpoint));
    expect([lost.status, await lost.json()]).toMatchObject([404, { errors: [{ extensions: { code: 'NOT_FOUND' } }] }]);
  });

  it('takes WebSockets on /graphql only', async () => {
    const socket = new WebSocket(new URL('/other', on.endpoint.replace('http', 'ws')), 'graphql-transport-ws');
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(error.message).toContain('404');
  });
});
