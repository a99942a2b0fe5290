import { holds, isAvailable, unitPriceOf } from '../domain/cart.ts';
import type { Pricing, PromotionsPort } from './ports.ts';
import type { CartView } from './reads.ts';

/** What promotions take off what can be bought now; null when promotions does not answer in time. */
export function priceCart(promotions: PromotionsPort, cart: CartView, now: Date): Promise<Pricing | null> {
  const lines = cart.lines.flatMap((line) => {
    const offer = cart.offers.get(line.offerId);
    if (offer === undefined || !isAvailable(line, cart.offers, now)) return [];
    const dealClaimId = holds(line.claim, now) ? line.claim.id : null;
    const unitPrice = unitPriceOf(line, cart.offers, now);
    return [{ lineId: line.id, offer, quantity: line.quantity, unitPrice, dealClaimId }];
  });
  const { ownerId, couponCodes } = cart;
  return promotions.price({ ownerId, couponCodes, lines });
}
