import type { WarehouseId } from '@emporium/contracts/ids';
import type { Database } from '@emporium/platform/db';
import type { WarehouseStore } from '../app/ports.ts';
import type { Warehouse } from '../domain/warehouse.ts';

interface WarehouseRow {
  readonly id: WarehouseId;
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly address: Warehouse['address'];
  readonly latitude: number;
  readonly longitude: number;
  readonly time_zone: string;
  readonly cutoff_local_time: string;
  readonly kind: Warehouse['kind'];
  readonly active: boolean;
}

const MAX_AGE_MS = 60_000;

export function postgresWarehouseStore({ db, now }: { db: Database; now: () => Date }): WarehouseStore {
  let loaded: { readonly at: number; readonly warehouses: Promise<ReadonlyMap<WarehouseId, Warehouse>> } | null = null;

  const load = async (): Promise<ReadonlyMap<WarehouseId, Warehouse>> => {
    const rows = await db.query<WarehouseRow>('SELECT * FROM warehouse ORDER BY code');
    return new Map(rows.map((row) => [row.id, toWarehouse(row)]));
  };

  return {
    all() {
      const at = now().getTime();
      if (loaded === null || at - loaded.at > MAX_AGE_MS) {
        const warehouses = load();
        loaded = { at, warehouses };
        warehouses.catch(() => {
          loaded = null;
        });
      }
      return loaded.warehouses;
    },
  };
}

const toWarehouse = (row: WarehouseRow): Warehouse => ({
  id: row.id,
  code: row.code,
  name: row.name,
  region: row.region,
  address: row.address,
  latitude: row.latitude,
  longitude: row.longitude,
  timeZone: row.time_zone,
  cutoffLocalTime: row.cutoff_local_time,
  kind: row.kind,
  active: row.active,
});
