import type { OfferId, ProductId, SellerId, UserId, VariantId } from '@emporium/contracts/ids';
import { manyByKey, oneByKey, perArguments } from '@emporium/platform/graphql';
import { hasScopes, ownerOf, sellersOf, type Viewer } from '@emporium/platform/identity';
import type { Page } from '@emporium/platform/cursor';
import type { Streams } from '@emporium/platform/streams';
import type { RequestContext } from '@emporium/platform/subgraph';
import type DataLoader from 'dataloader';
import type { CommissionPlan, ListedOffers, OfferPage, PricePoint, SellersReads } from '../app/reads.ts';
import type { Candidate } from '../domain/featured.ts';
import type { Offer, OfferCondition } from '../domain/offer.ts';
import type { Membership, Seller } from '../domain/seller.ts';

export interface SellersContext extends RequestContext {
  readonly streams: Streams;
  readonly sellers: DataLoader<SellerId, Seller | null>;
  readonly members: DataLoader<SellerId, readonly Membership[]>;
  readonly memberships: DataLoader<UserId, readonly Membership[]>;
  readonly commissionPlans: DataLoader<string, CommissionPlan | null>;
  readonly offers: DataLoader<OfferId, Offer | null>;
  readonly candidates: DataLoader<VariantId, readonly Candidate[]>;
  readonly featuredNew: DataLoader<VariantId, { readonly offerId: OfferId | null } | null>;
  readonly summaries: DataLoader<ProductId, ListedOffers | null>;
  readonly prices: DataLoader<OfferId, readonly PricePoint[]>;
  /** Pages of the same size, place and filter are one statement, whatever the number of variants. */
  readonly offersOfVariant: (
    id: VariantId,
    condition: OfferCondition | null,
    page: Page,
  ) => Promise<OfferPage<VariantId> | null>;
  readonly offersOfSeller: (id: SellerId, search: string | null, page: Page) => Promise<OfferPage<SellerId> | null>;
}

/** Loaders gather what one operation asks for into one statement each, and forget it with the operation. */
export const createContext =
  (reads: SellersReads, streams: Streams) =>
  (request: RequestContext): SellersContext => {
    const ofVariants = perArguments((condition: OfferCondition | null, page: Page) =>
      oneByKey(
        (ids: readonly VariantId[]) => reads.offersOfVariants(ids, condition, page),
        (offers) => offers.key,
      ),
    );
    const ofSellers = perArguments((search: string | null, page: Page) =>
      oneByKey(
        (ids: readonly SellerId[]) => reads.offersOfSellers(ids, insightOf(request.viewer), search, page),
        (offers) => offers.key,
      ),
    );
    return {
      ...request,
      streams,
      sellers: oneByKey(reads.sellersByIds, (seller) => seller.id),
      members: manyByKey(reads.membersOf, (member) => member.sellerId),
      memberships: manyByKey(reads.membershipsOf, (member) => member.userId),
      commissionPlans: oneByKey(reads.commissionPlans, (plan) => plan.id),
      offers: oneByKey(reads.offersByIds, (offer) => offer.id),
      candidates: manyByKey(reads.candidatesOf, ({ offer }) => offer.variantId),
      featuredNew: oneByKey(reads.featuredNew, (featured) => featured.variantId),
      summaries: oneByKey(reads.summaries, (summary) => summary.productId),
      prices: manyByKey(reads.priceHistory, (point) => point.offerId),
      offersOfVariant: (id, condition, page) => ofVariants(condition, page).load(id),
      offersOfSeller: (id, search, page) => ofSellers(search, page).load(id),
    };
  };

/** Whose affairs the viewer may look into: administrators all, members their sellers'. */
export const insightOf = (viewer: Viewer): readonly SellerId[] | 'all' =>
  hasScopes(viewer, [['admin:sellers'], ['internal']]) ? 'all' : sellersOf(viewer);

export const seesInto = (viewer: Viewer, sellerId: SellerId): boolean => {
  const insight = insightOf(viewer);
  return insight === 'all' || insight.includes(sellerId);
};

/** People see for whom they work themselves; administrators see it of everybody. */
export const seesMembershipsOf = (viewer: Viewer, userId: UserId): boolean =>
  insightOf(viewer) === 'all' || ownerOf(viewer) === userId;
