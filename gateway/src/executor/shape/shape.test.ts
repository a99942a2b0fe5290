import { buildSchema, executeSync, getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Data } from '../execution.ts';
import { Selections } from './selections.ts';
import { createShaper } from './shaper.ts';
import { createSourceKey } from './source-key.ts';

const schema = buildSchema(`
  enum Colour { RED GREEN }
  scalar Any
  interface Named { name: String! }
  union Thing = Book | Author
  type Query { book: Book books: [Book!]! grid: [[Book]!] named: Named things: [Thing] must: Book! }
  type Book implements Named { id: ID! name: String! pages: Int price: Float sold: Boolean! colour: Colour any: Any author: Author! next: Book }
  type Author implements Named { id: ID! name: String! books: [Book!] }
`);

const document = parse(`
  query ($short: Boolean = false) {
    kind: __typename
    book { ...B author { name books { id } } next { next { id constructor: name __proto__: pages } } }
    books { ...B @skip(if: $short) id }
    grid { id }
    named { __typename name ... on Book { pages } ... on Author { id } }
    things { __typename ... on Named { name } ... on Book { author { name } } }
    must { id }
  }
  fragment B on Book { id name pages price sold colour any author { id } }
`);

const shaper = createShaper(document, {
  schema,
  root: schema.getQueryType()!,
  set: getOperationAST(document)!.selectionSet,
  selections: new Selections(schema, document, createSourceKey(new Set(['__typename']))),
  serviceOf: () => 'books',
});

const author = () => ({ __typename: 'Author', id: 'a1', name: 'Anna', books: [{ id: 'b7' }] });
const book = (): Data => ({
  __typename: 'Book',
  id: 'b1',
  name: 'Nets',
  pages: 12,
  price: 1.5,
  sold: false,
  colour: 'RED',
  any: { free: [1] },
  author: author(),
  next: null,
});
const whole = (): Data => ({
  book: {
    ...book(),
    next: { __typename: 'Book', next: JSON.parse('{"id":"b3","constructor":"C","__proto__":5}') as Data },
  },
  books: [book(), book()],
  grid: [[{ id: 'g1' }, null], []],
  named: { __typename: 'Author', id: 'a1', name: 'Anna' },
  things: [book(), author(), null],
  must: { id: 'm' },
});

/** What graphql-js makes of the same data: the reference. */
const reference = (source: Data, variableValues: Record<string, unknown>) =>
  executeSync({
    schema,
    document,
    rootValue: source,
    variableValues,
    fieldResolver: (object: Data, _args, _context, { path }) =>
      Object.hasOwn(object, path.key) ? object[path.key] : undefined,
  });

const shape = (source: Data, variables: Record<string, unknown> = { short: false }) => {
  const { data, errors } = shaper.shape(source, variables, []);
  return { data, errors: errors.map(({ path }) => path) };
};

it('shapes as graphql-js does, in the client’s order', () => {
  for (const variables of [{ short: false }, { short: true }]) {
    const { data, errors } = shape(whole(), variables);
    expect(data).toBe(JSON.stringify(reference(whole(), variables).data));
    expect(errors).toEqual([]);
  }
});

describe('anything that is not as promised', () => {
  /** Every place in the data, to put something wrong at. */
  const places = (value: unknown, at: (string | number)[] = []): (string | number)[][] => {
    if (typeof value !== 'object' || value === null) return [at];
    const below = Object.keys(value).flatMap((key) =>
      places((value as Data)[key], [...at, Array.isArray(value) ? Number(key) : key]),
    );
    return at.length === 0 ? below : [at, ...below];
  };
  const put = (source: Data, at: readonly (string | number)[], value: unknown): Data => {
    const parent = at.slice(0, -1).reduce<unknown>((data, key) => (data as Data)[key], source) as Data;
    Object.defineProperty(parent, at.at(-1)!, { value, enumerable: true, configurable: true, writable: true });
    return source;
  };
  const seen = (source: Data) => JSON.stringify(reference(source, { short: false }));
  const cases = places(whole()).filter((at) => {
    const isSeen = seen(put(whole(), at, null)) !== seen(whole());
    return isSeen && !at.includes('any') && !at.includes('__proto__');
  });

  it.each(cases.map((at) => [at.join('.'), at] as const))('a null at %s', (_, at) => {
    const { data, errors } = shape(put(whole(), at, null));
    const expected = reference(put(whole(), at, null), { short: false });
    expect(JSON.parse(data)).toEqual(JSON.parse(JSON.stringify(expected.data)));
    expect(errors).toEqual((expected.errors ?? []).map(({ path }) => path));
  });

  it.each(cases.map((at) => [at.join('.'), at] as const))('an object of no type at %s', (_, at) => {
    const { data, errors } = shape(put(whole(), at, { __typename: 'Nothing' }));
    const { data: nulled } = reference(put(whole(), at, null), { short: false });
    expect(JSON.parse(data)).toEqual(JSON.parse(JSON.stringify(nulled)));
    expect(errors).toEqual([at.filter((key) => key !== '__typename')]); // an unknown type is its object's fault
  });

  it.each([
    ['a missing field', ['book', 'pages'], undefined],
    ['a string for an Int', ['book', 'pages'], '12'],
    ['a fraction for an Int', ['book', 'pages'], 1.5],
    ['a number beyond 32 bits', ['book', 'pages'], 2 ** 31],
    ['an unknown enum value', ['book', 'colour'], 'BLUE'],
    ['a number for a Boolean', ['books', 1, 'sold'], 1],
    ['an object for a list', ['things'], {}],
  ] as const)('%s has an error at its place', (_, at, value) => {
    expect(shape(put(whole(), at, value)).errors).toEqual([at]);
  });

  it('is not told again when a subgraph has told it', () => {
    const told = shaper.shape(put(whole(), ['book', 'author'], null), { short: false }, []);
    expect(told.errors).toHaveLength(1);
    const again = shaper.shape(put(whole(), ['book', 'author'], null), { short: false }, told.errors);
    expect(again.errors).toEqual(told.errors);
  });
});
