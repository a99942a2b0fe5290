import type {
  CartLineId,
  CategoryId,
  DealClaimId,
  OfferId,
  OwnerId,
  ProductId,
  SellerId,
} from '@emporium/contracts/ids';
import {
  fromRemote,
  MONEY,
  toRemote,
  typedDocument,
  type RemoteMoney,
  type RemoteMoneyInput,
  type ServiceClient,
} from '@emporium/platform/client';
import type { Log } from '@emporium/platform/log';
import type { DealClaim, Discount, PricingProblem, PricingRequest, PromotionsPort } from '../app/ports.ts';

const PRICING_DEADLINE_MS = 300;

interface PricingInput {
  readonly ownerId: OwnerId;
  readonly couponCodes: readonly string[];
  readonly lines: readonly {
    readonly lineId: CartLineId;
    readonly offerId: OfferId;
    readonly productId: ProductId;
    readonly categoryPath: readonly CategoryId[];
    readonly sellerId: SellerId;
    readonly quantity: number;
    readonly unitPrice: RemoteMoneyInput;
    readonly dealClaimId: DealClaimId | null;
  }[];
}

interface PricingAnswer {
  readonly cartPricing: {
    readonly discounts: readonly (Omit<Discount, 'amount'> & { readonly amount: RemoteMoney })[];
    readonly problems: readonly (Omit<PricingProblem, 'minimumSpend'> & {
      readonly minimumSpend: RemoteMoney | null;
    })[];
  } | null;
}

const CART_PRICING = typedDocument<PricingAnswer, { input: PricingInput }>(`
  query CartPricing($input: CartPricingInput!) {
    cartPricing(input: $input) {
      discounts { lineId source title amount ${MONEY} }
      problems { couponCode dealClaimId code message minimumSpend ${MONEY} }
    }
  }`);

interface ClaimAnswer {
  readonly dealClaimForCart:
    | (Omit<DealClaim, 'dealPrice' | 'expiresAt'> & { readonly dealPrice: RemoteMoney; readonly expiresAt: string })
    | null;
}

const DEAL_CLAIM = typedDocument<ClaimAnswer, { claimId: DealClaimId; ownerId: OwnerId }>(`
  query DealClaimForCart($claimId: ID!, $ownerId: ID!) {
    dealClaimForCart(claimId: $claimId, ownerId: $ownerId) { claimId offerId quantity status dealPrice ${MONEY} expiresAt }
  }`);

export const promotionsClient = (promotions: ServiceClient, log: Log): PromotionsPort => ({
  async price(request) {
    const options = { deadlineMs: PRICING_DEADLINE_MS, idempotent: true };
    try {
      const { cartPricing } = await promotions.call(CART_PRICING, { input: toInput(request) }, options);
      if (cartPricing === null) return null;
      return {
        discounts: cartPricing.discounts.map((discount) => ({ ...discount, amount: fromRemote(discount.amount) })),
        problems: cartPricing.problems.map((problem) => ({
          ...problem,
          minimumSpend: problem.minimumSpend && fromRemote(problem.minimumSpend),
        })),
      };
    } catch (error) {
      log.warn({ err: error }, 'a cart is shown without discounts');
      return null;
    }
  },

  async dealClaim(claimId, ownerId) {
    const { dealClaimForCart } = await promotions.call(DEAL_CLAIM, { claimId, ownerId }, { idempotent: true });
    if (dealClaimForCart === null) return null;
    return {
      ...dealClaimForCart,
      dealPrice: fromRemote(dealClaimForCart.dealPrice),
      expiresAt: new Date(dealClaimForCart.expiresAt),
    };
  },
});

const toInput = ({ ownerId, couponCodes, lines }: PricingRequest): PricingInput => ({
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
