import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, it } from 'vitest';
import { eventMarker } from './event-identity.ts';

const schema = buildSchema(`
  type Query { ok: Boolean }
  type Subscription { deals(ids: [ID!]!, after: Int): Deal! plain: Plain! }
  type Deal { sequence: Int! dealId: ID! price: Int }
  type Plain { value: Int }
`);

const markOf = (query: string, data: Record<string, unknown>, variables: Record<string, unknown> = {}) => {
  const document = parse(query);
  return eventMarker({ document, operation: getOperationAST(document)! }, variables, schema)({ data });
};

it('is the sequence and the ids, under whatever names they were asked for', () => {
  expect(
    markOf('subscription { d: deals(ids: ["a"]) { s: sequence ...rest } } fragment rest on Deal { dealId price }', {
      d: { s: 7, dealId: 'a', price: 1 },
    }),
  ).toEqual({ sequence: '7', key: '[7,"a"]' });
});

it.each([
  ['the sequence is not selected', 'subscription { deals(ids: ["a"]) { dealId } }'],
  ['an id is not selected', 'subscription { deals(ids: ["a"]) { sequence } }'],
  ['it may be left out', 'subscription { deals(ids: ["a"]) { sequence dealId @include(if: true) } }'],
  ['several subjects are followed', 'subscription { deals(ids: ["a", "b"]) { sequence dealId } }'],
])('is unknown when %s', (_, query) => {
  expect(markOf(query, { deals: { sequence: 7, dealId: 'a' } })).toBeNull();
});

it('counts subjects in variables too', () => {
  const query = 'subscription ($ids: [ID!]!) { deals(ids: $ids) { sequence dealId } }';
  const data = { deals: { sequence: 7, dealId: 'a' } };
  expect(markOf(query, data, { ids: ['a'] })).not.toBeNull();
  expect(markOf(query, data, { ids: ['a', 'b'] })).toBeNull();
});

it('is unknown for events without a sequence, and for failed ones', () => {
  expect(markOf('subscription { plain { value } }', { plain: { value: 1 } })).toBeNull();
  const document = parse('subscription { deals(ids: ["a"]) { sequence dealId } }');
  const mark = eventMarker({ document, operation: getOperationAST(document)! }, {}, schema);
  expect(mark({ data: null, errors: [{ message: 'lost' }] })).toBeNull();
});
