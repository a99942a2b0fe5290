import type { CartLineId, DealClaimId, OfferId } from '@emporium/contracts/ids';
import { fromRemote, toRemote, type ServiceClient } from '@emporium/platform/client';
import type { Log } from '@emporium/platform/log';
import type { PricingRequest, PromotionsPort } from '../app/ports.ts';
import { CartPricingDocument, DealClaimForCartDocument, type CartPricingInput } from './generated/promotions.ts';

const PRICING_DEADLINE_MS = 300;

export const promotionsClient = (promotions: ServiceClient, log: Log): PromotionsPort => ({
  async price(request) {
    const options = { deadlineMs: PRICING_DEADLINE_MS, idempotent: true };
    try {
      const { cartPricing } = await promotions.call(CartPricingDocument, { input: toInput(request) }, options);
      if (cartPricing === null) return null;
      return {
        discounts: cartPricing.discounts.map((discount) => ({
          ...discount,
          lineId: discount.lineId as CartLineId | null,
          amount: fromRemote(discount.amount),
        })),
        problems: cartPricing.problems.map((problem) => ({
          ...problem,
          dealClaimId: problem.dealClaimId as DealClaimId | null,
          minimumSpend: problem.minimumSpend && fromRemote(problem.minimumSpend),
        })),
      };
    } catch (error) {
      log.warn({ err: error }, 'a cart is shown without discounts');
      return null;
    }
  },

  async dealClaim(claimId, ownerId) {
    const { dealClaimForCart } = await promotions.call(
      DealClaimForCartDocument,
      { claimId, ownerId },
      { idempotent: true },
    );
    if (dealClaimForCart === null) return null;
    return {
      ...dealClaimForCart,
      claimId: dealClaimForCart.claimId as DealClaimId,
      offerId: dealClaimForCart.offerId as OfferId,
      dealPrice: fromRemote(dealClaimForCart.dealPrice),
      expiresAt: new Date(dealClaimForCart.expiresAt),
    };
  },
});

const toInput = ({ ownerId, couponCodes, lines }: PricingRequest): CartPricingInput => ({
  ownerId,
  couponCodes,
  lines: lines.map(({ lineId, offer, quantity, unitPrice, dealClaimId }) => ({
    lineId,
    offerId: offer.offerId,
    productId: offer.productId,
    categoryPath: offer.categoryPath,
    sellerId: offer.sellerId,
    quantity,
    unitPrice: toRemote(unitPrice),
    dealClaimId,
  })),
});
