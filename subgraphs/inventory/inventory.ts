import type { Database } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { adjustStock, setStock, setStockPolicy } from './app/adjust-stock.ts';
import { confirmReservation } from './app/confirm-reservation.ts';
import { allocateDealStock, releaseDealStock } from './app/deal-stock.ts';
import { recordCancellation, recordShipment } from './app/fulfil.ts';
import { claimPickTask, confirmPick, packPickTask } from './app/pick-tasks.ts';
import { expireReservations, releaseReservation } from './app/release-reservation.ts';
import { reserveStock } from './app/reserve-stock.ts';
import { transferStock } from './app/transfer-stock.ts';
import { postgresDealStockStore } from './data/deal-stock-store.ts';
import { postgresPickTaskStore } from './data/pick-task-store.ts';
import { postgresReservationStore } from './data/reservation-store.ts';
import { postgresStockStore } from './data/stock-store.ts';
import { postgresWarehouseStore } from './data/warehouse-store.ts';

/** All use-cases on their stores. */
export function createInventory({ db, newId, now }: { db: Database; newId: NewId; now: () => Date }) {
  const { uow } = db;
  const stock = postgresStockStore({ newId });
  const deals = postgresDealStockStore();
  const reservations = postgresReservationStore();
  const pickTasks = postgresPickTaskStore({ db });
  const warehouses = postgresWarehouseStore({ db, now });
  const expire = expireReservations({ uow, stock, deals, reservations, now });

  return {
    warehouses,
    pickTasks,
    reserveStock: reserveStock({ uow, stock, deals, reservations, warehouses, expireReservations: expire }),
    confirmReservation: confirmReservation({ uow, reservations, pickTasks, newId, now }),
    releaseReservation: releaseReservation({ uow, stock, deals, reservations }),
    expireReservations: expire,
    setStock: setStock({ uow, stock }),
    adjustStock: adjustStock({ uow, stock }),
    setStockPolicy: setStockPolicy({ uow, stock }),
    transferStock: transferStock({ uow, stock, warehouses, newId }),
    allocateDealStock: allocateDealStock({ uow, stock, deals }),
    releaseDealStock: releaseDealStock({ uow, stock, deals }),
    claimPickTask: claimPickTask({ uow, pickTasks }),
    confirmPick: confirmPick({ uow, pickTasks }),
    packPickTask: packPickTask({ uow, pickTasks }),
    recordShipment: recordShipment({ stock, pickTasks }),
    recordCancellation: recordCancellation({ stock, pickTasks }),
  };
}

export type Inventory = ReturnType<typeof createInventory>;
