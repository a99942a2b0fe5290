import type { CheckoutId, ReservationId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { CheckoutStore } from './ports.ts';
import { announceStatus } from './saga-state.ts';

/** Inventory gave the stock to others: an open checkout is over. One whose order is placed is ended by its saga. */
export const expireCheckout =
  ({ checkouts }: { checkouts: CheckoutStore }) =>
  async (tx: Tx, checkoutId: CheckoutId, reservationId: ReservationId): Promise<void> => {
    const checkout = await checkouts.lock(tx, checkoutId);
    if (checkout?.status !== 'OPEN' || checkout.reservationId !== reservationId) return;
    const expired = { ...checkout, status: 'EXPIRED' as const };
    checkouts.saveProgress(tx, expired);
    announceStatus(tx, checkout, expired);
  };
