import type { OfferId, SellerId, StockLevelId, WarehouseId } from '@emporium/contracts/ids';
import { err, ok, type Result } from '@emporium/platform/result';

/** One offer's units in one warehouse. `reserved + allocated + damaged` never exceeds `onHand`. */
export interface StockLevel {
  readonly id: StockLevelId;
  readonly offerId: OfferId;
  readonly warehouseId: WarehouseId;
  readonly sellerId: SellerId;
  readonly onHand: number;
  /** Promised to checkouts and orders that have not left the building. */
  readonly reserved: number;
  /** Set aside for deals before they start. */
  readonly allocated: number;
  readonly damaged: number;
  readonly inbound: number;
  /** Never sold: the buffer against miscounts. */
  readonly safetyStock: number;
  readonly reorderPoint: number;
  readonly reorderQuantity: number;
  readonly version: number;
  readonly updatedAt: Date;
}

/** An offer's row in a warehouse that never held it. */
export const emptyLevel = (row: Pick<StockLevel, 'id' | 'offerId' | 'warehouseId' | 'sellerId'>): StockLevel => ({
  ...row,
  onHand: 0,
  reserved: 0,
  allocated: 0,
  damaged: 0,
  inbound: 0,
  safetyStock: 0,
  reorderPoint: 0,
  reorderQuantity: 0,
  version: 1,
  updatedAt: new Date(0),
});

/** What may still be promised. Never negative, although safety stock may be larger than what is left. */
export const availableOf = (level: StockLevel): number =>
  Math.max(0, level.onHand - level.damaged - level.reserved - level.allocated - level.safetyStock);

export const MAX_ON_HAND = 10_000_000;

export type StockChangeProblem =
  | { readonly code: 'QUANTITY_STALE'; readonly actualQuantity: number }
  | { readonly code: 'INSUFFICIENT_STOCK'; readonly available: number; readonly requested: number }
  | { readonly code: 'INVALID'; readonly message: string };

/**
 * Sets a counted quantity. `expected` is what the counter believed to be there: when the stock has
 * moved meanwhile the count is stale and is refused (compare-and-swap); null skips the comparison.
 */
export function decideStockSet(
  level: StockLevel,
  onHand: number,
  expected: number | null,
): Result<{ onHand: number; delta: number }, StockChangeProblem> {
  if (expected !== null && expected !== level.onHand)
    return err({ code: 'QUANTITY_STALE', actualQuantity: level.onHand });
  return withinPromises(level, onHand);
}

/** Adds or takes away units found, lost or received. */
export const decideStockAdjustment = (
  level: StockLevel,
  delta: number,
): Result<{ onHand: number; delta: number }, StockChangeProblem> => withinPromises(level, level.onHand + delta);

/** What is promised cannot be taken away; the safety stock may, it is a buffer and not a promise. */
function withinPromises(
  level: StockLevel,
  onHand: number,
): Result<{ onHand: number; delta: number }, StockChangeProblem> {
  const promised = level.reserved + level.allocated + level.damaged;
  if (onHand > MAX_ON_HAND)
    return err({ code: 'INVALID', message: `A warehouse holds at most ${MAX_ON_HAND} units of an offer.` });
  if (onHand < promised) {
    return err({ code: 'INSUFFICIENT_STOCK', available: level.onHand - promised, requested: level.onHand - onHand });
  }
  return ok({ onHand, delta: onHand - level.onHand });
}
