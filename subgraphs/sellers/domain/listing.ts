import type { CategoryId, OfferId, ProductId, SellerId, VariantId } from '@emporium/contracts/ids';
import type { Money } from '@emporium/platform/money';
import { featuredNew, featuredOfAny, isOnSale, type Candidate } from './featured.ts';
import type { OfferCondition } from './offer.ts';

export type ProductStatus = 'DRAFT' | 'IN_REVIEW' | 'ACTIVE' | 'SUPPRESSED' | 'ARCHIVED';

/** A product as sellers know it from its events. */
export interface ListedProduct {
  readonly id: ProductId;
  readonly status: ProductStatus;
  readonly categoryPath: readonly CategoryId[];
  /** The product's own version: an older event changes nothing. */
  readonly version: number;
}

export interface ListedVariant {
  readonly id: VariantId;
  readonly title: string;
  /** Taken out of the catalogue; its offers are suppressed. */
  readonly removed: boolean;
}

export interface ListedOffer extends Candidate {
  readonly sellerName: string;
  /** Inventory's version of what `inStock` says: an older event changes nothing. */
  readonly stockVersion: number;
}

/** Everything that is offered for one product: what a change locks, and what the featured-offer rule looks at. */
export interface Listing {
  readonly product: ListedProduct;
  readonly variants: readonly ListedVariant[];
  readonly candidates: readonly ListedOffer[];
}

/** What cards and product pages show, kept so that no list computes it. */
export interface OfferSummary {
  readonly featuredOfferId: OfferId | null;
  readonly priceFrom: Money | null;
  readonly wasPrice: Money | null;
  readonly lowest: Money | null;
  readonly highest: Money | null;
  readonly offerCount: number;
  readonly primeEligible: boolean;
  readonly sellerIds: readonly SellerId[];
  readonly conditions: readonly OfferCondition[];
}

export function summaryOf(candidates: readonly Candidate[]): OfferSummary {
  const onSale = candidates.filter(isOnSale);
  const featured = featuredOfAny(candidates)?.offer ?? null;
  const byPrice = onSale.map(({ offer }) => offer.price).toSorted((a, b) => Number(a.minorUnits - b.minorUnits));
  return {
    featuredOfferId: featured?.id ?? null,
    priceFrom: featured?.price ?? null,
    wasPrice: featured?.listPrice ?? null,
    lowest: byPrice[0] ?? null,
    highest: byPrice.at(-1) ?? null,
    offerCount: onSale.length,
    primeEligible: featured?.primeEligible ?? false,
    sellerIds: [...new Set(onSale.map(({ offer }) => offer.sellerId))].toSorted(),
    conditions: [...new Set(onSale.map(({ offer }) => offer.condition))].toSorted(),
  };
}

/** The featured NEW offer of each variant that has offers. */
export function featuredByVariant(candidates: readonly Candidate[]): ReadonlyMap<VariantId, OfferId | null> {
  const groups = Map.groupBy(candidates, ({ offer }) => offer.variantId);
  return new Map([...groups].map(([variantId, offers]) => [variantId, featuredNew(offers)]));
}

/** Whether offers for the variant may be sold at all. */
export const isSaleable = (
  { product, variants }: Pick<Listing, 'product' | 'variants'>,
  variantId: VariantId,
): boolean =>
  product.status !== 'SUPPRESSED' &&
  product.status !== 'ARCHIVED' &&
  variants.some((variant) => variant.id === variantId && !variant.removed);
