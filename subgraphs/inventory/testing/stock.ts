import type { OfferId, SellerId, WarehouseId } from '@emporium/contracts/ids';
import type { Database } from '@emporium/platform/db';
import { newId } from '@emporium/platform/ids';
import { WAREHOUSES } from '@emporium/world/warehouses';
import { loadWarehouses } from '../seed/warehouses.ts';

export const [RENO, DALLAS, COLUMBUS] = WAREHOUSES.map((warehouse) => warehouse.id) as [
  WarehouseId,
  WarehouseId,
  WarehouseId,
];

export { loadWarehouses };

export interface Shelf {
  readonly offerId: OfferId;
  readonly sellerId: SellerId;
}

/** An offer with units in warehouses; everything else zero. */
export async function stockOffer(
  db: Database,
  units: Partial<Record<WarehouseId, number>>,
  shelf: Partial<Shelf> = {},
): Promise<Shelf> {
  const { offerId = newId('ofr'), sellerId = newId('sel') } = shelf;
  for (const [warehouseId, onHand] of Object.entries(units)) {
    await db.query(
      'INSERT INTO stock_level (id, offer_id, warehouse_id, seller_id, on_hand) VALUES ($1, $2, $3, $4, $5)',
      [newId('stk'), offerId, warehouseId, sellerId, onHand],
    );
  }
  return { offerId, sellerId };
}

export interface Sums {
  readonly on_hand: number;
  readonly reserved: number;
  readonly allocated: number;
}

export const sumsOf = async (db: Database, offerId: OfferId): Promise<Sums> =>
  (await db.one<Sums>(
    `SELECT sum(on_hand)::int AS on_hand, sum(reserved)::int AS reserved, sum(allocated)::int AS allocated
       FROM stock_level WHERE offer_id = $1`,
    [offerId],
  ))!;
