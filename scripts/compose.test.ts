import { buildSchema, parse } from 'graphql';
import { expect, it } from 'vitest';
import { compose, CompositionError } from './compose.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@inaccessible", "@authenticated"])';
const users = `${link} type Query { viewer: User @authenticated zebra: Int apple: Int } type User @key(fields: "id") { id: ID! internal: Int @inaccessible }`;
const cart = `${link} type User @key(fields: "id") { id: ID! cartSize: Int }`;

it('gives the supergraph with default ports, and the sorted schema that clients see', () => {
  const { supergraph, api } = compose({ cart, users });
  expect(supergraph).toContain('@join__graph(name: "users", url: "http://127.0.0.1:4001/graphql")');
  expect(supergraph).toContain('internal: Int');
  parse(supergraph);
  expect(Object.keys(buildSchema(api).getQueryType()!.getFields())).toEqual(['apple', 'viewer', 'zebra']);
  expect(api).toContain('cartSize');
  expect(api).not.toContain('internal');
});

it('gives the same text whatever the order of the files', () => {
  expect(compose({ cart, users })).toEqual(compose({ users, cart }));
});

it('names code and subgraphs when they do not fit', () => {
  const wrong = cart.replace('cartSize: Int', 'internal: String');
  expect(() => compose({ users, cart: wrong })).toThrow(CompositionError);
  expect(() => compose({ users, cart: wrong })).toThrow(
    /FIELD_TYPE_MISMATCH \(cart, users\)\n {4}Type of field "User.internal"/,
  );
});
