import { buildSchema, getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { answerGrammar, dataOf } from './answer-grammar.ts';
import { Selections } from './selections.ts';
import { createSourceKey } from './source-key.ts';

const schema = buildSchema(`
  scalar Any
  enum Colour { RED DARK_RED }
  interface Named { name: String }
  type Query { a: A b: [A!]! n: Named ns: [Named!]! c(x: Int): Int }
  type A implements Named {
    id: ID! name: String count: Int! price: Float on: Boolean! colour: Colour any: Any!
    tags: [String!] deep: [[Int]!] next: A
  }
`);

const grammarOf = (query: string, variables: Record<string, unknown> = {}): RegExp | null => {
  const document = parse(query);
  const { selectionSet } = getOperationAST(document)!;
  return answerGrammar(
    schema.getQueryType()!,
    selectionSet,
    new Selections(schema, document, createSourceKey(new Set(['__typename']))),
    variables,
  );
};

const accepts = (query: string, data: string, variables?: Record<string, unknown>) =>
  grammarOf(query, variables)!.test(`{"data":${data}}`);

describe('an answer that goes through as it is', () => {
  it.each([
    ['{ a { id name } }', '{"a":{"id":"1","name":"x"}}'],
    ['{ a { id name } }', '{"a":{"id":"1","name":null}}'],
    ['{ a { id name } }', '{"a":null}'],
    ['{ a { id name } }', String.raw`{"a":{"id":"\"\\\/\b\f\n\r\t\u00e9","name":"ö€😀"}}`],
    ['{ a { count price on } }', '{"a":{"count":-12,"price":-1.5e+10,"on":false}}'],
    ['{ a { price } }', '{"a":{"price":0}}'],
    ['{ a { colour } }', '{"a":{"colour":"DARK_RED"}}'],
    ['{ a { any } }', '{"a":{"any":"2026-11-21"}}'],
    ['{ a { any } }', '{"a":{"any":12}}'],
    ['{ a { tags deep } }', '{"a":{"tags":[],"deep":[[1,null],[]]}}'],
    ['{ a { tags } }', '{"a":{"tags":["x","y"]}}'],
    ['{ b { id } }', '{"b":[{"id":"1"},{"id":"2"}]}'],
    [
      '{ x: c y: c(x: 1) a { type: __typename next { next { id } } } }',
      '{"x":1,"y":2,"a":{"type":"A","next":{"next":null}}}',
    ],
    ['{ n { name } }', '{"n":null}'],
    ['{ ns { name } c }', '{"ns":[],"c":1}'],
    ['{ ...F a { id } } fragment F on Query { c a { name } }', '{"c":1,"a":{"name":"n","id":"1"}}'],
  ])('%s: %s', (query, data) => expect(accepts(query, data)).toBe(true));

  it('depends on what is skipped', () => {
    const query = 'query ($no: Boolean!) { a { id @skip(if: $no) name } }';
    expect(accepts(query, '{"a":{"name":"x"}}', { no: true })).toBe(true);
    expect(accepts(query, '{"a":{"name":"x"}}', { no: false })).toBe(false);
  });
});

describe('an answer that has to be read', () => {
  it.each([
    ['a field too few', '{ a { id name } }', '{"a":{"id":"1"}}'],
    ['a field too many', '{ a { id } }', '{"a":{"id":"1","name":"x"}}'],
    ['another order', '{ a { id name } }', '{"a":{"name":"x","id":"1"}}'],
    ['white space', '{ a { id } }', '{"a": {"id":"1"}}'],
    ['a null that may not be', '{ a { id } }', '{"a":{"id":null}}'],
    ['a null in a list that may not be', '{ b { id } }', '{"b":[null]}'],
    ['an id that is a number', '{ a { id } }', '{"a":{"id":1}}'],
    ['a number that is no Int', '{ a { count } }', '{"a":{"count":1.5}}'],
    ['a number that is too long for an Int', '{ a { count } }', '{"a":{"count":12345678901}}'],
    ['a number that is none', '{ a { price } }', '{"a":{"price":01}}'],
    ['an unknown enum value', '{ a { colour } }', '{"a":{"colour":"BLUE"}}'],
    ['a part of an enum value', '{ a { colour } }', '{"a":{"colour":"RE"}}'],
    ['an object as a scalar', '{ a { any } }', '{"a":{"any":{}}}'],
    ['a control character', '{ a { id } }', '{"a":{"id":"\n"}}'],
    ['an escape that is none', '{ a { id } }', String.raw`{"a":{"id":"\x"}}`],
    ['a string that does not end', '{ a { id } }', String.raw`{"a":{"id":"\"}}`],
    ['a comma too many', '{ a { tags } }', '{"a":{"tags":["x",]}}'],
    ['a comma too few', '{ a { tags } }', '{"a":{"tags":["x""y"]}}'],
    ['a value of an abstract type', '{ n { name } }', '{"n":{"name":"x"}}'],
    ['a list of them', '{ ns { name } }', '{"ns":[{"name":"x"}]}'],
    ['errors', '{ c }', '{"c":null},"errors":[{"message":"no"}]'],
    ['no data', '{ c }', 'null'],
  ])('%s', (_, query, data) => expect(accepts(query, data)).toBe(false));

  it.each(['{ __typename c }', '{ a { __typename: name } }', '{ __schema { queryType { name } } c }'])(
    'always, for %s',
    (query) => expect(grammarOf(query)).toBeNull(),
  );

  it('takes time in proportion to its length, however it ends', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => `{"id":"${index}"}`).join(',');
    const grammar = grammarOf('{ b { id } }')!;
    expect(grammar.test(`{"data":{"b":[${items}]}}`)).toBe(true);
    expect(grammar.test(`{"data":{"b":[${items}]}`)).toBe(false);
  });
});

it('gives the text of the data', () => {
  expect(dataOf('{"data":{"c":1}}')).toBe('{"c":1}');
});
