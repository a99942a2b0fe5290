import type { UserId, VariantId, WishlistId, WishlistItemId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { MAX_WISHES, MAX_WISHLISTS, type WishlistVisibility } from '../domain/wishlist.ts';
import type { OfferStore, WishlistStore } from './ports.ts';

interface Deps {
  readonly uow: UnitOfWork;
  readonly wishlists: WishlistStore;
  readonly offers: OfferStore;
  readonly newId: NewId;
  readonly now: () => Date;
}

export type WishlistProblem = { readonly code: 'NOT_FOUND' } | { readonly code: 'FULL'; readonly limit: number };

/** Others may see it by its visibility; only its owner changes it. */
export const createWishlist =
  ({ uow, wishlists, newId }: Deps) =>
  (
    ownerId: UserId,
    list: { readonly name: string; readonly visibility: WishlistVisibility },
  ): Promise<Result<WishlistId, WishlistProblem>> =>
    uow.run<Result<WishlistId, WishlistProblem>>(async (tx) => {
      if ((await wishlists.countOf(tx, ownerId)) >= MAX_WISHLISTS) return err({ code: 'FULL', limit: MAX_WISHLISTS });
      const id = newId('wsh');
      wishlists.insert(tx, { id, ownerId, ...list });
      return ok(id);
    });

/** Puts a variant on the list, at its end; once, however often it is asked for. */
export const addWish =
  ({ uow, wishlists, offers, newId, now }: Deps) =>
  (ownerId: UserId, wishlistId: WishlistId, variantId: VariantId): Promise<Result<null, WishlistProblem>> =>
    uow.run<Result<null, WishlistProblem>>(async (tx) => {
      const [list, priceWhenAdded] = await Promise.all([
        wishlists.lock(tx, wishlistId, ownerId),
        offers.lowestPrice(tx, variantId),
      ]);
      if (list === null) return err({ code: 'NOT_FOUND' });
      if (list.items >= MAX_WISHES) return err({ code: 'FULL', limit: MAX_WISHES });
      wishlists.insertItem(tx, {
        id: newId('wli'),
        wishlistId,
        variantId,
        priceWhenAdded,
        note: null,
        priority: list.last + 1,
        addedAt: now(),
      });
      return ok(null);
    });

/** Takes an item off the list; one that is gone already does not matter. */
export const removeWish =
  ({ uow, wishlists }: Deps) =>
  (ownerId: UserId, wishlistId: WishlistId, itemId: WishlistItemId): Promise<Result<null, WishlistProblem>> =>
    uow.run<Result<null, WishlistProblem>>(async (tx) => {
      if ((await wishlists.lock(tx, wishlistId, ownerId)) === null) return err({ code: 'NOT_FOUND' });
      wishlists.removeItem(tx, wishlistId, itemId);
      return ok(null);
    });
