import type { OfferId, SellerId, StockLevelId, WarehouseId } from '@emporium/contracts/ids';
import type { NewId } from '@emporium/platform/ids';
import type { StockStore } from '../app/ports.ts';
import type { StockLevel } from '../domain/stock-level.ts';

export interface StockLevelRow {
  readonly id: StockLevelId;
  readonly offer_id: OfferId;
  readonly warehouse_id: WarehouseId;
  readonly seller_id: SellerId;
  readonly on_hand: number;
  readonly reserved: number;
  readonly allocated: number;
  readonly damaged: number;
  readonly inbound: number;
  readonly safety_stock: number;
  readonly reorder_point: number;
  readonly reorder_quantity: number;
  readonly version: number;
  readonly updated_at: Date;
}

export const STOCK_LEVEL_COLUMNS = `id, offer_id, warehouse_id, seller_id, on_hand, reserved, allocated, damaged, inbound,
  safety_stock, reorder_point, reorder_quantity, version, updated_at`;

export const toStockLevel = (row: StockLevelRow): StockLevel => ({
  id: row.id,
  offerId: row.offer_id,
  warehouseId: row.warehouse_id,
  sellerId: row.seller_id,
  onHand: row.on_hand,
  reserved: row.reserved,
  allocated: row.allocated,
  damaged: row.damaged,
  inbound: row.inbound,
  safetyStock: row.safety_stock,
  reorderPoint: row.reorder_point,
  reorderQuantity: row.reorder_quantity,
  version: row.version,
  updatedAt: row.updated_at,
});

export const postgresStockStore = ({ newId }: { newId: NewId }): StockStore => ({
  async lockByOffers(tx, offerIds) {
    const rows = await tx.query<StockLevelRow>(
      `SELECT ${STOCK_LEVEL_COLUMNS} FROM stock_level
        WHERE offer_id = ANY($1) ORDER BY offer_id, warehouse_id FOR UPDATE`,
      [offerIds],
    );
    return rows.map(toStockLevel);
  },

  apply(tx, deltas) {
    tx.write(
      `UPDATE stock_level s
          SET on_hand = s.on_hand + d.on_hand, reserved = s.reserved + d.reserved, allocated = s.allocated + d.allocated,
              version = s.version + d.changes, updated_at = now()
         FROM (SELECT offer_id, warehouse_id, sum(on_hand)::int AS on_hand, sum(reserved)::int AS reserved,
                      sum(allocated)::int AS allocated, count(*)::int AS changes
                 FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::int[])
                        AS d (offer_id, warehouse_id, on_hand, reserved, allocated)
                GROUP BY offer_id, warehouse_id) d
        WHERE s.offer_id = d.offer_id AND s.warehouse_id = d.warehouse_id`,
      [
        deltas.map((delta) => delta.offerId),
        deltas.map((delta) => delta.warehouseId),
        deltas.map((delta) => delta.onHand ?? 0),
        deltas.map((delta) => delta.reserved ?? 0),
        deltas.map((delta) => delta.allocated ?? 0),
      ],
    );
  },

  setPolicy(tx, level) {
    tx.writeOne(
      `UPDATE stock_level
          SET safety_stock = $3, reorder_point = $4, reorder_quantity = $5, version = version + 1, updated_at = now()
        WHERE offer_id = $1 AND warehouse_id = $2`,
      [level.offerId, level.warehouseId, level.safetyStock, level.reorderPoint, level.reorderQuantity],
    );
  },

  create(tx, level) {
    tx.write('INSERT INTO stock_level (id, offer_id, warehouse_id, seller_id) VALUES ($1, $2, $3, $4)', [
      level.id,
      level.offerId,
      level.warehouseId,
      level.sellerId,
    ]);
  },

  recordMovements(tx, movements) {
    tx.write(
      `INSERT INTO stock_movement (id, offer_id, warehouse_id, kind, quantity, reference, reason)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[])`,
      [
        movements.map(() => newId('mov')),
        movements.map((movement) => movement.offerId),
        movements.map((movement) => movement.warehouseId),
        movements.map((movement) => movement.kind),
        movements.map((movement) => movement.quantity),
        movements.map((movement) => movement.reference),
        movements.map((movement) => movement.reason),
      ],
    );
  },
});
