import { silentLog } from '@emporium/platform/log';
import { ApolloServer } from '@apollo/server';
import { composeServices } from '@apollo/composition';
import { getOperationAST, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetrics } from '../metrics.ts';
import type { RequestContext } from '../request-context.ts';
import { createSubgraphs, type Subgraphs } from '../subgraphs/registry.ts';
import { supergraphFrom } from '../supergraph/source.ts';
import { testContext } from '../testing/request-context.ts';
import { startMarketplace, type Marketplace } from '../testing/marketplace.ts';
import { createCompiledEngine } from './compiled-engine.ts';
import type { Engine, Variables } from './engine-types.ts';
import { gatewayInterface } from './gateway-interface.ts';

let market: Marketplace;
let subgraphs: Subgraphs;
beforeAll(async () => {
  market = await startMarketplace();
  subgraphs = createSubgraphs({ urls: {}, fetchTimeoutMs: 2_000, metrics: createMetrics(), log: silentLog });
});
afterAll(async () => {
  await subgraphs.close();
  await market.stop();
});

describe.each(['hive', 'apollo'] as const)('with the planner of %s', (planner) => {
  let engine: Engine;
  beforeAll(async () => {
    const supergraph = supergraphFrom({ sdl: market.supergraph }, silentLog);
    const client = (name: string, url: string) => subgraphs.client(name, url);
    engine = createCompiledEngine({ supergraph, planner, overrideLabels: [], client, log: silentLog });
    await engine.start();
  });
  afterAll(() => engine.stop());

  const run = async (query: string, variables: Variables = {}) => {
    const document = parse(query);
    const executed = await engine.current.plan(document, getOperationAST(document)!).execute(variables, testContext());
    return {
      data: JSON.parse(String(executed.data)) as unknown,
      errors: executed.errors.map((error) => error.toJSON()),
    };
  };

  it('joins entities', async () => {
    expect(await run('{ products { title rating } reviewCount }')).toEqual({
      data: {
        products: [
          { title: 'Lamp', rating: 4.5 },
          { title: 'Chair', rating: 4.5 },
        ],
        reviewCount: 7,
      },
      errors: [],
    });
  });

  it('answers what it knows itself', async () => {
    const { data } = await run(
      '{ __typename ...F a: product(id: "p1") { __typename: title type: __typename } } fragment F on Query { __type(name: "Product") { name } }',
    );
    expect(data).toEqual({
      __typename: 'Query',
      __type: { name: 'Product' },
      a: { __typename: 'Lamp', type: 'Product' },
    });
  });

  it('takes names that every object inherits as data', async () => {
    const query = '{ __proto__: product(id: "p1") { constructor: title toString: rating __proto__: id } }';
    const { data } = await run(query);
    expect(JSON.stringify(data)).toBe('{"__proto__":{"constructor":"Lamp","toString":4.5,"__proto__":"p1"}}');
  });

  it('skips and includes', async () => {
    const query = 'query ($no: Boolean!) { product(id: "p1") { title @skip(if: $no) rating @include(if: $no) } }';
    expect((await run(query, { no: true })).data).toEqual({ product: { rating: 4.5 } });
    expect((await run(query, { no: false })).data).toEqual({ product: { title: 'Lamp' } });
  });

  it('runs mutations', async () => {
    const query = 'mutation ($t: String!) { productRename(id: "p1", title: $t) { title rating } }';
    expect((await run(query, { t: 'New' })).data).toEqual({ productRename: { title: 'New', rating: 4.5 } });
  });

  it('says where a lost subgraph is missed', async () => {
    market.reviews.fault = (response) => response.writeHead(500).end();
    try {
      const { data, errors } = await run('{ products { title r: rating } }');
      expect(data).toEqual({
        products: [
          { title: 'Lamp', r: null },
          { title: 'Chair', r: null },
        ],
      });
      expect(errors.map(({ path, extensions }) => [path, extensions])).toEqual([
        [['products', 0, 'r'], { code: 'SERVICE_UNAVAILABLE', service: 'reviews' }],
        [['products', 1, 'r'], { code: 'SERVICE_UNAVAILABLE', service: 'reviews' }],
      ]);
      const lost = await run('{ product(id: "p1") { title certain } reviewCount }');
      expect(lost.data).toEqual({ product: null, reviewCount: null });
      expect(lost.errors.map(({ path }) => path)).toEqual([['reviewCount'], ['product', 'certain']]);
    } finally {
      market.reviews.fault = null;
    }
  });

  it.each([
    ['a null that may not be', '{"data":{"product":{"title":null}}}', ['product', 'title']],
    ['a field that was not answered', '{"data":{"product":{}}}', ['product', 'title']],
    ['a value of another type', '{"data":{"product":{"title":5}}}', ['product', 'title']],
    ['an object that is none', '{"data":{"product":[]}}', ['product']],
    ['a missing root field', '{"data":{}}', ['product']],
  ])('reports %s', async (_, body, path) => {
    market.products.fault = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    try {
      const { data, errors } = await run('{ product(id: "p1") { title } }');
      expect(data).toEqual({ product: null });
      expect(errors.map((error) => error.path)).toEqual([path]);
    } finally {
      market.products.fault = null;
    }
  });

  it('splits a subscription and joins its events', async () => {
    const document = parse('subscription { productTicks(ids: ["p1"]) { sequence product { title rating } } }');
    const { stream } = engine.current.plan(document, getOperationAST(document)!);
    expect(stream).toMatchObject({ service: 'products', variableNames: [] });
    const event = {
      data: { productTicks: { sequence: 3, product: { __typename: 'Product', id: 'p1', title: 'Lamp' } } },
    };
    const { data, errors } = await stream!.join(event, {}, testContext());
    expect([JSON.parse(data), errors]).toEqual([
      { productTicks: { sequence: 3, product: { title: 'Lamp', rating: 4.5 } } },
      [],
    ]);
  });

  it.each([
    ['neither data nor errors', {}],
    ['no data, and no error that says why', { data: null }],
    ['no value for its field', { data: {} }],
    ['a value of another kind', { data: { secretTicks: 3 } }],
    ['an error without a path', { data: null, errors: [{ message: 'no' }] }],
  ])('takes no event for an answer that is none: %s', async (_, event) => {
    const document = parse('subscription { secretTicks { sequence } }');
    const { stream } = engine.current.plan(document, getOperationAST(document)!);
    const { data, errors } = await stream!.join(event as never, {}, testContext());
    expect(JSON.parse(data)).toBeNull();
    expect(errors.map(({ path, extensions }) => [path, extensions['service']])).toContainEqual([
      ['secretTicks'],
      'products',
    ]);
  });
});

