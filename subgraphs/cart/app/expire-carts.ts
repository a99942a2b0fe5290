import type { CartExpired } from '@emporium/contracts/events';
import type { CartId, OwnerId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { appendToOutbox } from '@emporium/platform/outbox';
import type { CartDeps } from './change-cart.ts';
import { tellWatchers } from './save-cart.ts';

const SWEEP = 100;

/** Housekeeping: a cart past its time cannot be found anyway. Ends at most a hundred; tells how many it ended. */
export const expireCarts =
  ({ uow, carts, now }: CartDeps) =>
  (): Promise<number> =>
    uow.run(async (tx) => {
      const expired = await carts.removeExpired(tx, now(), SWEEP, null);
      announceExpired(tx, expired);
      return expired.length;
    });

export function announceExpired(tx: Tx, expired: readonly { readonly id: CartId; readonly ownerId: OwnerId }[]): void {
  for (const { id, ownerId } of expired) {
    appendToOutbox(tx, id, { type: 'cart.cart-expired.v1', cartId: id, ownerId } satisfies CartExpired);
    tellWatchers(tx, id, 'EXPIRED');
  }
}
