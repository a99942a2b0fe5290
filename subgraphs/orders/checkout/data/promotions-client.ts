import type { CartLineId, DealId } from '@emporium/contracts/ids';
import { fromRemote, toRemote, type ServiceClient } from '@emporium/platform/client';
import { err, ok } from '@emporium/platform/result';
import type { PromotionsPort } from '../app/ports.ts';
import {
  CartPricingDocument,
  DealOfClaimDocument,
  PromotionsRedeemDocument,
  PromotionsRestoreDocument,
} from './generated/promotions.ts';
import { UnexpectedRefusal } from './refusal.ts';

export const promotionsClient = (promotions: ServiceClient): PromotionsPort => ({
  async price({ ownerId, couponCodes, lines }) {
    const input = {
      ownerId,
      couponCodes,
      lines: lines.map((line) => ({
        lineId: line.lineId,
        offerId: line.offerId,
        productId: line.productId,
        categoryPath: line.categoryPath,
        sellerId: line.sellerId,
        quantity: line.quantity,
        unitPrice: toRemote(line.unitPrice),
        dealClaimId: line.dealClaimId,
      })),
    };
    const { cartPricing } = await promotions.call(CartPricingDocument, { input }, { idempotent: true });
    const { lines: priced, discounts, freeShipping, problems } = cartPricing!;
    return {
      lines: priced.map(({ lineId, unitPrice }) => ({
        lineId: lineId as CartLineId,
        unitPrice: fromRemote(unitPrice),
      })),
      discounts: discounts.map((discount) => ({
        ...discount,
        lineId: discount.lineId as CartLineId | null,
        amount: fromRemote(discount.amount),
      })),
      freeShipping,
      problems,
    };
  },

  async dealOfClaim(claimId, ownerId) {
    const { dealClaimForCart } = await promotions.call(DealOfClaimDocument, { claimId, ownerId }, { idempotent: true });
    return dealClaimForCart?.status === 'HELD' ? (dealClaimForCart.dealId as DealId) : null;
  },

  async redeem(input) {
    const { promotionsRedeem } = await promotions.call(PromotionsRedeemDocument, { input }, { idempotent: true });
    const [refusal] = promotionsRedeem!.userErrors;
    return refusal === undefined ? ok(null) : err(refusal);
  },

  async restore(input) {
    const { promotionsRestore } = await promotions.call(PromotionsRestoreDocument, { input }, { idempotent: true });
    const refusals = promotionsRestore!.userErrors.filter(({ code }) => code !== 'NOT_FOUND');
    if (refusals.length > 0) throw new UnexpectedRefusal('promotionsRestore', refusals);
  },
});
