import type { Database } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { InventoryStores } from '../app/inventory.ts';
import { postgresDealStockStore } from './deal-stock-store.ts';
import { postgresPickTaskStore } from './pick-task-store.ts';
import { postgresReservationStore } from './reservation-store.ts';
import { postgresStockStore } from './stock-store.ts';
import { postgresWarehouseStore } from './warehouse-store.ts';

export const postgresStores = (deps: { db: Database; newId: NewId; now: () => Date }): InventoryStores => ({
  stock: postgresStockStore(deps),
  deals: postgresDealStockStore(),
  reservations: postgresReservationStore(),
  pickTasks: postgresPickTaskStore(deps),
  warehouses: postgresWarehouseStore(deps),
});
