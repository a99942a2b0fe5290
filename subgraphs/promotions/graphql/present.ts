import { toMoney } from '@emporium/platform/graphql';
import { claimStatus, type DealClaim } from '../domain/deal-claim.ts';
import { dealStatus, percentClaimed, percentOff, remainingBand, type Deal } from '../domain/deal.ts';
import { promotionStatus, type Action, type Condition, type Promotion } from '../domain/promotion.ts';

/** Domain objects as the schema's types have them, at a moment. */

export const presentDeal = (deal: Deal, now: Date) => ({
  id: deal.id,
  kind: deal.kind,
  title: deal.title,
  offerId: deal.offerId,
  dealPrice: toMoney(deal.dealPrice),
  wasPrice: toMoney(deal.wasPrice),
  percentOff: percentOff(deal),
  status: dealStatus(deal, now),
  startsAt: deal.startsAt,
  endsAt: deal.endsAt,
  memberEarlyAccessAt: deal.memberEarlyAccessAt,
  membersOnly: deal.membersOnly,
  perCustomerLimit: deal.perCustomerLimit,
  claimHoldSeconds: deal.claimHoldSeconds,
  percentClaimed: percentClaimed(deal),
  remainingBand: remainingBand(deal),
  serverTime: now,
});
export type PresentedDeal = ReturnType<typeof presentDeal>;

export const presentClaim = (claim: DealClaim, now: Date) => ({
  id: claim.id,
  dealId: claim.dealId,
  quantity: claim.quantity,
  status: claimStatus(claim, now),
  expiresAt: claim.expiresAt,
});
export type PresentedClaim = ReturnType<typeof presentClaim>;

export const presentPromotion = ({ conditions, actions, ...promotion }: Promotion, now: Date) => ({
  ...promotion,
  status: promotionStatus(promotion, now),
  conditions: conditions.map(({ kind, ...parameters }: Condition) => ({ kind, parameters: inputForm(parameters) })),
  actions: actions.map(({ kind, ...parameters }: Action) => ({ kind, parameters: inputForm(parameters) })),
});

/** Parameters as `promotionUpdate` takes them back. */
const inputForm = (parameters: object): object =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      if (typeof value !== 'object' || value === null) return [name, value];
      const { amount, currencyCode } = toMoney(value as Parameters<typeof toMoney>[0]);
      return [name, { amount, currencyCode }];
    }),
  );
