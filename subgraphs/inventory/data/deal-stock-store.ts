import type { DealId, OfferId, WarehouseId } from '@emporium/contracts/ids';
import type { DealStockStore } from '../app/ports.ts';

export const postgresDealStockStore = (): DealStockStore => ({
  async offersOf(tx, dealId) {
    const rows = await tx.query<{ offer_id: OfferId }>('SELECT DISTINCT offer_id FROM deal_stock WHERE deal_id = $1', [
      dealId,
    ]);
    return rows.map((row) => row.offer_id);
  },

  async lockSupplies(tx, dealIds) {
    const rows = await tx.query<{ deal_id: DealId; offer_id: OfferId; warehouse_id: WarehouseId; remaining: number }>(
      `SELECT deal_id, offer_id, warehouse_id, remaining FROM deal_stock
        WHERE deal_id = ANY($1) ORDER BY deal_id, warehouse_id FOR UPDATE`,
      [dealIds],
    );
    return rows.map((row) => ({
      dealId: row.deal_id,
      offerId: row.offer_id,
      warehouseId: row.warehouse_id,
      available: row.remaining,
    }));
  },

  setAside(tx, dealId, allocations) {
    tx.write(
      `INSERT INTO deal_stock (deal_id, offer_id, warehouse_id, total, remaining)
       SELECT $1, offer_id, warehouse_id, quantity, quantity
         FROM unnest($2::text[], $3::text[], $4::int[]) AS a (offer_id, warehouse_id, quantity)`,
      [
        dealId,
        allocations.map((allocation) => allocation.offerId),
        allocations.map((allocation) => allocation.warehouseId),
        allocations.map((allocation) => allocation.quantity),
      ],
    );
  },

  add(tx, allocations, direction) {
    if (allocations.length === 0) return;
    tx.write(
      `UPDATE deal_stock d SET remaining = d.remaining + a.quantity
         FROM (SELECT deal_id, warehouse_id, sum(quantity)::int AS quantity
                 FROM unnest($1::text[], $2::text[], $3::int[]) AS a (deal_id, warehouse_id, quantity)
                GROUP BY deal_id, warehouse_id) a
        WHERE d.deal_id = a.deal_id AND d.warehouse_id = a.warehouse_id`,
      [
        allocations.map((allocation) => allocation.dealId),
        allocations.map((allocation) => allocation.warehouseId),
        allocations.map((allocation) => allocation.quantity * direction),
      ],
    );
  },

  remove(tx, dealId) {
    tx.write('DELETE FROM deal_stock WHERE deal_id = $1', [dealId]);
  },
});
