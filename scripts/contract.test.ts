import { readFile } from 'node:fs/promises';
import { SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';
import { buildSchema, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compose, type SubgraphFiles } from './compose.ts';
import { disturbances } from './contract-changes.ts';
import { contractOf } from './contract.ts';

const link = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])`;
const products = `${link('"@key", "@tag", "@inaccessible", "@requiresScopes"')}
  type Query {
    product(id: ID!, look: LookInput): Product @tag(name: "public")
    deal: Deal @tag(name: "public")
    stocktake: Report
    secret: Int @inaccessible
  }
  type Mutation { productDelete(id: ID!): Int }
  interface Node { id: ID! }
  type Product implements Node @key(fields: "id") @tag(name: "public") {
    id: ID!
    price: Money
    keeper: User
    margin: Int @requiresScopes(scopes: [["finance"]])
  }
  type Deal @key(fields: "id") { id: ID! buyer: User product: Product }
  type User @key(fields: "id", resolvable: false) { id: ID! }
  type Money { amount: Int! currency: Currency! }
  type Notice implements Node { id: ID! }
  enum Currency { EUR }
  input LookInput { at: Depth! }
  enum Depth { DEEP }
  type Report { lines: Int }
  input Unused { x: Int }
`;
const reviews = `${link('"@key", "@tag", "@requires", "@external"')}
  type Product @key(fields: "id") {
    id: ID!
    price: Money @external
    rating: Int @tag(name: "public") @requires(fields: "price { amount }")
    complaints: [Complaint!]
  }
  type Money { amount: Int! @external }
  type Complaint { text: String }
`;
const users = `${link('"@key"')} type Query { viewer: User } type User @key(fields: "id") { id: ID! email: String }`;

const contract = compose(contractOf({ products, reviews, users }, 'public'));
const api = buildSchema(contract.api);
const fieldsOf = (name: string) => {
  const type = api.getType(name);
  return isObjectType(type) ? Object.keys(type.getFields()) : null;
};

describe('a contract', () => {
  it('has the tagged fields of the root types', () => {
    expect(fieldsOf('Query')).toEqual(['deal', 'product']);
    expect(api.getMutationType()).toBeUndefined();
  });

  it('has of an entity what tagging subgraphs say, and what is tagged elsewhere', () => {
    expect(fieldsOf('Product')).toEqual(['id', 'price', 'rating']);
    expect(fieldsOf('Deal')).toEqual(['id', 'product']);
  });

  it('has what its fields mention, required input included, and nothing else', () => {
    const names = Object.keys(api.getTypeMap()).filter((name) => !name.startsWith('__'));
    expect(names.sort()).toEqual([
      'Boolean',
      'Currency',
      'Deal',
      'Depth',
      'ID',
      'Int',
      'LookInput',
      'Money',
      'Node',
      'Product',
      'Query',
      'String',
    ]);
  });

  it('keeps for joins what it hides', () => {
    expect(contract.supergraph).toContain('requires: "price { amount }"');
    expect(contract.supergraph).toMatch(/email: String @inaccessible|type User[^{]*@inaccessible/);
  });

  it('has nothing of another tag', () => {
    expect(() => compose(contractOf({ products, reviews, users }, 'nobody'))).toThrow('Query');
  });
});

describe('disturbances', () => {
  it('are breaking and dangerous changes', () => {
    const before = 'type Query { a: Int b(x: Int): E } enum E { A }';
    expect(disturbances(before, 'type Query { b(x: Int!): E } enum E { A B }')).toEqual([
      'breaking: Query.a was removed.',
      'breaking: Query.b arg x has changed type from Int to Int!.',
      'dangerous: B was added to enum type E.',
    ]);
    expect(disturbances(before, `${before} type New { x: Int } extend type Query { c: New }`)).toEqual([]);
    expect(disturbances('', before)).toEqual([]);
  });
});

describe('the committed contract', async () => {
  const committed = (name: string) => readFile(new URL(`../schema/${name}.graphql`, import.meta.url), 'utf8');
  const entries = await Promise.all(
    SUBGRAPHS.map(async (name): Promise<[SubgraphName, string]> => [name, await committed(name)]),
  );
  const next = compose(contractOf(Object.fromEntries(entries) as SubgraphFiles, 'public'));

  it('is not disturbed by what the subgraphs say now', async () => {
    expect(disturbances(await committed('partner/api'), next.api)).toEqual([]);
  });

  it('is what they compose into', async () => {
    expect(next.api).toBe(await committed('partner/api'));
    expect(next.supergraph).toBe(await committed('partner/supergraph'));
  });

  it('shows no account, no order and nothing that an operator does', () => {
    const schema = buildSchema(next.api);
    for (const name of ['User', 'Order', 'Payment', 'Session', 'Warehouse', 'LedgerEntry', 'SecurityEvent']) {
      expect(schema.getType(name), name).toBeUndefined();
    }
  });
});
