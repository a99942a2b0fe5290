import { buildSchema, parse, print, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { withDefer, withoutDefer } from './defer-directive.ts';
import { DEFER_RULES } from './defer-rules.ts';

const schema = withDefer(
  buildSchema(`
    type Query { book(id: ID): Book }
    type Mutation { lend: Book }
    type Subscription { lent: Book }
    type Book { id: ID author: Author }
    type Author { name: String }
  `),
);
const problems = (text: string): string[] =>
  validate(schema, parse(text), [...specifiedRules, ...DEFER_RULES]).map(({ message }) => message);

describe('@defer is valid', () => {
  it.each([
    '{ ... @defer { book { id } } }',
    '{ book { ... @defer(label: "a") { id } ...B @defer(label: "b") } } fragment B on Book { id }',
    'query ($x: Boolean!) { book { ... @defer(if: $x) { id } } }',
    'mutation { lend { ... @defer { id } } }',
    '{ book { ... @defer { id } ... @defer(label: null) { author { name } } } }',
  ])('in %s', (text) => expect(problems(text)).toEqual([]));
});

describe('@defer is refused', () => {
  it.each([
    ['on a field', '{ book @defer { id } }', /may not be used on FIELD/],
    [
      'with a label twice',
      '{ book { ...B @defer(label: "a") ... @defer(label: "a") { id } } } fragment B on Book { id }',
      /"a" is given to @defer twice/,
    ],
    ['with a variable for a label', 'query ($l: String) { book { ... @defer(label: $l) { id } } }', /written out/],
    ['on the root of a mutation', 'mutation { ... @defer { lend { id } } }', /root fields of a mutation/],
    [
      'there by a fragment',
      'mutation { ...M } fragment M on Mutation { ... @defer { lend { id } } }',
      /root fields of a mutation/,
    ],
    ['on the root of a subscription', 'subscription { ... @defer { lent { id } } }', /root fields of a subscription/],
    ['without knowing whether', '{ book { ... @defer(if: null) { id } } }', /Boolean!/],
    ['twice', '{ book { ... @defer @defer { id } } }', /only be used once/],
  ])('%s', (_, text, problem) => expect(problems(text)).toEqual([expect.stringMatching(problem)]));
});

it('is taken out for those who do not know it, with the variables that only it used', () => {
  const text = 'query ($x: Boolean!, $id: ID) { book(id: $id) { ... @defer(if: $x) @include(if: true) { id } } }';
  expect(print(withoutDefer(parse(text))).replace(/\s+/g, ' ')).toBe(
    'query ($id: ID) { book(id: $id) { ... @include(if: true) { id } } }',
  );
});
