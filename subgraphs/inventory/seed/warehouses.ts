import { bulkLoad, type Database } from '@emporium/platform/db';
import { WAREHOUSES } from '@emporium/world/warehouses';

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
