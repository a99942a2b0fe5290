import { bulkLoad } from '@emporium/platform/db';
import type { SeedContext } from '@emporium/platform/subgraph';
import { dealStock } from './deal-stock.ts';
import { pickTasks, reservations } from './orders.ts';
import { stockLevels } from './stock.ts';
import { loadWarehouses } from './warehouses.ts';

/** Six warehouses in three countries, the stock of every offer, and what orders and deals hold of it. */
export async function seed({ db, products, now, progress }: SeedContext): Promise<void> {
  await loadWarehouses(db);
  const deals = dealStock(now, products);
  await bulkLoad(
    db.url,
    'stock_level',
    [
      'id',
      'offer_id',
      'warehouse_id',
      'seller_id',
      'on_hand',
      'reserved',
      'allocated',
      'damaged',
      'inbound',
      'safety_stock',
      'reorder_point',
      'reorder_quantity',
    ],
    stockLevels({ products, now }, deals),
    progress,
  );
  await bulkLoad(db.url, 'deal_stock', ['deal_id', 'offer_id', 'warehouse_id', 'total', 'remaining'], deals.rows());

  const held = reservations({ products, now });
  await bulkLoad(db.url, 'reservation', ['id', 'checkout_id', 'status', 'expires_at'], held.reservations);
  await bulkLoad(
    db.url,
    'reservation_line',
    ['reservation_id', 'position', 'line_id', 'offer_id', 'warehouse_id', 'quantity'],
    held.lines,
  );
  const work = pickTasks({ products, now });
  await bulkLoad(
    db.url,
    'pick_task',
    ['id', 'order_id', 'seller_order_id', 'shipment_id', 'warehouse_id', 'status'],
    work.tasks,
  );
  await bulkLoad(
    db.url,
    'pick_line',
    ['task_id', 'order_line_id', 'offer_id', 'bin', 'quantity', 'picked'],
    work.lines,
  );
}
