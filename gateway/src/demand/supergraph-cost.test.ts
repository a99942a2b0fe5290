import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { buildSchema, getOperationAST, parse, validate, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Variables } from '../engine/engine-types.ts';
import { createCostModel } from './cost-model.ts';
import type { CostModel } from './demand.ts';

function costOf(model: CostModel, schema: GraphQLSchema, text: string, variables: Variables = {}): number {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return model.compile(document, getOperationAST(document)!)(variables);
}

describe('the directives survive composition', () => {
  const specification = (imports: string) =>
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])`;
  const books = (imports: string, cost: string, listSize: string) => /* GraphQL */ `
    ${specification(imports)}
    type Query {
      books(first: Int! = 20): Books ${listSize}(slicingArguments: ["first"], sizedFields: ["nodes"])
      slow: Int ${cost}(weight: 12)
      find(text: String ${cost}(weight: 3)): Book
    }
    type Books { nodes: [Book!]! }
    type Book ${cost}(weight: 2) { title: Heavy }
    scalar Heavy ${cost}(weight: 4)
  `;

  it.each([
    ['imported', '"@cost", "@listSize"', '@cost', '@listSize'],
    [
      'imported under other names',
      '{ name: "@cost", as: "@price" }, { name: "@listSize", as: "@length" }',
      '@price',
      '@length',
    ],
    ['not imported', '"@key"', '@federation__cost', '@federation__listSize'],
    ['imported in part', '"@listSize"', '@federation__cost', '@listSize'],
  ])('%s', (_, imports, cost, listSize) => {
    const composed = composeServices([
      { name: 'books', url: 'http://books', typeDefs: parse(books(imports, cost, listSize)) },
    ]);
    expect(composed.errors ?? []).toEqual([]);
    const schema = composed.schema!.toAPISchema().toGraphQLJSSchema();
    const model = createCostModel(parse(composed.supergraphSdl!), schema);
    expect(costOf(model, schema, '{ slow }')).toBe(12);
    expect(costOf(model, schema, '{ find(text: "x") { title } }')).toBe(3 + 2 + 4);
    expect(costOf(model, schema, '{ books(first: 7) { nodes { __typename } } }')).toBe(1 + 7 * 2);
    expect(costOf(model, schema, '{ books { nodes { title } } }')).toBe(1 + 20 * (2 + 4));
  });

  it('a link that renames the whole specification', () => {
    const sdl = /* GraphQL */ `
      schema
        @link(url: "https://specs.apollo.dev/link/v1.0")
        @link(url: "https://specs.apollo.dev/cost/v0.1", as: "price") {
        query: Query
      }
      type Query {
        slow: Int @price(weight: 12)
        all: [Query!] @price__listSize(assumedSize: 9)
      }
    `;
    const schema = buildSchema('type Query { slow: Int all: [Query!] }');
    const model = createCostModel(parse(sdl), schema);
    expect(costOf(model, schema, '{ slow }')).toBe(12);
    expect(costOf(model, schema, '{ all { __typename } }')).toBe(9);
  });

  it('a supergraph without any', () => {
    const sdl = 'type Query { all: [Query!] }';
    const model = createCostModel(parse(sdl), buildSchema(sdl));
    expect(costOf(model, buildSchema(sdl), '{ all { all { __typename } } }')).toBe(5 * (1 + 5));
  });
});

describe('the marketplace', () => {
  const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
  const model = createCostModel(parse(readFileSync('schema/supergraph.graphql', 'utf8')), schema);

  it.each([
    ['a page of products: 1 + 20', '{ products { nodes { title } } }', 1 + 20],
    ['with what tells of the page', '{ products(first: 3) { nodes { id } pageInfo { hasNextPage } } }', 1 + 3 + 1],
    [
      'the example of the README',
      '{ search(query: "lamp", first: 20) { nodes { title reviews(first: 3) { nodes { id } } } } }',
      110,
    ],
    ['a search weighs 10', '{ search(query: "lamp", first: 8) { nodes { title } } }', 10 + 8],
    [
      'pages in pages: each product, its connection, its reviews',
      '{ products(first: 10) { nodes { reviews(first: 4) { nodes { title } } } } }',
      1 + 10 * (1 + 1 + 4),
    ],
    [
      'a list of assumed length, each item weighing 2',
      '{ product(slug: "lamp") { featuredOffer { priceHistory { price { amount } } } } }',
      1 + 1 + 30 * (2 + 1),
    ],
  ])('%s', (_, text, expected) => expect(costOf(model, schema, text)).toBe(expected));

  it('checkoutComplete weighs 20, its input 1, any mutation 10', () => {
    const text = 'mutation ($input: CheckoutCompleteInput!) { checkoutComplete(input: $input) { order { id } } }';
    expect(costOf(model, schema, text, { input: { checkoutId: 'chk_1', version: 1, idempotencyKey: 'k' } })).toBe(
      10 + 20 + 1 + 1,
    );
  });

  it('a page costs more the longer it is, and never less than nothing', () => {
    const text =
      'query ($first: Int!) { products(first: $first) { nodes { variants(first: $first) { nodes { id } } } } }';
    const document = parse(text);
    const cost = model.compile(document, getOperationAST(document)!);
    for (let first = 0; first < 200; first += 1) {
      expect(cost({ first })).toBe(1 + first * (1 + 1 + first));
      expect(cost({ first: -first })).toBe(1);
    }
  });
});
