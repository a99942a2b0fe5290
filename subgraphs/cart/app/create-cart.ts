import type { CartId, OfferId, OwnerId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { Cart } from '../domain/cart.ts';
import { addToCart, type AddLinesDeps, type AddOutcome, type LineInput } from './add-lines.ts';
import type { CartRef } from './change-cart.ts';
import { announceExpired } from './expire-carts.ts';
import { expiryFrom } from './save-cart.ts';

export interface LinesToAdd {
  readonly lines: readonly LineInput[];
  readonly idempotencyKey: string | null;
}

export const emptyCart = (id: CartId, ownerId: OwnerId, now: Date): Cart => ({
  id,
  ownerId,
  version: 1,
  couponCodes: [],
  lines: [],
  savedForLater: [],
  expiresAt: expiryFrom(now),
  updatedAt: now,
});

/** The owner's cart, made if there is none, with these lines added. An owner has one cart, however many ask at once. */
export const createCart = (deps: AddLinesDeps) => {
  const add = addToCart(deps);
  return ({ ownerId, ...command }: LinesToAdd & { readonly ownerId: OwnerId }): Promise<AddOutcome> =>
    add({
      ...command,
      ownerId,
      cause: 'LINES_ADDED',
      async lockCart(tx: Tx, offerIds: readonly OfferId[]) {
        const now = deps.now();
        announceExpired(tx, await deps.carts.removeExpired(tx, now, 1, ownerId));
        deps.carts.ensure(tx, emptyCart(deps.newId('cart'), ownerId, now));
        return (await deps.carts.lockByOwners(tx, [ownerId], now, offerIds))[0] ?? null;
      },
    });
};

export const addCartLines = (deps: AddLinesDeps) => {
  const add = addToCart(deps);
  return ({ cartId, ownerId }: CartRef, command: LinesToAdd): Promise<AddOutcome> =>
    add({
      ...command,
      ownerId,
      cause: 'LINES_ADDED',
      lockCart: (tx, offerIds) => deps.carts.lock(tx, cartId, ownerId, deps.now(), offerIds),
    });
};
