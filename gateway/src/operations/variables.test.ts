import { buildSchema, getVariableValues, Kind, parse, type OperationDefinitionNode } from 'graphql';
import { expect, it } from 'vitest';
import { compileVariables } from './variables.ts';

const schema = buildSchema('type Query { a(n: Int, list: [String], in: In): Int } input In { s: String }');
const definitionsOf = (query: string) => {
  const operation = parse(query).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return (operation as OperationDefinitionNode).variableDefinitions;
};
const coerce = (query: string, given: Record<string, unknown> | null, maxLength = 100) =>
  compileVariables(schema, definitionsOf(query), maxLength)(given);
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

const TYPES = ['String', 'ID', 'Int', 'Float', 'Boolean'];
const VALUES: unknown[] = [
  '',
  'text',
  '7',
  0,
  -1,
  7,
  2 ** 31 - 1,
  2 ** 31,
  1.5,
  NaN,
  Infinity,
  true,
  false,
  null,
  [],
  ['a'],
  {},
];

it.each(TYPES.flatMap((type) => [type, `${type}!`, `${type} = null`, `[${type}]`]))(
  'takes for %s what graphql-js takes, and as it takes it',
  (type) => {
    const definitions = definitionsOf(`query ($v: ${type}) { a }`)!;
    const ours = compileVariables(schema, definitions, 1_000);
    for (const given of [...VALUES.map((v) => ({ v })), {}]) {
      const { coerced, errors } = getVariableValues(schema, definitions, given);
      const result = ours(given);
      if (errors) expect(codesOf(result), JSON.stringify(given)).toEqual(errors.map(() => 'BAD_USER_INPUT'));
      else expect(result, JSON.stringify(given)).toEqual({ values: coerced });
    }
  },
);

it.each(['__proto__', 'constructor', 'toString'])('takes a variable called %s for data', (name) => {
  const query = `query ($${name}: String = "default", $other: String) { a }`;
  const read = (given: Record<string, unknown>) => Object.entries((coerce(query, given) as { values: object }).values);
  expect(read({})).toEqual([[name, 'default']]);
  expect(read(JSON.parse(`{ "${name}": "given", "other": "o" }`) as Record<string, unknown>)).toEqual([
    [name, 'given'],
    ['other', 'o'],
  ]);
});
