import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../limits.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let on: TestGateway;
let open: TestGateway;
beforeAll(async () => {
  [on, open] = await Promise.all([
    startTestGateway({ trustedProxies: ['loopback'] }),
    startTestGateway({ corsOrigins: ['*'], compressAboveBytes: 2_000, plansForAll: true, graphiql: false }),
  ]);
});
afterAll(() => Promise.all([on.stop(), open.stop()]));

const COUNT = '{ reviewCount }';
const post = (body: unknown, headers: Record<string, string> = {}, gateway: TestGateway = on) =>
  fetch(gateway.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const get = (
  parameters: Record<string, string>,
  headers: Record<string, string> = { 'apollo-require-preflight': '1' },
) => fetch(`${on.endpoint}?${new URLSearchParams(parameters)}`, { headers });
const codeOf = async (response: Response) =>
  ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;

describe('GraphQL over HTTP', () => {
  const asked: typeof fetch = (url, init) =>
    fetch(url, { ...init, headers: { ...(init?.headers as object), 'apollo-require-preflight': '1' } });
  for (const audit of serverAudits({ url: () => on.endpoint, fetchFn: asked })) {
    it(audit.name, async () => {
      const result = await audit.fn();
      expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
    });
  }

  it.each([
    ['broken JSON', 400, 'BAD_REQUEST', '{"query":', {}],
    ['a batch', 400, 'BAD_REQUEST', [{ query: COUNT }], {}],
    ['nothing to run', 400, 'BAD_REQUEST', {}, {}],
    ['variables that are no map', 400, 'BAD_REQUEST', { query: COUNT, variables: [1] }, {}],
    ['another content type', 415, 'UNSUPPORTED_MEDIA_TYPE', COUNT, { 'content-type': 'application/graphql' }],
    [
      'another charset',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { query: COUNT },
      { 'content-type': 'application/json; charset=utf-16' },
    ],
  ])('refuses %s by %d, whatever is accepted', async (_, status, code, body, headers) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const response = await post(body, { accept, ...headers });
      expect([response.status, await codeOf(response)]).toEqual([status, code]);
      expect(response.headers.get('content-type')).toContain(accept);
      expect(response.headers.get('x-request-id')).toBeTruthy();
    }
  });

  it('says how to send what it does not take', async () => {
    const response = await fetch(on.endpoint, { method: 'PUT' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
    const mutation = await get({ query: 'mutation { productRename(id: "p1", title: "x") { id } }' });
    expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
    expect(on.market.products.requests.filter(({ query }) => query.includes('productRename'))).toEqual([]);
  });

  it('reads a body in many pieces, and one whose length is not told', async () => {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of ['{"query":"{ product(id: \\"', 'ü', '\\") { id } }"}']) {
          controller.enqueue(new TextEncoder().encode(piece));
        }
        controller.close();
      },
    });
    const response = await fetch(on.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(await response.json()).toMatchObject({ data: { product: { id: 'ü' } } });
  });

  it('stops reading a body that grows too large', async () => {
    const socket = connect(Number(new URL(on.endpoint).port), '127.0.0.1');
    const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    const size = LIMITS.bodyBytes + 1;
    socket.write(`${size.toString(16)}\r\n${' '.repeat(size)}`);
    expect(await answer).toMatch(/^HTTP\/1\.1 413 .*connection: close/is);
    socket.destroy();
  });
});

describe('a connection', () => {
  const HEAD = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
  const operation = (query: string): string => {
    const body = JSON.stringify({ query });
    return `${HEAD}content-length: ${body.length}\r\n\r\n${body}`;
  };
  const dial = () => connect(Number(new URL(on.endpoint).port), '127.0.0.1');

  it('may end in the middle of a body', async () => {
    const socket = dial();
    socket.write(`${HEAD}content-length: 100\r\n\r\n{"query":`);
    await once(socket, 'connect');
    socket.resetAndDestroy();
    expect((await post({ query: COUNT })).status).toBe(200);
  });

  it('answers what was sent ahead in the order it was sent', async () => {
    const held = Promise.withResolvers<ServerResponse>();
    on.market.reviews.fault = held.resolve;
    const socket = dial();
    socket.write(operation('{ first: reviewCount }') + operation('{ second: __typename }'));
    const response = await held.promise;
    on.market.reviews.fault = null;
    let text = '';
    const both = new Promise<void>((resolve) => {
      socket.on('data', (data) => {
        text += data.toString();
        if (text.includes('"second"')) resolve();
      });
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"first":1}}');
    await both;
    expect(text.indexOf('"first":1')).toBeLessThan(text.indexOf('"second":"Query"'));
    expect(text.indexOf('"first":1')).toBeGreaterThan(0);
    socket.destroy();
  });
});

