import type { ErrorCode } from '@emporium/contracts/error-codes';
import type { DealClaimId, OfferId } from '@emporium/contracts/ids';
import type { Money } from '@emporium/platform/money';
import type { CartLine } from './cart.ts';
import { claimStatus, type DealClaim } from './deal-claim.ts';
import { grant, type Discount } from './discount.ts';
import { checkConditions, type Customer } from './eligibility.ts';
import { couponRefusal, normalizeCode, promotionStatus, type Promotion } from './promotion.ts';
import { choosePromotions } from './stacking.ts';

/** A claim of the cart's owner with what it buys. */
export interface ClaimedDeal {
  readonly claim: DealClaim;
  readonly offerId: OfferId;
  readonly dealPrice: Money;
}

export interface Candidate {
  readonly promotion: Promotion;
  /** Orders in which this customer used it. */
  readonly ownUses: number;
}

export interface PricingRequest {
  readonly lines: readonly CartLine[];
  /** As the buyer typed them. */
  readonly couponCodes: readonly string[];
  /** What delivery would cost, if that is known. */
  readonly shipping: Money | null;
  /** The promotions behind the codes, and those that need none. */
  readonly candidates: readonly Candidate[];
  readonly claims: readonly ClaimedDeal[];
  readonly customer: Customer;
  readonly now: Date;
}

export interface PricingProblem {
  readonly couponCode: string | null;
  readonly dealClaimId: DealClaimId | null;
  readonly code: ErrorCode;
  readonly message: string;
  readonly minimumSpend: Money | null;
}

export interface CartPricing {
  readonly lines: readonly { readonly lineId: string; readonly unitPrice: Money }[];
  readonly discounts: readonly Discount[];
  readonly freeShipping: boolean;
  /** Coupons and claims that do not count, and why. */
  readonly problems: readonly PricingProblem[];
}

/** What a cart costs before delivery and tax: deal prices first, then promotions on those. Pure. */
export function priceCart(request: PricingRequest): CartPricing {
  const { lines, problems: claimProblems } = atDealPrices(request);
  const { applicable, problems: couponProblems } = findApplicable(request, lines);
  const { chosen, outdone } = choosePromotions(applicable, lines, request.shipping);
  return {
    lines: lines.map(({ lineId, unitPrice }) => ({ lineId, unitPrice })),
    ...grant(chosen, lines),
    problems: [
      ...claimProblems,
      ...couponProblems,
      ...outdone.flatMap(({ code }) => (code === null ? [] : [couponProblem(code, 'COUPON_NOT_APPLICABLE', OUTDONE)])),
    ],
  };
}

function atDealPrices({ lines, claims, now }: PricingRequest) {
  const held = new Map(claims.map((claimed) => [claimed.claim.id, claimed]));
  const used = new Map<DealClaimId, number>();
  const problems: PricingProblem[] = [];
  const priced = lines.map((line) => {
    if (line.dealClaimId === null) return line;
    const claimed = held.get(line.dealClaimId);
    const refuse = (code: ErrorCode, message: string): CartLine => {
      problems.push({ couponCode: null, dealClaimId: line.dealClaimId, code, message, minimumSpend: null });
      return line;
    };
    if (claimed === undefined || claimed.offerId !== line.offerId || claimStatus(claimed.claim, now) !== 'HELD') {
      return refuse('DEAL_CLAIM_EXPIRED', 'The claim on the deal ran out. Claim it again, or pay the ordinary price.');
    }
    const units = (used.get(claimed.claim.id) ?? 0) + line.quantity;
    if (units > claimed.claim.quantity) {
      return refuse('QUANTITY_LIMIT', `The claim is for ${claimed.claim.quantity}. Buy more on a line of its own.`);
    }
    used.set(claimed.claim.id, units);
    return { ...line, unitPrice: claimed.dealPrice };
  });
  return { lines: priced, problems };
}

function findApplicable({ couponCodes, candidates, customer, now }: PricingRequest, lines: readonly CartLine[]) {
  const applicable = candidates
    .filter(({ promotion }) => promotion.code === null && promotionStatus(promotion, now) === 'ACTIVE')
    .map(({ promotion }) => promotion)
    .filter((promotion) => checkConditions(promotion, lines, customer).ok);
  const problems: PricingProblem[] = [];
  for (const code of new Set(couponCodes.map(normalizeCode))) {
    const candidate = candidates.find(({ promotion }) => promotion.code === code);
    const problem = candidate ? checkCoupon(code, candidate, lines, customer, now) : unknownCoupon(code);
    if (problem === null) applicable.push(candidate!.promotion);
    else problems.push(problem);
  }
  return { applicable, problems };
}

function checkCoupon(
  code: string,
  { promotion, ownUses }: Candidate,
  lines: readonly CartLine[],
  customer: Customer,
  now: Date,
): PricingProblem | null {
  const refusal = couponRefusal(promotion, ownUses, now);
  if (refusal !== null) return couponProblem(code, refusal, COUPON_MESSAGES[refusal]);
  const met = checkConditions(promotion, lines, customer);
  if (met.ok) return null;
  return couponProblem(code, 'COUPON_NOT_APPLICABLE', met.error.message, met.error.minimumSpend);
}

const OUTDONE = 'It cannot be combined with what applies already and is worth more. Remove it.';

/** Also what `promotionsRedeem` says. */
export const COUPON_MESSAGES = {
  COUPON_INVALID: 'There is no such coupon. Check the code.',
  COUPON_EXPIRED: 'The coupon is no longer valid, or not yet. Remove it.',
  COUPON_LIMIT_REACHED: 'The coupon was used as often as it may be. Remove it.',
} as const;

const couponProblem = (
  couponCode: string,
  code: ErrorCode,
  message: string,
  minimumSpend: Money | null = null,
): PricingProblem => ({ couponCode, dealClaimId: null, code, message, minimumSpend });

const unknownCoupon = (code: string): PricingProblem =>
  couponProblem(code, 'COUPON_INVALID', COUPON_MESSAGES.COUPON_INVALID);
