import type {
  CategoryId,
  DealClaimId,
  DealId,
  OfferId,
  OwnerId,
  ProductId,
  PromotionId,
} from '@emporium/contracts/ids';
import type { Page } from '@emporium/platform/cursor';
import type { DealReach } from './deal-reach.ts';
import type { DealClaim } from '../domain/deal-claim.ts';
import type { Deal, DealStatus } from '../domain/deal.ts';
import type { Customer } from '../domain/eligibility.ts';
import type { Candidate, ClaimedDeal } from '../domain/pricing.ts';
import type { Promotion, PromotionKind } from '../domain/promotion.ts';

export interface DealFilter {
  readonly statuses: readonly DealStatus[];
  /** Of this category or one below it; null for any. */
  readonly categoryId: CategoryId | null;
}

/** What may apply to a cart, and to whom it belongs: a stranger where nothing may apply, since nothing depends on it. */
export interface CustomerCandidates {
  readonly candidates: readonly Candidate[];
  readonly customer: Customer;
}

/**
 * What the schema shows, straight from the tables: reads skip the domain. A list answers one row more
 * than the page asks for, which says whether there is a next page.
 */
export interface PromotionsReads {
  dealsByIds(ids: readonly DealId[], reach: DealReach, now: Date): Promise<readonly Deal[]>;
  /** Those that end soonest first. */
  deals(filter: DealFilter, reach: DealReach, page: Page, now: Date): Promise<readonly Deal[]>;
  /** Deals that have started and not ended, sold out or not; one of an offer at most. */
  runningDealsOfOffers(offerIds: readonly OfferId[], now: Date): Promise<readonly Deal[]>;
  runningDealsOfProducts(productIds: readonly ProductId[], now: Date): Promise<readonly Deal[]>;
  /** When the next hold on the deal runs out, if one is open. */
  nextHoldEnd(dealId: DealId, now: Date): Promise<Date | null>;

  claimsByIds(ids: readonly DealClaimId[], ownerId: OwnerId): Promise<readonly DealClaim[]>;
  /** Open holds of these owners on the deal, the oldest first. */
  holdsOn(dealId: DealId, ownerIds: readonly OwnerId[], now: Date): Promise<readonly DealClaim[]>;
  /** The owner's last claim on each deal. */
  lastClaims(dealIds: readonly DealId[], ownerId: OwnerId): Promise<readonly DealClaim[]>;
  /** The latest first. */
  claimsOf(ownerId: OwnerId, limit: number): Promise<readonly DealClaim[]>;

  promotionsByIds(ids: readonly PromotionId[]): Promise<readonly Promotion[]>;
  /** The newest first. */
  promotions(kind: PromotionKind | null, page: Page): Promise<readonly Promotion[]>;

  /** The promotions behind these codes, and those of the moment that need none, with the owner's uses. */
  candidates(codes: readonly string[], ownerId: OwnerId, now: Date): Promise<CustomerCandidates>;
  claimedDeals(claimIds: readonly DealClaimId[], ownerId: OwnerId): Promise<readonly ClaimedDeal[]>;
  customer(ownerId: OwnerId): Promise<Customer>;
}
