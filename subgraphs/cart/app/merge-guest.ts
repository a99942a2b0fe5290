import type { GuestId, UserId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import { mergeCarts } from '../domain/merge-carts.ts';
import type { CartDeps } from './change-cart.ts';
import { emptyCart } from './create-cart.ts';
import { announceExpired } from './expire-carts.ts';
import type { UsersPort } from './ports.ts';
import { saveCart, tellWatchers } from './save-cart.ts';

/**
 * What the guest collected becomes the user's. The guest's cart goes with it, so that merging again, by
 * the client or by the event of the sign-in, finds nothing and changes nothing.
 */
export const mergeGuest =
  ({ carts, newId, now }: CartDeps) =>
  async (tx: Tx, { guestId, userId }: { readonly guestId: GuestId; readonly userId: UserId }): Promise<void> => {
    const at = now();
    announceExpired(tx, await carts.removeExpired(tx, at, 1, userId));
    carts.ensureIfOwned(tx, emptyCart(newId('cart'), userId, at), guestId);
    const locked = await carts.lockByOwners(tx, [guestId, userId], at);
    const guest = locked.find(({ cart }) => cart.ownerId === guestId)?.cart;
    const user = locked.find(({ cart }) => cart.ownerId === userId)?.cart;
    if (guest === undefined || user === undefined) return;
    carts.remove(tx, guest.id); // first, since its lines keep their ids
    saveCart(tx, carts, user, mergeCarts(user, guest), 'MERGED', at);
    tellWatchers(tx, guest.id, 'MERGED');
  };

export type MergeProblem = { readonly code: 'TOKEN_EXPIRED' };

/** For a client that holds the guest's token still, and would rather not wait for the event. */
export const mergeByToken = (deps: CartDeps & { readonly users: UsersPort }) => {
  const merge = mergeGuest(deps);
  return async (guestToken: string, userId: UserId): Promise<Result<null, MergeProblem>> => {
    const guestId = await deps.users.guestOf(guestToken, userId);
    if (guestId === null) return err({ code: 'TOKEN_EXPIRED' });
    await deps.uow.run((tx) => merge(tx, { guestId, userId }));
    return ok(null);
  };
};
