import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../testing/stand-in-subgraph.ts';
import { partsOf, type Part } from '../testing/parts-of.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import { TRANSPORTS } from '../testing/transports.ts';

let on: TestGateway;
let apollo: TestGateway;
beforeAll(async () => {
  [on, apollo] = await Promise.all([
    startTestGateway({ cost: { capacity: 1_000, restorePerSecond: 1 } }),
    startTestGateway({ executor: 'apollo' }),
  ]);
});
afterAll(() => Promise.all([on.stop(), apollo.stop()]));
afterEach(() => {
  on.market.reviews.fault = null;
});

const PARTS = 'multipart/mixed;deferSpec=20220824';
const PRODUCT = 'query Page { product(id: "p1") { title ... @defer(label: "Rating") { rating stars } } }';
const WHOLE = { product: { title: 'Lamp', rating: 4.5, stars: [5, 4] } };

const ask = (
  query: string,
  { headers = {}, signal, gateway = on }: { headers?: object; signal?: AbortSignal; gateway?: TestGateway } = {},
): Promise<Response> =>
  fetch(gateway.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: PARTS, ...headers },
    body: JSON.stringify({ query }),
    ...(signal ? { signal } : {}),
  });

const allParts = async (response: Response): Promise<Part[]> => {
  const parts: Part[] = [];
  for await (const part of partsOf(response)) parts.push(part);
  return parts;
};

/** Keeps requests to reviews waiting: `arrived` says that there is one, `release` lets them through. */
function holdReviews(): { arrived: Promise<void>; gone: Promise<void>; release: () => void } {
  const held: (() => void)[] = [];
  let [arrive, leave] = [() => {}, () => {}];
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const gone = new Promise<void>((resolve) => (leave = resolve));
  const fault: Fault = (response, body) => {
    response.on('close', leave);
    const { variables } = JSON.parse(body) as { variables: { representations: { id: string }[] } };
    const entities = variables.representations.map(() => ({ rating: 4.5, stars: [5, 4] }));
    held.push(() =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ data: { _entities: entities } })),
    );
    arrive();
  };
  on.market.reviews.fault = fault;
  return { arrived, gone, release: () => held.forEach((answer) => answer()) };
}

describe('a client that takes parts', () => {
  it('gets the first one while a subgraph still works at the rest', async () => {
    const reviews = holdReviews();
    const response = await ask(PRODUCT);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('multipart/mixed;boundary="-";deferSpec=20220824');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-request-id')).toBeTruthy();

    const parts = partsOf(response);
    expect((await parts.next()).value).toEqual({
      data: { product: { title: 'Lamp' } },
      extensions: { cost: { requested: 1, available: 999, restorePerSecond: 1 } },
      hasNext: true,
    });
    await reviews.arrived;
    reviews.release();
    expect((await parts.next()).value).toEqual({
      incremental: [{ data: { rating: 4.5, stars: [5, 4] }, path: ['product'], label: 'Rating' }],
      hasNext: false,
    });
    expect(await parts.next()).toEqual({ value: undefined, done: true });
  });

  it('gets an error of a lost subgraph with the part that needed it, masked as elsewhere', async () => {
    on.market.reviews.fault = (response) => response.writeHead(500).end('hunter2');
    const parts = await allParts(await ask('{ products { id ... @defer { rating } } }'));
    const lost = (index: number) => ({
      data: { rating: null },
      path: ['products', index],
      errors: [
        {
          message: expect.not.stringContaining('hunter2'),
          path: ['products', index, 'rating'],
          extensions: { code: 'SERVICE_UNAVAILABLE', service: 'reviews' },
        },
      ],
    });
    expect(parts).toEqual([
      { data: { products: [{ id: 'p1' }, { id: 'p2' }] }, extensions: expect.anything(), hasNext: true },
      { incremental: [lost(0), lost(1)], hasNext: false },
    ]);
  });

  it('takes its fetches along when it goes', async () => {
    const reviews = holdReviews();
    const gone = new AbortController();
    const parts = partsOf(await ask(PRODUCT, { signal: gone.signal }));
    await parts.next();
    await reviews.arrived;
    gone.abort();
    await reviews.gone; // with no answer: nobody has released it
    await expect(parts.next()).rejects.toThrow();
  });

  it('is counted when all parts are out, once, with the errors of each', async () => {
    const counted = async () => (await on.gateway.metrics.registry.metrics()).match(/seconds_count\{[^}]*"Page".*/g);
    const before = await counted();
    on.market.reviews.fault = (response) => response.writeHead(500).end();
    await allParts(await ask(PRODUCT));
    const after = await counted();
    const newOnes = after!.filter((line) => !before?.includes(line));
    expect(newOnes).toEqual([expect.stringContaining('outcome="errors"')]);
  });

  it('gets one answer when there is nothing to come later', async () => {
    for (const query of ['{ reviewCount }', '{ product(id: "p1") { ... @defer(if: false) { title } } }']) {
      const response = await ask(query);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    }
    const refused = await ask('{ product(id: "p1") { ... @defer { nothing } } }');
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  });

  it('who may not see all of it gets one answer, with what is missing', async () => {
    const query = '{ product(id: "p1") { title ... @defer { rating mine } } }';
    expect(await (await ask(query)).json()).toMatchObject({
      data: { product: { title: 'Lamp', rating: 4.5, mine: null } },
      errors: [{ path: ['product', 'mine'], extensions: { code: 'UNAUTHENTICATED' } }],
    });
    const parts = await allParts(await ask(query, { headers: { authorization: await on.tokens.user() } }));
    expect(parts[0]).toMatchObject({ data: { product: { title: 'Lamp' } }, hasNext: true });
    expect(parts[1]!.incremental).toEqual([
      { data: { rating: 4.5, mine: expect.stringContaining('user usr_') }, path: ['product'] },
    ]);
  });
});

describe('everybody else gets the whole at once', () => {
  it.each([
    'application/json',
    'application/graphql-response+json',
    'multipart/mixed',
    'multipart/mixed;deferSpec=20990101, application/json',
    '*/*',
  ])('who accepts %s', async (accept) => {
    const response = await ask(PRODUCT, { headers: { accept } });
    expect(await response.json()).toMatchObject({ data: WHOLE });
  });

  it.each(TRANSPORTS)('over %s', async (_, transport) => {
    expect((await transport(on, { query: PRODUCT })).data).toEqual(WHOLE);
  });

  it('from @apollo/gateway', async () => {
    const query = 'query ($now: Boolean! = true) { product(id: "p1") { title ... @defer(if: $now) { rating stars } } }';
    const response = await ask(query, { gateway: apollo });
    expect(await response.json()).toMatchObject({ data: WHOLE });
  });

  it('from a mutation', async () => {
    const query = 'mutation { productRename(id: "p1", title: "Lantern") { title ... @defer { rating } } }';
    expect(await (await ask(query)).json()).toMatchObject({
      data: { productRename: { title: 'Lantern', rating: 4.5 } },
    });
  });
});

it.each([
  'multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9',
  'application/json, multipart/mixed; deferSpec="20220824"',
  'multipart/mixed;q=1;boundary=x; deferSpec=20220824 ;q=0.5',
])('parts are taken by %s', async (accept) => {
  const parts = await allParts(await ask(PRODUCT, { headers: { accept } }));
  expect(parts.map(({ hasNext }) => hasNext)).toEqual([true, false]);
});