it('can be hosted by Apollo Server', async () => {
  const engine = createCompiledEngine({
    supergraph: supergraphFrom({ sdl: market.supergraph }, silentLog),
    planner: 'auto',
    overrideLabels: [],
    client: subgraphs.client,
    log: silentLog,
  });
  const server = new ApolloServer<RequestContext>({ gateway: gatewayInterface(engine), logger: silentLog });
  await server.start();
  try {
    const query = 'query ($id: ID!) { product(id: $id) { title rating } }';
    const ask = async (variables: Record<string, unknown>) => {
      const { body } = await server.executeOperation({ query, variables }, { contextValue: testContext() });
      return body.kind === 'single' ? body.singleResult : null;
    };
    expect(await ask({ id: 'p1' })).toEqual({ data: { product: { title: 'Lamp', rating: 4.5 } } });
    expect((await ask({}))?.errors?.[0]?.message).toContain('$id');
  } finally {
    await server.stop();
  }
});

it('refuses what is no supergraph', async () => {
  const composed = composeServices([{ name: 'a', typeDefs: parse('type Query { a: Int }') }]);
  const client = (name: string, url: string) => subgraphs.client(name, url || 'http://127.0.0.1:9');
  const start = (sdl: string) =>
    createCompiledEngine({
      supergraph: supergraphFrom({ sdl }, silentLog),
      planner: 'auto',
      overrideLabels: [],
      client,
      log: silentLog,
    }).start();
  await start(composed.supergraphSdl!);
  await expect(start('type Query { a: Int }')).rejects.toThrow(/supergraph/);
});
