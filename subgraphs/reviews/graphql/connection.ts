import { connectionOf, type Page } from '@emporium/platform/cursor';
import type { Connection } from '@emporium/platform/graphql';
import type { Review } from '../domain/review.ts';

/** A page of reviews. `total` is asked only when the operation selects `totalCount`. */
export function reviewConnection(
  rows: readonly Review[],
  page: Page,
  cursorOf: (review: Review) => string,
  total: () => Promise<number>,
): Omit<Connection<Review>, 'totalCount'> & { readonly totalCount: Promise<number> } {
  return {
    ...connectionOf(rows, page, cursorOf),
    get totalCount() {
      return total();
    },
  };
}
