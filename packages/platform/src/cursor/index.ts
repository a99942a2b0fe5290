import { z } from 'zod';
import { AppError } from '../errors/index.ts';

/** What a forward page was asked for, checked. */
export interface Page {
  readonly first: number;
  readonly after: string | null;
}

const MAX_PAGE = 100;

/** `first` outside 1 to 100 is refused rather than clamped: a client that asks for 10,000 should learn why it got fewer. */
export function page({ first, after = null }: { first: number; after?: string | null }): Page {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    throw new AppError('BAD_USER_INPUT', `"first" must be between 1 and ${MAX_PAGE}.`, { argument: 'first' });
  }
  return { first, after };
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

const idCursor = z.tuple([z.string()]);

/** A page of a list that is loaded whole because it is short. A cursor whose item has left the list starts anew. */
export function sliceOf<Item extends { readonly id: string }>(items: readonly Item[], page: Page): ConnectionOf<Item> {
  const after = idAfter(page);
  const start = items.findIndex((item) => item.id === after) + 1;
  return connectionOf(items.slice(start, start + page.first + 1), page, (item) => encodeCursor([item.id]));
}

/** What a list sorted by id goes on after; null for its first page. Its cursors are `encodeCursor([id])`. */
export const idAfter = (page: Page): string | null =>
  page.after === null ? null : decodeCursor(page.after, idCursor)[0];
