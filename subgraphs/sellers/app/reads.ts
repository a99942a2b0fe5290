import type { CategoryId, OfferId, ProductId, SellerId, UserId, VariantId } from '@emporium/contracts/ids';
import type { Page } from '@emporium/platform/cursor';
import type { Money } from '@emporium/platform/money';
import type { CommissionRule } from '../domain/commission.ts';
import type { Candidate } from '../domain/featured.ts';
import type { OfferSummary } from '../domain/listing.ts';
import type { Offer, OfferCondition } from '../domain/offer.ts';
import type { Membership, Seller, SellerStatus } from '../domain/seller.ts';

export interface PricePoint {
  readonly offerId: OfferId;
  readonly at: Date;
  readonly price: Money;
}

/** One page of a list that belongs to `key`; one offer more than asked for says that another page follows. */
export interface OfferPage<Key> {
  readonly key: Key;
  readonly total: number;
  readonly offers: readonly Offer[];
}

export interface CommerceOffer extends Offer {
  readonly sellerName: string;
  readonly commissionPlan: string;
  readonly categoryPath: readonly CategoryId[];
}

export interface CommissionPlan {
  readonly id: string;
  readonly name: string;
  readonly rules: readonly CommissionRule[];
}

/** A product's offers in sum, with the one that is featured. */
export interface ListedOffers extends OfferSummary {
  readonly productId: ProductId;
  readonly featuredOffer: Offer | null;
}

/** What the schema shows, straight from the tables: each method is one statement, whatever the number of keys. */
export interface SellersReads {
  sellersByIds(ids: readonly SellerId[]): Promise<readonly Seller[]>;
  sellersBySlugs(slugs: readonly string[]): Promise<readonly Seller[]>;
  /** By id, so the longest there first. */
  sellers(status: SellerStatus | null, page: Page): Promise<readonly Seller[]>;
  membersOf(sellerIds: readonly SellerId[]): Promise<readonly Membership[]>;
  membershipsOf(userIds: readonly UserId[]): Promise<readonly Membership[]>;
  offersByIds(ids: readonly OfferId[]): Promise<readonly Offer[]>;
  /** On sale, cheapest first. `condition` null: any. */
  offersOfVariants(
    variantIds: readonly VariantId[],
    condition: OfferCondition | null,
    page: Page,
  ): Promise<readonly OfferPage<VariantId>[]>;
  /** On sale, newest first; of sellers in `insight` those that are not on sale too. `search` is a part of the variant's title. */
  offersOfSellers(
    sellerIds: readonly SellerId[],
    insight: readonly SellerId[] | 'all',
    search: string | null,
    page: Page,
  ): Promise<readonly OfferPage<SellerId>[]>;
  candidatesOf(variantIds: readonly VariantId[]): Promise<readonly Candidate[]>;
  /** The featured NEW offers, from the column that keeps them. */
  featuredNew(variantIds: readonly VariantId[]): Promise<readonly { variantId: VariantId; offerId: OfferId | null }[]>;
  summaries(productIds: readonly ProductId[]): Promise<readonly ListedOffers[]>;
  /** Oldest first, of the last year. */
  priceHistory(offerIds: readonly OfferId[]): Promise<readonly PricePoint[]>;
  commissionPlans(ids: readonly string[]): Promise<readonly CommissionPlan[]>;
  commerceOffers(ids: readonly OfferId[]): Promise<readonly CommerceOffer[]>;
}
