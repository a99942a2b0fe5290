import type { CartId, CartLineId, DealClaimId, OfferId, OwnerId } from '@emporium/contracts/ids';
import { fromRemote, MONEY, typedDocument, type RemoteMoney, type ServiceClient } from '@emporium/platform/client';
import type { CartPort } from '../app/ports.ts';

interface Answer {
  readonly cartForCheckout: {
    readonly cartId: CartId;
    readonly couponCodes: readonly string[];
    readonly lines: readonly {
      readonly lineId: CartLineId;
      readonly offerId: OfferId;
      readonly quantity: number;
      readonly unitPriceWhenAdded: RemoteMoney;
      readonly dealClaimId: DealClaimId | null;
    }[];
  } | null;
}

const CART_FOR_CHECKOUT = typedDocument<Answer, { cartId: CartId; ownerId: OwnerId }>(`
  query CartForCheckout($cartId: ID!, $ownerId: ID!) {
    cartForCheckout(cartId: $cartId, ownerId: $ownerId) {
      cartId couponCodes lines { lineId offerId quantity unitPriceWhenAdded ${MONEY} dealClaimId }
    }
  }`);

export const cartClient = (cart: ServiceClient): CartPort => ({
  async read(cartId, ownerId) {
    const { cartForCheckout } = await cart.call(CART_FOR_CHECKOUT, { cartId, ownerId }, { idempotent: true });
    if (cartForCheckout === null) return null;
    return {
      ...cartForCheckout,
      lines: cartForCheckout.lines.map((line) => ({
        ...line,
        unitPriceWhenAdded: fromRemote(line.unitPriceWhenAdded),
      })),
    };
  },
});
