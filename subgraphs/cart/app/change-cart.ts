import type { CartId, CartLineId, OwnerId, SavedItemId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { moveToCart, removeLines, saveForLater, updateLines } from '../domain/change-lines.ts';
import type { Cart } from '../domain/cart.ts';
import type { CartStore, LockedCart } from './ports.ts';
import type { CartView } from './reads.ts';
import { saveCart, type CartCause } from './save-cart.ts';

export interface CartDeps {
  readonly uow: UnitOfWork;
  readonly carts: CartStore;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** A cart, and whose it must be. */
export interface CartRef {
  readonly cartId: CartId;
  readonly ownerId: OwnerId;
}

export type NoCart = { readonly code: 'NO_CART' };

/** Locks, decides, saves, and answers the cart as it is now. No version is asked of the client: what two of them do to a cart at once both holds. */
export const changeCart = <Problem>(
  { uow, carts, now }: Pick<CartDeps, 'uow' | 'carts' | 'now'>,
  { cartId, ownerId }: CartRef,
  cause: CartCause,
  decide: (locked: LockedCart) => Result<Cart, Problem>,
): Promise<Result<CartView, Problem | NoCart>> =>
  uow.run<Result<CartView, Problem | NoCart>>(async (tx) => {
    const at = now();
    const locked = await carts.lock(tx, cartId, ownerId, at);
    if (locked === null) return err({ code: 'NO_CART' });
    const decision = decide(locked);
    if (!decision.ok) return decision;
    return ok({ ...saveCart(tx, carts, locked.cart, decision.value, cause, at), offers: locked.offers });
  });

export const updateCartLines =
  (deps: CartDeps) => (ref: CartRef, changes: readonly { readonly lineId: CartLineId; readonly quantity: number }[]) =>
    changeCart(deps, ref, 'LINES_UPDATED', ({ cart }) => updateLines(cart, changes));

export const removeCartLines = (deps: CartDeps) => (ref: CartRef, lineIds: readonly CartLineId[]) =>
  changeCart<never>(deps, ref, 'LINES_REMOVED', ({ cart }) => ok(removeLines(cart, lineIds)));

export const saveLineForLater = (deps: CartDeps) => (ref: CartRef, lineId: CartLineId) =>
  changeCart(deps, ref, 'SAVED_FOR_LATER', ({ cart, offers }) =>
    saveForLater(cart, lineId, { offers, now: deps.now(), newSavedId: () => deps.newId('svd') }),
  );

export const moveItemToCart = (deps: CartDeps) => (ref: CartRef, savedItemId: SavedItemId) =>
  changeCart(deps, ref, 'MOVED_TO_CART', ({ cart, offers }) =>
    moveToCart(cart, savedItemId, { offers, now: deps.now(), newLineId: () => deps.newId('cln') }),
  );
