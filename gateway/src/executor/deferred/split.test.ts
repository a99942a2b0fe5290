import { buildSchema, getOperationAST, Kind, parse, print, type DocumentNode, type SelectionSetNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { selectionsOf } from '../../access/selections.ts';
import type { Variables } from '../../engine/engine-types.ts';
import { split, type Portion } from './split.ts';

const schema = buildSchema(`
  type Query { book: Book shelf: Shelf thing: Thing }
  interface Thing { name: String }
  type Book implements Thing { id: ID! name: String author: Author shelf: Shelf }
  type Author { id: ID! name: String books: [Book] }
  type Shelf implements Thing { name: String books: [Book] query: Query }
`);
const KEYS: Readonly<Record<string, readonly string[]>> = { Book: ['id'], Author: ['id'] };

function splitUp(text: string, variables: Variables = {}): Portion | null {
  const document: DocumentNode = parse(text);
  return split({
    selections: selectionsOf(schema, document, getOperationAST(document)!),
    sourceKey: (key) => key,
    keyOf: (typename) => KEYS[typename] ?? null,
    variables,
  });
}

/** On one line, without the types that are asked for on the way. */
const text = (selections: SelectionSetNode): string =>
  selections.selections.length === 0
    ? '{}'
    : print({ kind: Kind.OPERATION_DEFINITION, operation: 'query' as never, selectionSet: selections })
        .replace(/__typename|\s/g, ' ')
        .replace(/\s+/g, ' ')
        .replace(/\s*$/, '');

describe('a fragment on an entity', () => {
  it('is taken out, and the key is asked for in its place', () => {
    const portion = splitUp('{ book { name ... @defer(label: "A") { author { name } } } }')!;
    expect(text(portion.set)).toBe('{ book { name } }');
    expect(text(portion.fetched)).toBe('{ book { name ... on Book { id } } }');
    expect(portion.deferred).toMatchObject([{ label: 'A', at: [{ key: 'book' }, { types: new Set(['Book']) }] }]);
    expect(text(portion.deferred[0]!.set)).toBe('{ author { name } }');
  });

  it('may be spread, in lists, and have others inside, which belong to it', () => {
    const portion = splitUp(`
      { shelf { books { ...B @defer } } }
      fragment B on Book { name author { ... @defer { name } } }
    `)!;
    expect(text(portion.set)).toBe('{ shelf { books } }'); // an object without fields, which is not for printing
    expect(portion.deferred).toHaveLength(1);
    const [book] = portion.deferred;
    expect(text(book!.fetched)).toBe('{ name author { ... on Author { id } } }');
    expect(book!.deferred.map(({ at, set }) => [at.at(0), text(set)])).toEqual([[{ key: 'author' }, '{ name }']]);
  });

  it('knows what it depends on besides', () => {
    const [deferred] = splitUp(`query ($a: Boolean!, $b: Boolean!) {
      book @include(if: $a) { author @skip(if: $b) { ... @defer { name } } }
    }`)!.deferred;
    expect(deferred!.conditions.map(({ name }) => name.value)).toEqual(['include', 'skip', 'defer']);
  });

  it('stays where it is when it is switched off', () => {
    const query = 'query ($later: Boolean!) { book { ... @defer(if: $later) { name } ... @defer(if: false) { id } } }';
    expect(splitUp(query, { later: true })!.deferred).toHaveLength(1);
    expect(splitUp(query, { later: false })).toBeNull();
  });
});

describe('a fragment elsewhere', () => {
  it('stays where it is, and what is deferred in it is deferred', () => {
    const portion = splitUp('{ shelf { ... @defer { name books { id ... @defer { name } } } } }')!;
    expect(text(portion.set)).toBe('{ shelf { ... on Shelf { name books { id } } } }');
    expect(portion.deferred.map(({ type }) => type.name)).toEqual(['Book']);
  });

  it('stays where one of several types is no entity, and goes where it applies to entities alone', () => {
    expect(splitUp('{ thing { ... @defer { name } } }')).toBeNull();
    expect(splitUp('{ thing { ... on Book @defer { name } } }')!.deferred[0]!.objectTypes.map(String)).toEqual([
      'Book',
    ]);
  });

  it('goes from the root of the query, without a key', () => {
    const portion = splitUp('{ shelf { name } ... @defer { book { id } } }')!;
    expect(text(portion.fetched)).toBe('{ shelf { name } }');
    expect(text(portion.deferred[0]!.set)).toBe('{ book { id } }');
    expect(splitUp('{ shelf { query { ... @defer { book { id } } } } }')).toBeNull();
  });
});

it('a document that was built to explode is not split', () => {
  const doubling = Array.from({ length: 20 }, (_, n) => `fragment F${n} on Book { ...F${n + 1} ...F${n + 1} }`);
  const last = 'fragment F20 on Book { ... @defer { name } }';
  expect(splitUp(`{ book { ...F0 } } ${doubling.join('\n')} ${last}`)).toBeNull();
});
