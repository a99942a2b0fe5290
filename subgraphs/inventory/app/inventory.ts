import type { UserId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { adjustStock, setStock, setStockPolicy } from './adjust-stock.ts';
import { confirmReservation } from './confirm-reservation.ts';
import { allocateDealStock, releaseDealStock } from './deal-stock.ts';
import { recordCancellation, recordShipment } from './fulfil.ts';
import { claimPickTask, confirmPick, packPickTask } from './pick-tasks.ts';
import type { DealStockStore, PickTaskStore, ReservationStore, StockStore, WarehouseStore } from './ports.ts';
import { expireReservations, releaseReservation } from './release-reservation.ts';
import { reserveStock } from './reserve-stock.ts';
import { transferStock } from './transfer-stock.ts';

export interface InventoryStores {
  readonly stock: StockStore;
  readonly deals: DealStockStore;
  readonly reservations: ReservationStore;
  readonly pickTasks: PickTaskStore;
  readonly warehouses: WarehouseStore;
}

interface InventoryDeps extends InventoryStores {
  readonly uow: UnitOfWork;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** All use-cases, by name. */
export function createInventory(deps: InventoryDeps) {
  const expire = expireReservations(deps);
  return {
    reserveStock: reserveStock({ ...deps, expireReservations: expire }),
    confirmReservation: confirmReservation(deps),
    releaseReservation: releaseReservation(deps),
    expireReservations: expire,
    setStock: setStock(deps),
    adjustStock: adjustStock(deps),
    setStockPolicy: setStockPolicy(deps),
    transferStock: transferStock(deps),
    allocateDealStock: allocateDealStock(deps),
    releaseDealStock: releaseDealStock(deps),
    claimPickTask: claimPickTask(deps),
    confirmPick: confirmPick(deps),
    packPickTask: packPickTask(deps),
    openPickTasks: (picker: UserId, limit: number) => deps.pickTasks.findOpen(picker, limit),
    recordShipment: recordShipment(deps),
    recordCancellation: recordCancellation(deps),
  };
}

export type Inventory = ReturnType<typeof createInventory>;
