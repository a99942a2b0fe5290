import type { ReservationReleased } from '@emporium/contracts/events';
import type { OfferId, ReservationId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { appendToOutbox } from '@emporium/platform/outbox';
import { err, ok, type Result } from '@emporium/platform/result';
import type { Allocation } from '../domain/allocation.ts';
import { holdsStock, type Reservation } from '../domain/reservation.ts';
import type { StockLevel } from '../domain/stock-level.ts';
import { changeStock, type StockChange } from './change-stock.ts';
import type { DealStockStore, ReservationStore, StockStore } from './ports.ts';

export interface ReleaseDeps {
  readonly uow: UnitOfWork;
  readonly stock: StockStore;
  readonly deals: DealStockStore;
  readonly reservations: ReservationStore;
}

/** Gives back what a checkout holds. One that holds nothing any more is left as it is. */
export const releaseReservation =
  (deps: ReleaseDeps) =>
  (command: {
    readonly idempotencyKey: string;
    readonly reservationId: ReservationId;
  }): Promise<Result<null, { readonly code: 'NOT_FOUND' }>> =>
    deps.uow.once(command.idempotencyKey, command, async (tx) => {
      const reservation = await deps.reservations.lock(tx, command.reservationId);
      if (reservation === null) return err({ code: 'NOT_FOUND' });
      if (!holdsStock(reservation)) return ok(null);
      const levels = await lockStockOf(tx, deps.stock, reservation.lines);
      endReservation(tx, deps, reservation, 'RELEASED');
      changeStock(tx, deps.stock, levels, unitsGivenBack(reservation, 'RELEASED'));
      return ok(null);
    });

const SWEEP = 50;

/**
 * Housekeeping: gives back the units of reservations that ran out. Correctness does not wait for it,
 * since an expired reservation cannot be confirmed and a shortage calls it at once.
 *
 * @param offerIds only reservations that hold one of these; null for the oldest of all
 * @returns how many reservations it ended, fifty at most
 */
export const expireReservations =
  (deps: ReleaseDeps & { readonly now: () => Date }) =>
  (offerIds: readonly OfferId[] | null): Promise<number> =>
    deps.uow.run(async (tx) => {
      const expired = await deps.reservations.lockExpired(tx, deps.now(), SWEEP, offerIds);
      if (expired.length === 0) return 0;
      const levels = await lockStockOf(
        tx,
        deps.stock,
        expired.flatMap((reservation) => reservation.lines),
      );
      for (const reservation of expired) endReservation(tx, deps, reservation, 'EXPIRED');
      changeStock(
        tx,
        deps.stock,
        levels,
        expired.flatMap((reservation) => unitsGivenBack(reservation, 'EXPIRED')),
      );
      return expired.length;
    });

export const lockStockOf = (tx: Tx, stock: StockStore, lines: readonly Allocation[]): Promise<readonly StockLevel[]> =>
  stock.lockByOffers(tx, [...new Set(lines.map((line) => line.offerId))]);

type Ending = 'RELEASED' | 'EXPIRED';

/** Marks a locked reservation as ended; `unitsGivenBack` says what becomes of its stock. */
export function endReservation(
  tx: Tx,
  deps: Pick<ReleaseDeps, 'deals' | 'reservations'>,
  reservation: Reservation,
  reason: Ending,
): void {
  deps.reservations.setStatus(tx, [reservation.id], reason);
  deps.deals.add(
    tx,
    reservation.lines.filter((line) => line.dealId !== null),
    1,
  );
  appendToOutbox(tx, reservation.id, {
    type: 'inventory.reservation-released.v1',
    reservationId: reservation.id,
    checkoutId: reservation.checkoutId,
    reason,
  } satisfies ReservationReleased);
}

export const unitsGivenBack = (reservation: Reservation, reason: Ending): StockChange[] =>
  reservation.lines.map((line) => ({
    offerId: line.offerId,
    warehouseId: line.warehouseId,
    reserved: -line.quantity,
    ...(line.dealId !== null && { allocated: line.quantity }),
    kind: reason === 'EXPIRED' ? 'EXPIRY' : 'RELEASE',
    quantity: line.quantity,
    reference: reservation.id,
  }));
