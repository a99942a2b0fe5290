import type { AvailabilityChanged } from '@emporium/contracts/events';
import type { Tx } from '@emporium/platform/db';
import { appendToOutbox } from '@emporium/platform/outbox';
import { appendToStream } from '@emporium/platform/streams';
import { bandOf } from '../domain/availability.ts';
import { availableOf, type StockLevel } from '../domain/stock-level.ts';
import type { MovementKind, StockDelta, StockStore } from './ports.ts';

/** All offers share one subject, so that a subscription to several of them resumes from one sequence. */
export const AVAILABILITY_SUBJECT = 'availability';

export interface StockChange extends StockDelta {
  readonly kind: MovementKind;
  /** Units moved, as the movement records them. */
  readonly quantity: number;
  readonly reference: string | null;
  readonly reason?: string;
}

/**
 * The one way counters change: applies the changes to rows that the caller has locked, records each
 * as a movement, and tells the world when an offer crosses a band that shoppers see. `locked` must
 * hold every row of each offer concerned.
 */
export function changeStock(
  tx: Tx,
  stock: StockStore,
  locked: readonly StockLevel[],
  changes: readonly StockChange[],
): void {
  if (changes.length === 0) return;
  stock.apply(tx, changes);
  stock.recordMovements(
    tx,
    changes.map(({ offerId, warehouseId, kind, quantity, reference, reason = null }) => ({
      offerId,
      warehouseId,
      kind,
      quantity,
      reference,
      reason,
    })),
  );
  const after = locked.map((level) =>
    changes
      .filter((change) => change.offerId === level.offerId && change.warehouseId === level.warehouseId)
      .reduce(applied, level),
  );
  publishBandChanges(tx, locked, after);
}

/** For each offer whose band is another one than before. Both lists hold every row of their offers. */
export function publishBandChanges(tx: Tx, before: readonly StockLevel[], after: readonly StockLevel[]): void {
  for (const offerId of new Set(after.map((level) => level.offerId))) {
    const rows = after.filter((level) => level.offerId === offerId);
    const status = bandOf(totalAvailable(rows));
    if (status === bandOf(totalAvailable(before.filter((level) => level.offerId === offerId)))) continue;
    // Rows only ever count their versions up, so the sum orders the changes of an offer.
    const version = rows.reduce((sum, level) => sum + level.version, 0);
    const event = { type: 'inventory.availability-changed.v1', offerId, version, status } satisfies AvailabilityChanged;
    appendToOutbox(tx, offerId, event);
    appendToStream(tx, AVAILABILITY_SUBJECT, { offerId });
  }
}

const applied = (level: StockLevel, delta: StockDelta): StockLevel => ({
  ...level,
  onHand: level.onHand + (delta.onHand ?? 0),
  reserved: level.reserved + (delta.reserved ?? 0),
  allocated: level.allocated + (delta.allocated ?? 0),
  version: level.version + 1,
});

const totalAvailable = (levels: readonly StockLevel[]): number =>
  levels.reduce((sum, level) => sum + availableOf(level), 0);
