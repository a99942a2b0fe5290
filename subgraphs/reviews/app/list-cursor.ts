import { decodeCursor, encodeCursor } from '@emporium/platform/cursor';
import { z } from 'zod';
import { sortKeyOf, type ReviewSort, type SortKey } from '../domain/review-order.ts';
import type { Review } from '../domain/review.ts';

const rank = z.int();
const instant = z.iso.datetime();
const id = z.string();

/** The sort's name comes first, so that a cursor of one order is refused by another. */
const cursors = {
  MOST_HELPFUL: z.tuple([z.literal('MOST_HELPFUL'), rank, instant, id]),
  NEWEST: z.tuple([z.literal('NEWEST'), instant, id]),
  RATING_HIGH: z.tuple([z.literal('RATING_HIGH'), rank, rank, id]),
  RATING_LOW: z.tuple([z.literal('RATING_LOW'), rank, rank, id]),
} satisfies Record<ReviewSort, z.ZodType>;

export const cursorOf = (sort: ReviewSort, review: Review): string => encodeCursor([sort, ...sortKeyOf[sort](review)]);

/** The sort key to go on after; null at the beginning. */
export function sortKeyAfter(sort: ReviewSort, after: string | null): SortKey | null {
  if (after === null) return null;
  const [, ...key] = decodeCursor(after, cursors[sort]) as [ReviewSort, ...SortKey];
  return key;
}

const queueCursor = z.tuple([instant, id]);

/** Of the moderators' queue, which begins with the oldest. */
export const queueCursorOf = ({ createdAt, id }: Review): string => encodeCursor([createdAt.toISOString(), id]);

export const queueKeyAfter = (after: string | null): readonly [createdAt: string, id: string] | null =>
  after === null ? null : decodeCursor(after, queueCursor);
