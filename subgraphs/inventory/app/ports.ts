import type {
  CheckoutId,
  DealId,
  OfferId,
  PickTaskId,
  ReservationId,
  ShipmentId,
  UserId,
  WarehouseId,
} from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { Allocation, Supply } from '../domain/allocation.ts';
import type { PickTask } from '../domain/pick-task.ts';
import type { Reservation } from '../domain/reservation.ts';
import type { StockLevel } from '../domain/stock-level.ts';
import type { Warehouse } from '../domain/warehouse.ts';

export type MovementKind =
  | 'RECEIPT'
  | 'ADJUSTMENT'
  | 'RESERVATION'
  | 'RELEASE'
  | 'EXPIRY'
  | 'ALLOCATION'
  | 'SHIPMENT'
  | 'CANCELLATION'
  | 'TRANSFER_IN'
  | 'TRANSFER_OUT';

/** Why some units of one row moved; kept for good. */
export interface StockMovement {
  readonly offerId: OfferId;
  readonly warehouseId: WarehouseId;
  readonly kind: MovementKind;
  readonly quantity: number;
  readonly reference: string | null;
  readonly reason: string | null;
}

/** What is added to the counters of one row. */
export interface StockDelta {
  readonly offerId: OfferId;
  readonly warehouseId: WarehouseId;
  readonly onHand?: number;
  readonly reserved?: number;
  readonly allocated?: number;
}

export interface StockStore {
  /** Locks the rows of these offers, always in the order of their keys, so that no two commands can deadlock. */
  lockByOffers(tx: Tx, offerIds: readonly OfferId[]): Promise<readonly StockLevel[]>;
  /** Adds to counters of rows that are locked. The table's CHECK refuses a result below zero or beyond what is on hand. */
  apply(tx: Tx, deltas: readonly StockDelta[]): void;
  setPolicy(tx: Tx, level: StockLevel): void;
  /** An empty row, for an offer that a warehouse holds for the first time. */
  create(tx: Tx, level: StockLevel): void;
  recordMovements(tx: Tx, movements: readonly StockMovement[]): void;
}

export interface DealStockStore {
  /** What the deal is for, unlocked: it never changes. */
  offersOf(tx: Tx, dealId: DealId): Promise<readonly OfferId[]>;
  /** What these deals still have set aside, locked; call it after the stock rows are locked. */
  lockSupplies(tx: Tx, dealIds: readonly DealId[]): Promise<readonly Supply[]>;
  setAside(tx: Tx, dealId: DealId, allocations: readonly Allocation[]): void;
  /** Adds to what is left of deals: negative when a checkout takes units, positive when they come back. */
  add(tx: Tx, allocations: readonly Allocation[], direction: 1 | -1): void;
  remove(tx: Tx, dealId: DealId): void;
}

export interface ReservationStore {
  lock(tx: Tx, id: ReservationId): Promise<Reservation | null>;
  /** The checkout's reservation that still holds stock, locked, if there is one. */
  lockActiveOf(tx: Tx, checkoutId: CheckoutId): Promise<Reservation | null>;
  /** Reservations past their time that still hold stock (of these offers), oldest first; those that others have locked are left to them. */
  lockExpired(tx: Tx, now: Date, limit: number, offerIds: readonly OfferId[] | null): Promise<readonly Reservation[]>;
  insert(tx: Tx, reservation: Reservation): void;
  setStatus(tx: Tx, ids: readonly ReservationId[], status: Reservation['status']): void;
}

export interface PickTaskStore {
  lock(tx: Tx, id: PickTaskId): Promise<PickTask | null>;
  lockByShipments(tx: Tx, shipmentIds: readonly ShipmentId[]): Promise<readonly PickTask[]>;
  insert(tx: Tx, tasks: readonly PickTask[]): void;
  /** Writes status, assignee and lines; a line with quantity 0 is removed. */
  update(tx: Tx, task: PickTask): void;
  /** Work that is not packed yet and not another's than the picker's, oldest first, over all warehouses. */
  findOpen(picker: UserId, limit: number): Promise<readonly PickTask[]>;
}

export interface WarehouseStore {
  /** Warehouses change by the year: the answer may be a minute old. */
  all(): Promise<ReadonlyMap<WarehouseId, Warehouse>>;
}
