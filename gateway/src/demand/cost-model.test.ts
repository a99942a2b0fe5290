import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Variables } from '../engine/engine-types.ts';
import { createCostModel } from './cost-model.ts';
import { HIGHEST_COST } from './formula.ts';

const SDL = /* GraphQL */ `
  directive @cost(
    weight: Int!
  ) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(
    assumedSize: Int
    slicingArguments: [String!]
    sizedFields: [String!]
    requireOneSlicingArgument: Boolean = true
  ) on FIELD_DEFINITION

  type Query {
    book(id: ID): Book
    books(first: Int = 20): [Book!]! @listSize(slicingArguments: ["first"])
    shelf(first: Int!): BookConnection @listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"])
    latest: [Book!]! @listSize(assumedSize: 7)
    lent: [Book!]!
    page(paging: Paging): [Book!]! @listSize(slicingArguments: ["paging.size"])
    between(first: Int, last: Int): [Book!] @listSize(slicingArguments: ["first", "last"])
    either(first: Int, last: Int): [Book!]
      @listSize(slicingArguments: ["first", "last"], assumedSize: 30, requireOneSlicingArgument: false)
    report: Report
    reports: [Report!]! @cost(weight: 3) @listSize(assumedSize: 4)
    title: Heavy
    rating: Stars
    slow: Int @cost(weight: 12)
    free: Book @cost(weight: 0)
    discount: Int @cost(weight: -5)
    find(text: String @cost(weight: 4), filter: Filter, tags: [Tag!], mood: Stars): Book
    anything: Anything
    work: Work
    works: [Work!]! @listSize(assumedSize: 3)
  }
  type Mutation {
    lend(book: ID!): Lent
    touch: Boolean
  }
  type Subscription {
    lent: Book
  }
  input Paging {
    size: Int = 15
  }
  input Filter {
    author: String
    price: Range
    not: Filter
    all: [Filter!]
  }
  input Range {
    from: Int @cost(weight: 2)
    to: Int
  }
  input Tag {
    name: String
  }
  scalar Heavy @cost(weight: 6)
  enum Stars @cost(weight: 2) {
    ONE
    TWO
  }
  type Report @cost(weight: 9) {
    pages: Int
  }
  type Lent {
    book: Book
  }
  type BookConnection {
    nodes: [Book!]!
    edges: [BookEdge!]!
    total: Int
  }
  type BookEdge {
    node: Book
  }
  type Author {
    name: String
    books(first: Int = 5): [Book!]! @listSize(slicingArguments: ["first"])
  }
  type Magazine implements Work @cost(weight: 5) {
    title: String
    chapters: [Chapter!]!
    issue: Int @cost(weight: 1)
  }
  type Book implements Work {
    id: ID
    title: String
    author: Author
    chapters: [Chapter!]!
    similar(first: Int!): BookConnection @listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"])
  }
  interface Work {
    title: String
    chapters: [Chapter!]! @listSize(assumedSize: 12)
  }
  type Chapter {
    title: String
  }
  union Anything = Book | Magazine | Report
`;

const schema = buildSchema(SDL);
const model = createCostModel(parse(SDL), schema, 10);

function costOf(text: string, variables: Variables = {}, of = { schema, model }): number {
  const document = parse(text);
  expect(validate(of.schema, document)).toEqual([]);
  return of.model.compile(document, getOperationAST(document)!)(variables);
}

describe('weights', () => {
  it.each([
    ['an operation costs at least 1', '{ __typename }', 1],
    ['an object', '{ book { id title } }', 1],
    ['objects below objects', '{ book { author { name } } }', 2],
    ['a field with a weight', '{ slow }', 12],
    ['a field without cost whose fields have some', '{ free { author { name } } }', 1],
    ['a scalar with a weight', '{ title }', 6],
    ['an enum with a weight', '{ rating }', 2],
    ['a type with a weight', '{ report { pages } }', 9],
    ['the field before the type, for each item', '{ reports { pages } }', 12],
    ['less than nothing is nothing', '{ discount slow }', 12],
    ['a mutation costs 10 more', 'mutation { lend(book: 1) { book { id } } }', 12],
    ['a mutation without objects', 'mutation { touch }', 10],
    ['a subscription costs what it selects', 'subscription { lent { author { name } } }', 2],
    ['introspection', '{ __schema { types { name } } }', 100],
  ])('%s', (_, text, expected) => expect(costOf(text)).toBe(expected));
});

