import type { ReservationReleased } from '@emporium/contracts/events';
import type { DealId, OfferId, OrderId, ReservationId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { appendToOutbox } from '@emporium/platform/outbox';
import { err, ok, type Result } from '@emporium/platform/result';
import { isSetAside, type Allocation, type Supply } from '../domain/allocation.ts';
import { holdsStock, type Reservation } from '../domain/reservation.ts';
import type { StockLevel } from '../domain/stock-level.ts';
import { changeStock, type StockChange } from './change-stock.ts';
import type { DealStockStore, MovementKind, ReservationStore, StockStore } from './ports.ts';

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
      const { levels, supplies } = await lockStock(tx, deps, rowsOf(reservation.lines));
      endReservation(tx, deps, reservation, 'RELEASED');
      changeStock(tx, deps.stock, levels, unitsGivenBack(reservation.lines, supplies, 'RELEASE', reservation.id));
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
      const { levels, supplies } = await lockStock(tx, deps, rowsOf(expired.flatMap(({ lines }) => lines)));
      for (const reservation of expired) endReservation(tx, deps, reservation, 'EXPIRED');
      changeStock(
        tx,
        deps.stock,
        levels,
        expired.flatMap(({ id, lines }) => unitsGivenBack(lines, supplies, 'EXPIRY', id)),
      );
      return expired.length;
    });

interface StockRows {
  readonly offerIds: readonly OfferId[];
  readonly dealIds: readonly DealId[];
}

/** The rows that units come from and go back to. */
export const rowsOf = (lines: readonly Pick<Allocation, 'offerId' | 'dealId'>[]): StockRows => ({
  offerIds: [...new Set(lines.map((line) => line.offerId))],
  dealIds: [...new Set(lines.flatMap((line) => line.dealId ?? []))],
});

/** Locks the stock first, and what is left of the deals second. */
export async function lockStock(
  tx: Tx,
  { stock, deals }: Pick<ReleaseDeps, 'stock' | 'deals'>,
  { offerIds, dealIds }: StockRows,
): Promise<{ readonly levels: readonly StockLevel[]; readonly supplies: readonly Supply[] }> {
  const [levels, supplies] = await Promise.all([
    offerIds.length > 0 ? stock.lockByOffers(tx, offerIds) : [],
    dealIds.length > 0 ? deals.lockSupplies(tx, dealIds) : [],
  ]);
  return { levels, supplies };
}

/** Marks a locked reservation as ended; `unitsGivenBack` says what becomes of its stock. */
export function endReservation(
  tx: Tx,
  deps: Pick<ReleaseDeps, 'deals' | 'reservations'>,
  reservation: Reservation,
  reason: ReservationReleased['reason'],
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

/** Units of a deal are set aside again; where the deal has been wound up meanwhile, they are free. */
export const unitsGivenBack = (
  lines: readonly Allocation[],
  supplies: readonly Supply[],
  kind: Extract<MovementKind, 'RELEASE' | 'EXPIRY' | 'CANCELLATION'>,
  reference: ReservationId | OrderId,
): StockChange[] =>
  lines.map((line) => ({
    offerId: line.offerId,
    warehouseId: line.warehouseId,
    reserved: -line.quantity,
    ...(isSetAside(line, supplies) && { allocated: line.quantity }),
    kind,
    quantity: line.quantity,
    reference,
  }));
