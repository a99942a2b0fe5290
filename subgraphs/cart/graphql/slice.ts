import { connectionOf, decodeCursor, encodeCursor, type ConnectionOf, type Page } from '@emporium/platform/cursor';
import { z } from 'zod';

const idCursor = z.tuple([z.string()]);

/** A page of a list that is loaded whole because it is short. A cursor whose item has left the list starts anew. */
export function sliceOf<Item extends { readonly id: string }>(items: readonly Item[], page: Page): ConnectionOf<Item> {
  const [after] = page.after === null ? [null] : decodeCursor(page.after, idCursor);
  const start = items.findIndex((item) => item.id === after) + 1;
  return connectionOf(items.slice(start, start + page.first + 1), page, (item) => encodeCursor([item.id]));
}
