import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';
import type { Fault } from './testing/stand-in-subgraph.ts';

let on: TestGateway;
beforeAll(async () => {
  on = await startTestGateway({ fetchTimeoutMs: 300 });
});
afterAll(() => on.stop());
afterEach(() => {
  on.market.reviews.fault = null;
  on.market.products.fault = null;
});

describe('a joined query', () => {
  it('takes each field from its subgraph', async () => {
    const answer = await on.query('{ products { title rating stars } reviewCount }');
    expect(answer).toMatchObject({
      status: 200,
      data: {
        products: [
          { title: 'Lamp', rating: 4.5, stars: [5, 4] },
          { title: 'Chair', rating: 4.5, stars: [5, 4] },
        ],
        reviewCount: 7,
      },
    });
    expect(answer.errors).toBeUndefined();
  });

  it('runs a mutation', async () => {
    const answer = await on.query('mutation { productRename(id: "p1", title: "Lantern") { title rating } }');
    expect(answer.data).toEqual({ productRename: { title: 'Lantern', rating: 4.5 } });
  });
});

const html: Fault = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>hello</h1>');
const json =
  (status: number, body: string): Fault =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
const truncated: Fault = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"data":{"_entities":[');
  setImmediate(() => response.destroy());
};

describe('a subgraph that fails', () => {
  it.each<[string, Fault, string]>([
    ['an error page', html, 'SERVICE_UNAVAILABLE'],
    ['JSON with neither data nor errors', json(500, '{"status":"down"}'), 'SERVICE_UNAVAILABLE'],
    ['an empty object', json(200, '{}'), 'SERVICE_UNAVAILABLE'],
    ['data null without an error', json(200, '{"data":null}'), 'SERVICE_UNAVAILABLE'],
    ['a list', json(200, '[]'), 'SERVICE_UNAVAILABLE'],
    ['broken JSON', json(200, '{"data":{'), 'SERVICE_UNAVAILABLE'],
    ['a truncated body', truncated, 'SERVICE_UNAVAILABLE'],
    ['a broken connection', (response) => void response.destroy(), 'SERVICE_UNAVAILABLE'],
    ['silence', () => {}, 'DEADLINE_EXCEEDED'],
  ])('costs its own fields only: %s', async (_, fault, code) => {
    on.market.reviews.fault = fault;
    const answer = await on.query('{ products { id title rating } }');
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({
      products: [
        { id: 'p1', title: 'Lamp', rating: null },
        { id: 'p2', title: 'Chair', rating: null },
      ],
    });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
      [['products', 0, 'rating'], { code, service: 'reviews' }],
      [['products', 1, 'rating'], { code, service: 'reviews' }],
    ]);
  });

  it('nulls the nearest nullable parent of a field that must not be null', async () => {
    on.market.reviews.fault = json(500, '{}');
    const answer = await on.query('{ product(id: "p1") { title certain } reviewCount }');
    expect(answer.data).toEqual({ product: null, reviewCount: null });
    expect(answer.errors?.map(({ path }) => path)).toEqual(
      expect.arrayContaining([['product', 'certain'], ['reviewCount']]),
    );
  });

  it('passes root errors without a path on, at the fields they cost', async () => {
    on.market.reviews.fault = json(400, '{"errors":[{"message":"Not so","extensions":{"code":"BAD_USER_INPUT"}}]}');
    const { errors } = await on.query('{ n: reviewCount }');
    expect(errors).toEqual([
      { message: 'Not so', path: ['n'], extensions: { code: 'BAD_USER_INPUT', service: 'reviews' } },
    ]);
  });

  it('answers without data when it stopped listening', async () => {
    const alone = await startTestGateway();
    try {
      await alone.market.reviews.stop();
      const answer = await alone.query('{ products { title rating } }');
      expect(answer.data).toMatchObject({ products: [{ title: 'Lamp', rating: null }, { title: 'Chair' }] });
      expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE', service: 'reviews' } });
    } finally {
      await alone.stop();
    }
  });
});

describe('retries', () => {
  /** Breaks the first connection, then behaves. */
  const breakOnce = (name: 'products' | 'reviews') => {
    on.market[name].fault = (response) => {
      on.market[name].fault = null;
      response.destroy();
    };
  };

  it('sends a query once more when the connection breaks', async () => {
    breakOnce('reviews');
    expect(await on.query('{ reviewCount }')).toMatchObject({ data: { reviewCount: 7 } });
  });

  it('never sends a mutation twice', async () => {
    const before = on.market.products.requests.length;
    breakOnce('products');
    const answer = await on.query('mutation { productRename(id: "p1", title: "x") { title } }');
    expect(answer.data).toEqual({ productRename: null });
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'SERVICE_UNAVAILABLE', service: 'products' });
    expect(on.market.products.requests.length).toBe(before + 1);
  });

  it('gives a query up when its client goes away', async () => {
    const client = new AbortController();
    const abandoned = new Promise<void>((resolve) => {
      on.market.reviews.fault = (response) => {
        response.once('close', resolve);
        client.abort();
      };
    });
    await expect(on.query('{ reviewCount }', { signal: client.signal })).rejects.toThrow();
    await abandoned;
  });
});

describe('a mutation', () => {
  it('runs to its end when its client goes away', async () => {
    const client = new AbortController();
    const held = Promise.withResolvers<ServerResponse>();
    on.market.products.fault = held.resolve;
    const query = 'mutation { productRename(id: "p1", title: "x") { id } }';
    const left = expect(on.query(query, { signal: client.signal })).rejects.toThrow();
    const response = await held.promise;
    client.abort();
    await left;
    for (let i = 0; i < 5; i += 1) await on.query('{ reviewCount }'); // time for an abort to arrive
    expect(response.destroyed).toBe(false);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"productRename":null}}');
  });
});

describe('what crosses to a subgraph', () => {
  it('is nothing that the client sent', async () => {
    const { data } = await on.query('{ headersSeen }', {
      headers: { cookie: 'a=b', 'x-forwarded-user': 'root', 'x-emporium-identity': 'forged', authorization: '' },
    });
    const seen = (data as unknown as { headersSeen: string[] }).headersSeen;
    expect(
      seen.filter((name) => name.startsWith('x-') || name === 'cookie' || name === 'authorization').toSorted(),
    ).toEqual(['x-emporium-deadline-ms', 'x-request-id']);
  });

  it('carries the request id and the trace, and echoes the id', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const answer = await on.query('{ reviewCount }', {
      headers: { 'x-request-id': 'checkout-42', traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    expect(answer.headers.get('x-request-id')).toBe('checkout-42');
    const { headers } = on.market.reviews.requests.at(-1)!;
    expect(headers['x-request-id']).toBe('checkout-42');
    expect(headers['traceparent']).toMatch(new RegExp(`^00-${traceId}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`));
  });

  it('replaces a request id that is not safe to log', async () => {
    const answer = await on.query('{ reviewCount }', { headers: { 'x-request-id': 'bad id; drop' } });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
