import type { CheckoutId, ReservationId } from '@emporium/contracts/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import type { Allocation } from './allocation.ts';

export type ReservationStatus = 'ACTIVE' | 'CONFIRMED' | 'RELEASED' | 'EXPIRED';

/** Units held for a checkout until `expiresAt`, then for the order that confirmed them. */
export interface Reservation {
  readonly id: ReservationId;
  readonly checkoutId: CheckoutId;
  readonly status: ReservationStatus;
  readonly expiresAt: Date;
  readonly lines: readonly Allocation[];
}

export type ConfirmProblem = { readonly code: 'RESERVATION_EXPIRED' };

/**
 * Expiry is a predicate: a reservation past its time cannot be confirmed, whether or not anything
 * has swept it up yet. Confirming twice is the same as once.
 */
export function decideConfirm(
  reservation: Reservation,
  now: Date,
): Result<'confirm' | 'already-confirmed', ConfirmProblem> {
  if (reservation.status === 'CONFIRMED') return ok('already-confirmed');
  if (reservation.status !== 'ACTIVE' || reservation.expiresAt <= now) return err({ code: 'RESERVATION_EXPIRED' });
  return ok('confirm');
}

/** Only what is still held can be given back; giving back twice is the same as once. */
export const holdsStock = (reservation: Reservation): boolean => reservation.status === 'ACTIVE';
