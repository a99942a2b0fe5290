import type { DealClaimEnded, OfferChanged, OrderConfirmed } from '@emporium/contracts/events';
import type { Tx } from '@emporium/platform/db';
import { fromWire } from '@emporium/platform/money';
import { withEndedClaim, withoutBought } from '../domain/merge-carts.ts';
import type { CartDeps } from './change-cart.ts';
import type { OfferStore } from './ports.ts';
import { saveCart } from './save-cart.ts';

/** What was bought leaves the cart it was bought from. */
export const recordOrder =
  ({ carts, now }: CartDeps) =>
  async (tx: Tx, { cartId, lines, couponCodes }: OrderConfirmed): Promise<void> => {
    const locked = await carts.lockById(tx, cartId);
    if (locked !== null) {
      saveCart(tx, carts, locked.cart, withoutBought(locked.cart, lines, couponCodes), 'ORDERED', now());
    }
  };

/** A deal's unit was taken back: its line costs the ordinary price again. */
export const recordEndedClaim =
  ({ carts, now }: CartDeps) =>
  async (tx: Tx, { claimId }: DealClaimEnded): Promise<void> => {
    for (const { cart } of await carts.lockByClaim(tx, claimId)) {
      saveCart(tx, carts, cart, withEndedClaim(cart, claimId), 'DEAL_ENDED', now());
    }
  };

/** Keeps the prices that carts show. */
export const recordOffer =
  ({ offers }: { readonly offers: OfferStore }) =>
  async (tx: Tx, event: OfferChanged): Promise<void> =>
    offers.record(tx, [{ ...event, price: fromWire(event.price) }]);
