import type { CartId, CartLineId, DealClaimId, OfferId } from '@emporium/contracts/ids';
import { fromRemote, type ServiceClient } from '@emporium/platform/client';
import type { CartPort } from '../app/ports.ts';
import { CartForCheckoutDocument } from './generated/cart.ts';

export const cartClient = (cart: ServiceClient): CartPort => ({
  async read(cartId, ownerId) {
    const { cartForCheckout } = await cart.call(CartForCheckoutDocument, { cartId, ownerId }, { idempotent: true });
    if (cartForCheckout === null) return null;
    return {
      cartId: cartForCheckout.cartId as CartId,
      couponCodes: cartForCheckout.couponCodes,
      lines: cartForCheckout.lines.map((line) => ({
        lineId: line.lineId as CartLineId,
        offerId: line.offerId as OfferId,
        quantity: line.quantity,
        unitPriceWhenAdded: fromRemote(line.unitPriceWhenAdded),
        dealClaimId: line.dealClaimId as DealClaimId | null,
      })),
    };
  },
});