describe('lists', () => {
  it.each([
    ['of unknown length', '{ lent { id } }', 10],
    ['of an assumed length', '{ latest { id } }', 7],
    ['sliced', '{ books(first: 3) { id } }', 3],
    ['sliced by default', '{ books { id } }', 20],
    ['sliced by an explicit null: as by default', '{ books(first: null) { id } }', 20],
    ['sliced to nothing', '{ books(first: 0) { author { name } } }', 1],
    ['sliced to less than nothing', '{ books(first: -5) { id } }', 1],
    ['in lists: 3 × (1 + 1 + 5)', '{ books(first: 3) { author { books { id } } } }', 21],
    ['of a connection: 1 + 50', '{ shelf(first: 50) { nodes { id } } }', 51],
    ['of a connection, by edges: 1 + 50 × 2', '{ shelf(first: 50) { edges { node { id } } } }', 101],
    ['of a connection, counted only', '{ shelf(first: 50) { total } }', 1],
    ['of a connection, twice', '{ shelf(first: 50) { nodes { id } edges { node { id } } } }', 151],
    [
      'of connections in connections: 1 + 10 × (1 + 1 + 5)',
      '{ shelf(first: 10) { nodes { similar(first: 5) { nodes { id } } } } }',
      71,
    ],
    [
      'of a connection, through fragments',
      '{ shelf(first: 50) { ...on BookConnection { ...N } } } fragment N on BookConnection { nodes { id } }',
      51,
    ],
    ['sliced inside an input object: 4, and 1 for the object', '{ page(paging: { size: 4 }) { id } }', 5],
    ['sliced by one of two', '{ between(last: 4) { id } }', 4],
    ['sliced by both, where that may be', '{ either(first: 4, last: 6) { id } }', 6],
    ['sliced by none, where that may be', '{ either { id } }', 30],
    ['whose length the interface says', '{ book { chapters { title } } }', 13],
  ])('%s', (_, text, expected) => expect(costOf(text)).toBe(expected));

  it.each([
    ['a variable', { n: 7 }, 7],
    ['a variable that is not given: the argument’s default', {}, 20],
    ['a variable that is null: as by default', { n: null }, 20],
    ['a variable below nothing', { n: -1 }, 1],
    ['a variable that is no number', { n: Number.NaN }, 20],
  ])('sliced by %s', (_, variables, expected) => {
    expect(costOf('query ($n: Int) { books(first: $n) { id } }', variables)).toBe(expected);
  });

  it('sliced by variables at two levels', () => {
    const text =
      'query ($n: Int!, $m: Int!) { shelf(first: $n) { nodes { similar(first: $m) { edges { node { id } } } } } }';
    expect(costOf(text, { n: 4, m: 3 })).toBe(1 + 4 * (1 + 1 + 3 * 2));
    expect(costOf(text, { n: 0, m: 3 })).toBe(1);
  });

  it('sliced by a variable inside an input object, and by a whole one', () => {
    expect(costOf('query ($n: Int) { page(paging: { size: $n }) { id } }', { n: 3 })).toBe(4);
    expect(costOf('query ($p: Paging) { page(paging: $p) { id } }', { p: { size: 3 } })).toBe(4);
    expect(costOf('query ($p: Paging) { page(paging: $p) { id } }', { p: null })).toBe(10);
  });

  it.each([
    ['no slicing argument', '{ between { id } }', '"first", "last"'],
    ['two slicing arguments', '{ between(first: 1, last: 2) { id } }', '"first", "last"'],
    ['null', '{ between(first: null) { id } }', '"first", "last"'],
    ['no size in the input object', '{ page(paging: {}) { id } }', '"paging.size"'],
  ])('with %s, where exactly one has to be, are refused', (_, text, names) => {
    const document = parse(text);
    expect(() => model.compile(document, getOperationAST(document)!)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(names),
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      }),
    );
  });
});

