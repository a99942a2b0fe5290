import type { StockReserved } from '@emporium/contracts/events';
import type { CheckoutId, OfferId, ReservationId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { appendToOutbox } from '@emporium/platform/outbox';
import { err, ok, type Result } from '@emporium/platform/result';
import { allocate, type Allocation, type DemandLine, type InsufficientStock } from '../domain/allocation.ts';
import { locate } from '../domain/geography.ts';
import type { Reservation } from '../domain/reservation.ts';
import { availableOf } from '../domain/stock-level.ts';
import { changeStock, type StockChange } from './change-stock.ts';
import type { DealStockStore, ReservationStore, StockStore, WarehouseStore } from './ports.ts';
import { endReservation, lockStock, rowsOf, unitsGivenBack } from './release-reservation.ts';

export interface ReserveStock {
  readonly idempotencyKey: string;
  readonly reservationId: ReservationId;
  readonly checkoutId: CheckoutId;
  readonly lines: readonly DemandLine[];
  readonly destination: { readonly country: string; readonly postalCode: string | null };
  readonly expiresAt: Date;
}

export type ReserveProblem = InsufficientStock | { readonly code: 'NOT_DELIVERABLE' };

export interface ReserveStockDeps {
  readonly uow: UnitOfWork;
  readonly stock: StockStore;
  readonly deals: DealStockStore;
  readonly reservations: ReservationStore;
  readonly warehouses: WarehouseStore;
  readonly expireReservations: (offerIds: readonly OfferId[]) => Promise<number>;
}

/**
 * Holds stock for a checkout until `expiresAt`: all lines or none. A checkout holds one reservation
 * at a time, so reserving again gives the former one back in the same transaction. Only when stock
 * seems short does it look for reservations that ran out and were not swept up yet.
 */
export const reserveStock =
  (deps: ReserveStockDeps) =>
  async (command: ReserveStock): Promise<Result<readonly Allocation[], ReserveProblem>> => {
    const destination = locate(command.destination);
    if (destination === null) return err({ code: 'NOT_DELIVERABLE' });
    const warehouses = await deps.warehouses.all();

    const attempt = (): Promise<Result<readonly Allocation[], InsufficientStock>> =>
      deps.uow.once(command.idempotencyKey, command, async (tx) => {
        const { former, levels, supplies } = await lockAll(tx, deps, command);
        const returned = former?.lines ?? [];
        const open = levels.filter((level) => warehouses.get(level.warehouseId)?.active);
        const free = open.map((level) => ({
          offerId: level.offerId,
          warehouseId: level.warehouseId,
          dealId: null,
          available: availableOf(level) + sumReturned(returned, level, null),
        }));
        const set = supplies.map((supply) => ({
          ...supply,
          available: supply.available + sumReturned(returned, supply, supply.dealId),
        }));
        const decision = allocate(command.lines, [...free, ...set], warehouses, destination);
        if (!decision.ok) return decision; // rolls back: the former reservation stays as it was

        const reservation: Reservation = {
          id: command.reservationId,
          checkoutId: command.checkoutId,
          status: 'ACTIVE',
          expiresAt: command.expiresAt,
          lines: decision.value,
        };
        if (former) endReservation(tx, deps, former, 'RELEASED');
        deps.reservations.insert(tx, reservation);
        deps.deals.add(tx, decision.value.filter(isFromDeal), -1);
        changeStock(tx, deps.stock, levels, [
          ...(former ? unitsGivenBack(former.lines, supplies, 'RELEASE', former.id) : []),
          ...decision.value.map(reservationChange(reservation)),
        ]);
        appendToOutbox(tx, reservation.id, stockReserved(reservation));
        return ok(decision.value);
      });

    const first = await attempt();
    if (first.ok || (await deps.expireReservations(command.lines.map((line) => line.offerId))) === 0) return first;
    return attempt();
  };

async function lockAll(tx: Tx, deps: ReserveStockDeps, { checkoutId, lines }: ReserveStock) {
  const wanted = rowsOf(lines);
  const [former, { levels, supplies }] = await Promise.all([
    deps.reservations.lockActiveOf(tx, checkoutId),
    lockStock(tx, deps, wanted),
  ]);
  const held = rowsOf(former?.lines ?? []);
  const more = await lockStock(tx, deps, {
    offerIds: held.offerIds.filter((id) => !wanted.offerIds.includes(id)),
    dealIds: held.dealIds.filter((id) => !wanted.dealIds.includes(id)),
  });
  return { former, levels: [...levels, ...more.levels], supplies: [...supplies, ...more.supplies] };
}

const isFromDeal = (allocation: Allocation): boolean => allocation.dealId !== null;

/** A deal's units were counted as allocated; sold, they are reserved like all others. */
const reservationChange =
  (reservation: Reservation) =>
  (line: Allocation): StockChange => ({
    offerId: line.offerId,
    warehouseId: line.warehouseId,
    reserved: line.quantity,
    ...(isFromDeal(line) && { allocated: -line.quantity }),
    kind: 'RESERVATION',
    quantity: line.quantity,
    reference: reservation.id,
  });

const sumReturned = (
  returned: readonly Allocation[],
  row: Pick<Allocation, 'offerId' | 'warehouseId'>,
  dealId: Allocation['dealId'],
): number =>
  returned
    .filter((line) => line.offerId === row.offerId && line.warehouseId === row.warehouseId && line.dealId === dealId)
    .reduce((sum, line) => sum + line.quantity, 0);

const stockReserved = (reservation: Reservation): StockReserved => ({
  type: 'inventory.stock-reserved.v1',
  reservationId: reservation.id,
  checkoutId: reservation.checkoutId,
  lines: reservation.lines.map(({ offerId, warehouseId, quantity }) => ({ offerId, warehouseId, quantity })),
});
