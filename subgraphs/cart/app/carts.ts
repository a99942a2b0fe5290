import { addCartLines, createCart } from './create-cart.ts';
import type { AddLinesDeps } from './add-lines.ts';
import { moveItemToCart, removeCartLines, saveLineForLater, updateCartLines } from './change-cart.ts';
import { applyCoupon, removeCoupon } from './coupons.ts';
import { expireCarts } from './expire-carts.ts';
import { recordEndedClaim, recordOffer, recordOrder } from './follow.ts';
import { mergeByToken, mergeGuest } from './merge-guest.ts';
import type {
  CartStore,
  OfferStore,
  PromotionsPort,
  SellersPort,
  StockPort,
  UsersPort,
  WishlistStore,
} from './ports.ts';
import type { CartReads } from './reads.ts';
import { addWish, createWishlist, removeWish } from './wishlists.ts';

export interface CartStores {
  readonly carts: CartStore;
  readonly offers: OfferStore;
  readonly wishlists: WishlistStore;
}

/** The other subgraphs, as far as carts need them. */
export interface CartPorts {
  readonly promotions: PromotionsPort;
  readonly stock: StockPort;
  readonly sellers: SellersPort;
  readonly users: UsersPort;
}

/** All use-cases, by name. */
export function createCarts(
  deps: CartStores & CartPorts & Pick<AddLinesDeps, 'uow' | 'newId' | 'now'> & { readonly reads: CartReads },
) {
  return {
    createCart: createCart(deps),
    addLines: addCartLines(deps),
    updateLines: updateCartLines(deps),
    removeLines: removeCartLines(deps),
    saveForLater: saveLineForLater(deps),
    moveToCart: moveItemToCart(deps),
    applyCoupon: applyCoupon(deps),
    removeCoupon: removeCoupon(deps),
    mergeByToken: mergeByToken(deps),
    mergeGuest: mergeGuest(deps),
    expireCarts: expireCarts(deps),
    recordOrder: recordOrder(deps),
    recordEndedClaim: recordEndedClaim(deps),
    recordOffer: recordOffer(deps),
    createWishlist: createWishlist(deps),
    addWish: addWish(deps),
    removeWish: removeWish(deps),
  };
}

export type Carts = ReturnType<typeof createCarts>;
