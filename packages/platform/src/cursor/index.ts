import type { z } from 'zod';
import { AppError } from '../errors/index.ts';

/** What a forward page was asked for, checked and defaulted. */
export interface Page {
  readonly first: number;
  readonly after: string | null;
}

/** `first` outside 1..max is refused rather than clamped: a client that asks for 10,000 should learn why it got fewer. */
export function page(
  args: { first?: number | null; after?: string | null },
  limits: { default?: number; max?: number } = {},
): Page {
  const maximum = limits.max ?? 100;
  const first = args.first ?? limits.default ?? 20;
  if (!Number.isInteger(first) || first < 1 || first > maximum) {
    throw new AppError('BAD_USER_INPUT', `"first" must be between 1 and ${maximum}.`, { argument: 'first' });
  }
  return { first, after: args.after ?? null };
}

/** A cursor is the sort key of the row it stands on. Opaque to clients, and checked when it comes back. */
export function encodeCursor(sortKey: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(sortKey)).toString('base64url');
}

export function decodeCursor<Schema extends z.ZodType>(cursor: string, schema: Schema): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new AppError(
      'BAD_USER_INPUT',
      '"after" is not a cursor of this list. Pass an endCursor exactly as it was received.',
      {
        argument: 'after',
      },
    );
  }
}

export interface ConnectionOf<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Makes a connection of rows fetched with `LIMIT first + 1`: the extra row says whether there is a next page. */
export function connectionOf<Row, Node = Row>(
  rows: readonly Row[],
  { first, after }: Page,
  cursorOf: (row: Row) => string,
  toNode: (row: Row) => Node = (row) => row as unknown as Node,
): ConnectionOf<Node> {
  const edges = rows.slice(0, first).map((row) => ({ cursor: cursorOf(row), node: toNode(row) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
