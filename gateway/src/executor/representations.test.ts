import { expect, it } from 'vitest';
import type { RequiredField, RequiredSelection } from '../planner/fetch-plan.ts';
import { compileRepresent } from './representations.ts';

const field = (from: string, selections: readonly RequiredSelection[] | null = null, to = from): RequiredField => ({
  kind: 'Field',
  from,
  to,
  selections,
});
const on = (types: string[], selections: RequiredSelection[], conditions = {}): RequiredSelection => ({
  kind: 'InlineFragment',
  types: new Set(types),
  skipIf: null,
  includeIf: null,
  selections,
  ...conditions,
});
const id = [field('__typename'), field('id')];

it('writes the keys of the type at hand', () => {
  const represent = compileRepresent(
    [on(['Book'], id), on(['Film', 'Short'], [field('__typename'), field('isan')])],
    [],
  );
  expect(represent({ __typename: 'Book', id: 'b"1', title: 'x' }, {})).toBe('{"__typename":"Book","id":"b\\"1"}');
  expect(represent({ __typename: 'Short', isan: 7 }, {})).toBe('{"__typename":"Short","isan":7}');
});

it.each([
  ['of another type', { __typename: 'Other', id: '1' }],
  ['of no known type', { id: '1' }],
  ['without what is required', { __typename: 'Book' }],
])('represents nothing %s', (_, object) => {
  expect(compileRepresent([on(['Book'], id)], [])(object, {})).toBeNull();
});

it('does not take what objects inherit for a value', () => {
  const represent = compileRepresent([on(['Book'], [field('__typename'), field('constructor')])], []);
  expect(represent({ __typename: 'Book' }, {})).toBeNull();
});

it('follows nested requirements, through lists and nulls', () => {
  const represent = compileRepresent([on(['Book'], [...id, field('authors', [field('name')])])], []);
  const book = { __typename: 'Book', id: '1' };
  expect(represent({ ...book, authors: [{ name: 'A', age: 3 }, null] }, {})).toBe(
    '{"__typename":"Book","id":"1","authors":[{"name":"A"},null]}',
  );
  expect(represent({ ...book, authors: [{}] }, {})).toBeNull();
});

it('heeds conditions', () => {
  const represent = compileRepresent([on(['Book'], id), on(['Book'], [field('price')], { includeIf: 'priced' })], []);
  const book = { __typename: 'Book', id: '1', price: 5 };
  expect(represent(book, { priced: false })).toBe('{"__typename":"Book","id":"1"}');
  expect(represent(book, { priced: true })).toBe('{"__typename":"Book","id":"1","price":5}');
});

it('rewrites: a type for another one, a key under its own name', () => {
  const represent = compileRepresent(
    [on(['Book'], [field('__typename'), field('key_1')])],
    [
      { path: [{ types: new Set(['Book']) }, { key: '__typename' }], change: { setTo: 'Media' } },
      { path: [{ key: 'key_1' }], change: { renameTo: 'id' } },
    ],
  );
  expect(represent({ __typename: 'Book', key_1: '1' }, {})).toBe('{"__typename":"Media","id":"1"}');
});