describe('arguments', () => {
  it.each([
    ['none', '{ find { id } }', 1],
    ['with a weight', '{ find(text: "x") { id } }', 5],
    ['null', '{ find(text: null, filter: null) { id } }', 1],
    ['of a weighted enum', '{ find(mood: ONE) { id } }', 3],
    ['an input object', '{ find(filter: { author: "x" }) { id } }', 2],
    ['input objects in input objects, weighted fields', '{ find(filter: { price: { from: 1, to: 2 } }) { id } }', 5],
    ['a list of input objects', '{ find(tags: [{ name: "a" }, { name: "b" }, { name: "c" }]) { id } }', 4],
    ['one item where a list may be', '{ find(tags: { name: "a" }) { id } }', 2],
  ])('%s', (_, text, expected) => expect(costOf(text)).toBe(expected));

  it.each([
    ['a weighted argument', 'query ($v: String) { find(text: $v) { id } }', 'x', 5],
    ['nothing', 'query ($v: String) { find(text: $v) { id } }', undefined, 1],
    ['null', 'query ($v: String) { find(text: $v) { id } }', null, 1],
    [
      'an input object that contains itself',
      'query ($v: Filter) { find(filter: $v) { id } }',
      { not: { all: [{}, { price: { from: 0 } }] } },
      8,
    ],
    ['a list', 'query ($v: [Tag!]) { find(tags: $v) { id } }', [{}, {}], 3],
    ['a field of an input object', 'query ($v: Int) { find(filter: { price: { from: $v } }) { id } }', 1, 5],
  ])('in variables: %s', (_, text, v, expected) => expect(costOf(text, { v })).toBe(expected));
});

describe('abstract types', () => {
  it.each([
    ['cost as their dearest type', '{ anything { __typename } }', 9],
    ['with what is selected of it: 1 + 12 chapters', '{ anything { ... on Book { chapters { title } } } }', 13],
    ['never the sum of types: 5 + 1', '{ work { ... on Book { author { name } } ... on Magazine { issue } } }', 6],
    ['common fields count for each: 5 + 12', '{ work { chapters { title } } }', 17],
    ['in lists: 3 × (5 + 12)', '{ works { chapters { title } ... on Book { author { name } } } }', 51],
    ['with conditions on interfaces', '{ anything { ... on Work { chapters { title } } } }', 17],
  ])('%s', (_, text, expected) => expect(costOf(text)).toBe(expected));
});

describe('fragments, aliases and directives', () => {
  it.each([
    ['aliases count each', '{ a: book { id } b: book { id } }', 2],
    ['a response key counts once', '{ book { author { name } } book { author { name } id } }', 2],
    ['a fragment counts once in one place', '{ book { ...A ...A } } fragment A on Book { author { name } }', 2],
    ['and in each place', '{ a: book { ...A } b: book { ...A } } fragment A on Book { author { name } }', 4],
    ['never skipped', '{ slow @skip(if: false) }', 12],
    ['always skipped', '{ slow @skip(if: true) book { id } }', 1],
    ['never included', '{ book { ...A @include(if: false) } } fragment A on Book { author { name } }', 1],
  ])('%s', (_, text, expected) => expect(costOf(text)).toBe(expected));

  it('what variables keep out costs nothing', () => {
    const text = /* GraphQL */ `
      query ($author: Boolean!, $slow: Boolean!) {
        book {
          id
          ... @include(if: $author) {
            author {
              name
            }
          }
        }
        slow @skip(if: $slow)
      }
    `;
    expect(costOf(text, { author: true, slow: false })).toBe(14);
    expect(costOf(text, { author: false, slow: false })).toBe(13);
    expect(costOf(text, { author: true, slow: true })).toBe(2);
    expect(costOf(text, { author: false, slow: true })).toBe(1);
  });

  it('what is let through in one of several places is there', () => {
    const text = 'query ($a: Boolean!, $b: Boolean!) { slow @include(if: $a) @skip(if: $b) slow @include(if: $b) }';
    expect(costOf(text, { a: false, b: false })).toBe(1);
    expect(costOf(text, { a: true, b: false })).toBe(12);
    expect(costOf(text, { a: false, b: true })).toBe(12);
  });
});

