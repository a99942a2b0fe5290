import { bulkLoad, type Database } from '@emporium/platform/db';
import type { SeedContext } from '@emporium/platform/subgraph';
import { offers } from '@emporium/world/offers';
import { stockOf } from '@emporium/world/stock';
import { WAREHOUSES } from '@emporium/world/warehouses';

/** Six warehouses in three countries, and the stock of every offer. */
export async function seed({ db, products, progress }: SeedContext): Promise<void> {
  await loadWarehouses(db);
  await bulkLoad(
    db.url,
    'stock_level',
    [
      'id',
      'offer_id',
      'warehouse_id',
      'seller_id',
      'on_hand',
      'damaged',
      'inbound',
      'safety_stock',
      'reorder_point',
      'reorder_quantity',
    ],
    stockRows(products),
    progress,
  );
}

export async function loadWarehouses(db: Database): Promise<void> {
  await bulkLoad(
    db.url,
    'warehouse',
    [
      'id',
      'code',
      'name',
      'region',
      'address',
      'latitude',
      'longitude',
      'time_zone',
      'cutoff_local_time',
      'kind',
      'active',
    ],
    WAREHOUSES.map((warehouse) => [
      warehouse.id,
      warehouse.code,
      warehouse.name,
      warehouse.region,
      warehouse.address,
      warehouse.latitude,
      warehouse.longitude,
      warehouse.timeZone,
      warehouse.cutoffLocalTime,
      warehouse.kind,
      warehouse.active,
    ]),
  );
}

function* stockRows(products: number) {
  for (const offer of offers(products)) {
    for (const level of stockOf(offer)) {
      yield [
        level.id,
        level.offerId,
        level.warehouseId,
        offer.sellerId,
        level.onHand + level.damaged, // the world counts sound units, a warehouse counts all
        level.damaged,
        level.inbound,
        level.safetyStock,
        level.reorderPoint,
        level.reorderQuantity,
      ];
    }
  }
}
