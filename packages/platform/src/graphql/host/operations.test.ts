import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { prepareWithGraphqlJs } from './executor.ts';
import { createOperations } from './operations.ts';

const schema = buildSchema('type Query { a: Int b: Int } type Mutation { c: Int }');

function counting(capacity: number) {
  const prepared: string[] = [];
  const operations = createOperations(
    schema,
    (...args) => {
      prepared.push(String(args[1].loc?.source.body));
      return prepareWithGraphqlJs(...args);
    },
    capacity,
  );
  return { prepared, operations };
}

describe('prepared operations', () => {
  it('are prepared once for all their runs', () => {
    const { prepared, operations } = counting(10);
    const [first, second] = [operations('{ a }', null), operations('{ a }', null)];
    expect(prepared).toEqual(['{ a }']);
    expect(first.ok && second.ok && first.operation === second.operation).toBe(true);
  });

  it('are kept apart by the operation that is named', () => {
    const { operations } = counting(10);
    const query = 'query A { a } mutation C { c }';
    const [a, c] = [operations(query, 'A'), operations(query, 'C')];
    expect([a.ok && a.operation.kind, c.ok && c.operation.kind]).toEqual(['query', 'mutation']);
    expect(operations(query, null)).toMatchObject({ ok: false });
    expect(operations(query, 'B')).toMatchObject({ ok: false });
  });

  it('are bounded: the least recently used goes first', () => {
    const { prepared, operations } = counting(2);
    for (const query of ['{ a }', '{ b }', '{ a }', '{ a b }', '{ a }', '{ b }']) operations(query, null);
    expect(prepared).toEqual(['{ a }', '{ b }', '{ a b }', '{ b }']);
  });

  it('are not pushed out by rubbish', () => {
    const { prepared, operations } = counting(2);
    operations('{ a }', null);
    for (let i = 0; i < 100; i += 1) {
      expect(operations(`{ rubbish${i} }`, null).ok).toBe(false);
      expect(operations(`{ a `.repeat(i + 1), null).ok).toBe(false);
    }
    operations('{ a }', null);
    expect(prepared).toEqual(['{ a }']);
  });

  it('refuse a document of more tokens than any client writes', () => {
    const { operations } = counting(2);
    expect(operations(`{ ${'a '.repeat(20_001)} }`, null)).toMatchObject({
      ok: false,
      errors: [{ message: expect.stringContaining('token') as string, extensions: { code: 'GRAPHQL_PARSE_FAILED' } }],
    });
  });
});