describe('bounds', () => {
  it('a cost never leaves the range of Int', () => {
    const text = /* GraphQL */ `
      query ($n: Int!) {
        shelf(first: $n) {
          nodes {
            similar(first: $n) {
              nodes {
                similar(first: $n) {
                  nodes {
                    id
                  }
                }
              }
            }
          }
        }
      }
    `;
    expect(costOf(text, { n: 2_147_483_647 })).toBe(HIGHEST_COST);
    expect(costOf(text.replace('($n: Int!)', '').replaceAll('$n', '2147483647'))).toBe(HIGHEST_COST);
    expect(costOf('{ books(first: 2147483647) { id author { name } } }')).toBe(HIGHEST_COST);
  });

  it('a dearer page costs more, at every level', () => {
    const text = /* GraphQL */ `
      query ($n: Int!, $m: Int!) {
        shelf(first: $n) {
          nodes {
            similar(first: $m) {
              nodes {
                author {
                  name
                }
              }
            }
          }
        }
        works {
          ... on Book {
            similar(first: $m) {
              edges {
                node {
                  id
                }
              }
            }
          }
          chapters {
            title
          }
        }
      }
    `;
    const document = parse(text);
    const cost = model.compile(document, getOperationAST(document)!);
    for (let n = 0; n < 30; n += 1) {
      for (let m = 0; m < 30; m += 1) {
        const here = cost({ n, m });
        expect(Number.isSafeInteger(here)).toBe(true);
        expect(cost({ n: n + 1, m })).toBeGreaterThan(here);
        expect(cost({ n, m: m + 1 })).toBeGreaterThanOrEqual(here);
      }
    }
  });

  it('fragments built to explode are priced at once', () => {
    const levels = 60;
    const spreads = Array.from(
      { length: levels },
      (_, level) =>
        `fragment F${level} on Book { a: author { books(first: $n) { ...F${level + 1} } } b: author { books { ...F${level + 1} } }` +
        ` ...F${level + 1} @include(if: $c) ...F${level + 1} @skip(if: $c) }`,
    );
    const document = parse(
      `query ($n: Int!, $c: Boolean!) { book { ...F0 } } ${spreads.join(' ')} fragment F${levels} on Book { id }`,
    );
    expect(model.compile(document, getOperationAST(document)!)({ n: 2, c: true })).toBe(HIGHEST_COST);
  });

  it('selections that differ for every way through the types are not priced to the end', () => {
    // Each type leaves out one fragment of fifteen, so that twelve levels down there are thousands of different selections.
    const numbers = Array.from({ length: 15 }, (_, index) => index);
    const interfaces = numbers.map((number) => `interface I${number} { x: All }`);
    const types = numbers.map((number) => {
      const implemented = numbers.filter((other) => other !== number).map((other) => `I${other}`);
      return `type T${number} implements ${implemented.join(' & ')} { x: All }`;
    });
    const sdl = `type Query { x: All } union All = ${numbers.map((number) => `T${number}`).join(' | ')} ${interfaces.join(' ')} ${types.join(' ')}`;
    const spreads = (level: number) => numbers.map((number) => `...F${level}x${number}`).join(' ');
    const fragments = Array.from({ length: 12 }, (_, level) =>
      numbers.map((number) => {
        const below = level === 11 ? '__typename' : `x { ...F${level + 1}x${number} }`;
        return `fragment F${level}x${number} on I${number} { ${below} }`;
      }),
    );
    const document = parse(`{ x { ${spreads(0)} } } ${fragments.flat().join(' ')}`);
    const cost = createCostModel(parse(sdl), buildSchema(sdl)).compile(document, getOperationAST(document)!);
    expect(cost({})).toBe(HIGHEST_COST);
  });
});