describe('a GET', () => {
  it.each(['application/json', 'application/graphql-response+json', 'text/csv'])(
    'may be marked by a content type that browsers ask about: %s',
    async (type) => expect((await get({ query: COUNT }, { 'content-type': type })).status).toBe(200),
  );

  it.each([
    undefined,
    'text/plain',
    'text/plain; charset=utf-8',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ])('is refused when a foreign page could have sent it: %s', async (type) => {
    const response = await get({ query: COUNT }, type === undefined ? {} : { 'content-type': type });
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_REQUEST']);
  });

  it('carries variables, a name and a hash', async () => {
    const query = 'query A { reviewCount } query B($id: ID!) { product(id: $id) { title } }';
    const response = await get({ query, operationName: 'B', variables: '{"id":"p1"}' });
    expect(await response.json()).toMatchObject({ data: { product: { title: 'Lamp' } } });
  });
});

describe('headers', () => {
  it('keep answers out of caches unless the schema says otherwise', async () => {
    expect((await post({ query: COUNT })).headers.get('cache-control')).toBe('no-store');
    expect((await get({ query: COUNT })).headers.get('cache-control')).toBe('no-store');
  });

  it('name the origin that may read, or any', async () => {
    const { headers } = await post({ query: COUNT }, { origin: 'https://evil.example' });
    expect([headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([null, 'origin']);
    const toAll = await post({ query: COUNT }, { origin: 'https://evil.example' }, open);
    expect(toAll.headers.get('access-control-allow-origin')).toBe('*');
    expect(toAll.headers.get('access-control-expose-headers')).toContain('x-request-id');
  });

  it('compress what is large, where that is asked for', async () => {
    const query = `{ ${Array.from({ length: 30 }, (_, i) => `a${i}: products { id title rating stars }`).join(' ')} }`;
    const response = await post({ query }, { 'accept-encoding': 'gzip' }, open);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.json()).toMatchObject({ data: { a29: [{ title: 'Lamp' }, {}] } });
    const small = await post({ query: COUNT }, { 'accept-encoding': 'gzip' }, open);
    expect(small.headers.get('content-encoding')).toBeNull();
    expect((await post({ query }, { 'accept-encoding': 'gzip' })).headers.get('content-encoding')).toBeNull();
  });

  it('ask for the cost alone', async () => {
    const before = on.market.products.requests.length;
    const response = await post({ query: '{ products { title } }' }, { 'x-cost-only': 'true' });
    expect(await response.json()).toEqual({ data: null, extensions: { cost: { requested: expect.any(Number) } } });
    expect(on.market.products.requests.length).toBe(before);
  });

  it('ask for the plan, when the caller may see it', async () => {
    const planOf = async (headers: Record<string, string>, gateway: TestGateway = on) => {
      const response = await post({ query: COUNT }, { 'x-show-plan': 'true', ...headers }, gateway);
      return ((await response.json()) as { extensions?: { plan?: string } }).extensions?.plan;
    };
    expect(await planOf({})).toBeUndefined();
    expect(await planOf({ authorization: await on.tokens.user({ scope: 'seller:orders' }) })).toBeUndefined();
    expect(await planOf({ authorization: await on.tokens.user({ scope: 'admin:platform' }) })).toContain('reviews');
    expect(await planOf({}, open)).toContain('reviews');
    expect(await planOf({ 'x-show-plan': 'false' }, open)).toBeUndefined();
  });
});
