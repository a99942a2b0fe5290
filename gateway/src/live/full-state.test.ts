import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, it } from 'vitest';
import { FULL_STATE_FIELDS, subjectOf } from './full-state.ts';

const schema = buildSchema(`
  type Query { ok: Boolean }
  type Subscription { dealTicks(dealIds: [ID!]!): Tick! orderUpdated(orderId: ID!): Tick! }
  type Tick { sequence: Int! dealId: ID! }
`);

const subject = (query: string, result: Parameters<ReturnType<typeof subjectOf>>[0]) => {
  const document = parse(query);
  return subjectOf({ document, operation: getOperationAST(document)! }, {}, schema, FULL_STATE_FIELDS)(result);
};

it.each([
  [
    'one subject, whatever is selected',
    'subscription { dealTicks(dealIds: ["a"]) { sequence } }',
    { dealTicks: { sequence: 1 } },
    '',
  ],
  [
    'one of several, under any name',
    'subscription { t: dealTicks(dealIds: ["a", "b"]) { ...F } } fragment F on Tick { d: dealId }',
    { t: { d: 'b' } },
    'b',
  ],
  [
    'not told apart',
    'subscription { dealTicks(dealIds: ["a", "b"]) { sequence } }',
    { dealTicks: { sequence: 1 } },
    null,
  ],
  ['a history', 'subscription { orderUpdated(orderId: "o") { dealId } }', { orderUpdated: { dealId: 'x' } }, null],
  ['an event that failed', 'subscription { dealTicks(dealIds: ["a"]) { dealId } }', { dealTicks: null }, null],
])('%s', (_, query, data, expected) => {
  expect(subject(query, { data })).toBe(expected);
});
