import type { CartId, OwnerId } from '../ids.ts';

/** Thirty days without a change: the cart and its lines were removed. */
export type CartExpired = {
  readonly type: 'cart.cart-expired.v1';
  readonly cartId: CartId;
  readonly ownerId: OwnerId;
};
