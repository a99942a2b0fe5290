import { buildSchema, parse } from 'graphql';
import { expect, it } from 'vitest';
import { createCachePolicy } from './cache-policy.ts';

const SDL = `
  directive @cacheControl(maxAge: Int, scope: S, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum S { PUBLIC PRIVATE }
  type Query {
    hour: Deal @cacheControl(maxAge: 3600)
    typed: Deal
    bare: Int
    short: Int @cacheControl(maxAge: 5)
    mine: Int @cacheControl(maxAge: 5, scope: PRIVATE)
  }
  type Deal @cacheControl(maxAge: 60) { price: Int seller: Seller shop: Seller @cacheControl(inheritMaxAge: true) }
  type Seller { name: String }
`;
const policyOf = createCachePolicy(parse(SDL), buildSchema(SDL));

it.each([
  ['{ hour { price } }', 'public, max-age=3600'],
  ['{ typed { price } }', 'public, max-age=60'],
  ['{ hour { price } short }', 'public, max-age=5'],
  ['{ hour { ...f } } fragment f on Deal { shop { name } }', 'public, max-age=3600'],
  ['{ hour { seller { name } } }', null],
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
