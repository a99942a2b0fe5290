import { idAfter } from '@emporium/platform/cursor';
import type { Database } from '@emporium/platform/db';
import type { DealAllocation, InventoryReads, Movement, OfferSupply } from '../app/reads.ts';
import { PICK_TASK_COLUMNS, toPickTask, type PickTaskRow } from './pick-task-store.ts';
import { RESERVATION_COLUMNS, toReservation, type ReservationRow } from './reservation-store.ts';
import { STOCK_LEVEL_COLUMNS, toStockLevel, type StockLevelRow } from './stock-store.ts';

export const postgresReads = (db: Database): InventoryReads => ({
  supplies: (offerIds) =>
    db.query<OfferSupply>(
      `SELECT offer_id AS "offerId", warehouse_id AS "warehouseId",
              greatest(0, on_hand - damaged - reserved - allocated - safety_stock) AS available
         FROM stock_level WHERE offer_id = ANY($1)`,
      [offerIds],
    ),

  async stockLevelsByIds(ids) {
    const rows = await db.query<StockLevelRow>(`SELECT ${STOCK_LEVEL_COLUMNS} FROM stock_level WHERE id = ANY($1)`, [
      ids,
    ]);
    return rows.map(toStockLevel);
  },

  async stockLevelsOfOffers(offerIds, sellerIds) {
    const rows = await db.query<StockLevelRow>(
      `SELECT ${STOCK_LEVEL_COLUMNS} FROM stock_level
        WHERE offer_id = ANY($1) AND ($2::text[] IS NULL OR seller_id = ANY($2)) ORDER BY offer_id, warehouse_id`,
      [offerIds, sellerIds],
    );
    return rows.map(toStockLevel);
  },

  async stockLevels(filter, page) {
    const rows = await db.search<StockLevelRow>(
      `SELECT ${STOCK_LEVEL_COLUMNS} FROM stock_level
        WHERE ($1::text[] IS NULL OR seller_id = ANY($1))
          AND ($2::text IS NULL OR warehouse_id = $2)
          AND (NOT $3 OR on_hand - reserved - allocated - damaged < reorder_point)
          AND ($4::text IS NULL OR id > $4)
        ORDER BY id LIMIT $5`,
      [filter.sellerIds, filter.warehouseId, filter.belowReorderPoint, idAfter(page), page.first + 1],
    );
    return rows.map(toStockLevel);
  },

  movements: (level, page) =>
    db.query<Movement>(
      `SELECT id, kind, quantity, reference, reason, at FROM stock_movement
        WHERE offer_id = $1 AND warehouse_id = $2 AND ($3::text IS NULL OR id < $3)
        ORDER BY id DESC LIMIT $4`,
      [level.offerId, level.warehouseId, idAfter(page), page.first + 1],
    ),

  async reservations(ids) {
    const rows = await db.query<ReservationRow>(`SELECT ${RESERVATION_COLUMNS} FROM reservation WHERE id = ANY($1)`, [
      ids,
    ]);
    return rows.map(toReservation);
  },

  async pickTasksByIds(ids) {
    const rows = await db.query<PickTaskRow>(`SELECT ${PICK_TASK_COLUMNS} FROM pick_task WHERE id = ANY($1)`, [ids]);
    return rows.map(toPickTask);
  },

  async pickTasks(warehouseId, status, page) {
    const rows = await db.search<PickTaskRow>(
      `SELECT ${PICK_TASK_COLUMNS} FROM pick_task
        WHERE warehouse_id = $1 AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR id > $3)
        ORDER BY id LIMIT $4`,
      [warehouseId, status, idAfter(page), page.first + 1],
    );
    return rows.map(toPickTask);
  },

  dealAllocations: (dealIds) =>
    db.query<DealAllocation>(
      `SELECT deal_id AS "dealId", sum(total)::int AS total, sum(remaining)::int AS remaining
         FROM deal_stock WHERE deal_id = ANY($1) GROUP BY deal_id`,
      [dealIds],
    ),
});
