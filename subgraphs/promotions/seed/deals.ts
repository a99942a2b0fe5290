import { money } from '@emporium/platform/money';
import { deals, type WorldDeal } from '@emporium/world/deals';
import type { Deal } from '../domain/deal.ts';

/** The demonstration's deals from six hours before `now` to twelve hours after; asked again later, they go on. */
export const worldDeals = (now: Date, products: number): Deal[] => deals(now, products).map(toDeal);

const toDeal = (deal: WorldDeal): Deal => ({
  id: deal.id,
  kind: deal.kind,
  title: deal.title,
  offerId: deal.offerId,
  productId: deal.productId,
  sellerId: deal.sellerId,
  categoryPath: deal.categoryPathIds,
  dealPrice: money(deal.dealPriceMinor, deal.currency),
  wasPrice: money(deal.wasPriceMinor, deal.currency),
  quantity: deal.quantity,
  claimed: 0,
  stage: 'IN_REVIEW',
  startsAt: deal.startsAt,
  endsAt: deal.endsAt,
  memberEarlyAccessAt: deal.memberEarlyAccessAt,
  membersOnly: deal.membersOnly,
  perCustomerLimit: deal.perCustomerLimit,
  claimHoldSeconds: deal.claimHoldSeconds,
});
