import type { CartLineId, DealClaimId, DealId, OrderId, OwnerId } from '@emporium/contracts/ids';
import {
  fromRemote,
  MONEY,
  toRemote,
  typedDocument,
  type RemoteMoney,
  type RemoteMoneyInput,
  type ServiceClient,
} from '@emporium/platform/client';
import { err, ok } from '@emporium/platform/result';
import type { PricingRequest, PromotionProblem, PromotionsPort } from '../app/ports.ts';
import { UnexpectedRefusal, type Refusal } from './refusal.ts';

interface PricingAnswer {
  readonly cartPricing: {
    readonly lines: readonly { readonly lineId: CartLineId; readonly unitPrice: RemoteMoney }[];
    readonly discounts: readonly {
      readonly lineId: CartLineId | null;
      readonly source: string;
      readonly title: string;
      readonly amount: RemoteMoney;
    }[];
    readonly freeShipping: boolean;
    readonly problems: readonly PromotionProblem[];
  };
}
type PricingInput = Omit<PricingRequest, 'lines'> & {
  readonly lines: readonly (Omit<PricingRequest['lines'][number], 'unitPrice'> & {
    readonly unitPrice: RemoteMoneyInput;
  })[];
};

const CART_PRICING = typedDocument<PricingAnswer, { input: PricingInput }>(`
  query CartPricing($input: CartPricingInput!) {
    cartPricing(input: $input) {
      lines { lineId unitPrice ${MONEY} }
      discounts { lineId source title amount ${MONEY} }
      freeShipping
      problems { code message }
    }
  }`);

const DEAL_CLAIM = typedDocument<
  { readonly dealClaimForCart: { readonly dealId: DealId; readonly status: string } | null },
  { claimId: DealClaimId; ownerId: OwnerId }
>(`
  query DealClaimForCart($claimId: ID!, $ownerId: ID!) {
    dealClaimForCart(claimId: $claimId, ownerId: $ownerId) { dealId status }
  }`);

const REDEEM = typedDocument<
  { readonly promotionsRedeem: { readonly userErrors: readonly Refusal[] } },
  {
    input: {
      orderId: OrderId;
      ownerId: OwnerId;
      couponCodes: readonly string[];
      dealClaimIds: readonly DealClaimId[];
      idempotencyKey: string;
    };
  }
>(`
  mutation PromotionsRedeem($input: PromotionsRedeemInput!) {
    promotionsRedeem(input: $input) { userErrors { code message } }
  }`);

const RESTORE = typedDocument<
  { readonly promotionsRestore: { readonly userErrors: readonly Refusal[] } },
  { input: { orderId: OrderId; idempotencyKey: string } }
>(`
  mutation PromotionsRestore($input: PromotionsRestoreInput!) {
    promotionsRestore(input: $input) { userErrors { code message } }
  }`);

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
    const { cartPricing } = await promotions.call(CART_PRICING, { input }, { idempotent: true });
    return {
      ...cartPricing,
      lines: cartPricing.lines.map((line) => ({ ...line, unitPrice: fromRemote(line.unitPrice) })),
      discounts: cartPricing.discounts.map((discount) => ({ ...discount, amount: fromRemote(discount.amount) })),
    };
  },

  async dealOfClaim(claimId, ownerId) {
    const { dealClaimForCart } = await promotions.call(DEAL_CLAIM, { claimId, ownerId }, { idempotent: true });
    return dealClaimForCart?.status === 'HELD' ? dealClaimForCart.dealId : null;
  },

  async redeem(input) {
    const { promotionsRedeem } = await promotions.call(REDEEM, { input }, { idempotent: true });
    const [refusal] = promotionsRedeem.userErrors;
    return refusal === undefined ? ok(null) : err(refusal);
  },

  async restore(input) {
    const { promotionsRestore } = await promotions.call(RESTORE, { input }, { idempotent: true });
    const refusals = promotionsRestore.userErrors.filter(({ code }) => code !== 'NOT_FOUND');
    if (refusals.length > 0) throw new UnexpectedRefusal('promotionsRestore', refusals);
  },
});
