import { buildSchema, Kind, parse, type OperationDefinitionNode } from 'graphql';
import { expect, it } from 'vitest';
import { coerceVariables } from './variables.ts';

const schema = buildSchema('type Query { a(n: Int, list: [String], in: In): Int } input In { s: String }');
const definitionsOf = (query: string) => {
  const operation = parse(query).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return (operation as OperationDefinitionNode).variableDefinitions;
};
const coerce = (query: string, given: Record<string, unknown> | null, maxLength = 100) =>
  coerceVariables(schema, definitionsOf(query), given, maxLength);
const codesOf = (result: ReturnType<typeof coerce>) =>
  'errors' in result ? result.errors.map(({ extensions }) => extensions['code']) : [];

it('fills in defaults and leaves out what is not declared', () => {
  expect(coerce('query ($n: Int = 3) { a(n: $n) }', { other: 1 })).toEqual({ values: { n: 3 } });
  expect(coerce('{ a }', { other: 'x'.repeat(1000) })).toEqual({ values: {} });
});

it('says what does not fit', () => {
  expect(codesOf(coerce('query ($n: Int) { a(n: $n) }', { n: 'three' }))).toEqual(['BAD_USER_INPUT']);
});

it.each([
  ['a long text', { in: { s: 'x'.repeat(101) } }],
  ['a long list', { list: Array.from({ length: 102 }, () => null) }],
  ['long names', { in: { s: 'x', ['y'.repeat(101)]: 1 } }],
])('refuses %s', (_, given) => {
  const result = coerce('query ($in: In, $list: [String]) { a(in: $in, list: $list) }', given);
  expect('errors' in result && result.errors[0]?.message).toContain('more than 100 characters');
});

it('takes what is just within the limit', () => {
  const given = { in: { s: 'x'.repeat(100 - 'ins'.length) } };
  expect(codesOf(coerce('query ($in: In) { a(in: $in) }', given))).toEqual([]);
});
