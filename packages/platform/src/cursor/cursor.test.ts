import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectionOf, decodeCursor, encodeCursor, page } from './index.ts';

const key = z.tuple([z.string(), z.number()]);

describe('cursors', () => {
  it('come back as they went', () => {
    expect(decodeCursor(encodeCursor(['2026-01-01', 7]), key)).toEqual(['2026-01-01', 7]);
  });

  it.each(['', 'rubbish', '%%%', encodeCursor(['only one']), encodeCursor([7, 'swapped'])])('refuses %j', (cursor) => {
    expect(() => decodeCursor(cursor, key)).toThrow('not a cursor');
  });

  it.each([0, -1, 101, 1.5])('refuses a page of %d', (first) => {
    expect(() => page({ first })).toThrow('between 1 and 100');
  });

  it('knows of a next page by the one row more', () => {
    const connection = connectionOf(['a', 'b', 'c'], page({ first: 2 }), (row) => encodeCursor([row]));
    expect(connection.nodes).toEqual(['a', 'b']);
    expect(connection.pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: false,
      endCursor: encodeCursor(['b']),
    });
    expect(connectionOf([], page({ first: 2 }), String).pageInfo).toMatchObject({
      hasNextPage: false,
      endCursor: null,
    });
  });
});
