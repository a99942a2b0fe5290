import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createCachePolicy } from './cache-policy.ts';

const SDL = `
  directive @cacheControl(maxAge: Int, scope: S, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum S { PUBLIC PRIVATE }
  type Query {
    hour: Deal @cacheControl(maxAge: 3600)
    typed: Deal
    bare: Int
    short: Int @cacheControl(maxAge: 5)
    above: Seller @cacheControl(inheritMaxAge: true)
    mine: Int @cacheControl(maxAge: 5, scope: PRIVATE)
  }
  type Deal @cacheControl(maxAge: 60) { price: Int seller: Seller shop: Seller @cacheControl(inheritMaxAge: true) part: Part again: Deal @cacheControl(inheritMaxAge: true) }
  type Part @cacheControl(inheritMaxAge: true) { name: String }
  type Seller { name: String }
`;
const policyOf = createCachePolicy(parse(SDL), buildSchema(SDL));

it.each([
  ['{ hour { price } }', 'public, max-age=3600'],
  ['{ typed { price } }', 'public, max-age=60'],
  ['{ hour { price } short }', 'public, max-age=5'],
  ['{ hour { ...f } } fragment f on Deal { shop { name } }', 'public, max-age=3600'],
  ['{ hour { seller { name } } }', null],
  ['{ hour { part { name } } }', 'public, max-age=3600'],
  ['{ hour { again { price } } }', 'public, max-age=60'],
  ['{ short above { name } }', null],
  ['{ bare }', null],
  ['{ mine }', null],
  ['{ __typename }', null],
])('%s: %s', (query, expected) => {
  expect(policyOf(parse(query))).toBe(expected);
});

it('lets nothing be kept when the schema says nothing', () => {
  const sdl = 'type Query { bare: Int }';
  expect(createCachePolicy(parse(sdl), buildSchema(sdl))(parse('{ bare }'))).toBeNull();
});

describe('in the marketplace', () => {
  const read = (name: string) => readFileSync(new URL(`../../../schema/${name}.graphql`, import.meta.url), 'utf8');
  const api = buildSchema(read('api'));
  const policyOf = createCachePolicy(parse(read('supergraph')), api);
  const PAGE = 'pageInfo { endCursor }';

  it.each([
    ['{ category(slug: "audio") { name parent { name } children { slug productCount } path { name } } }', 300],
    ['{ categories { name facetTemplate } brand(slug: "acme") { name verified } }', 300],
    ['{ product(slug: "lamp") { title brand { name } breadcrumbs { name } } }', 60],
    ['{ product(slug: "lamp") { media { image { url } } attributes { value } options { name values } } }', 60],
    [
      `{ product(slug: "lamp") { variants { ${PAGE} edges { node { selectedOptions { value } image { url } } } } } }`,
      60,
    ],
    ['{ productVariant(sku: "LAMP-1") { title product { title } } }', 60],
    [`{ products { ${PAGE} nodes { title } edges { cursor node { slug } } } category(slug: "audio") { name } }`, 30],
  ])('%s is kept for %i s', (query, seconds) => {
    expect(validate(api, parse(query))).toEqual([]);
    expect(policyOf(parse(query))).toBe(`public, max-age=${seconds}`);
  });

  it.each([
    '{ product(slug: "lamp") { card { title } } }',
    '{ product(slug: "lamp") { offerCount } }',
    '{ product(slug: "lamp") { badges } }',
    '{ product(slug: "lamp") { dealPrice { amount } } }',
    '{ product(slug: "lamp") { featuredOffer { price { amount } } } }',
    '{ product(slug: "lamp") { ratingSummary { average } } }',
    '{ products { nodes { title offerCount } } }',
    '{ search(query: "lamp") { searchId nodes { title } } }',
    '{ homeFeed { sections { title } } }',
    '{ deals { nodes { title } } }',
  ])('%s is not', (query) => {
    expect(validate(api, parse(query))).toEqual([]);
    expect(policyOf(parse(query))).toBeNull();
  });
});
