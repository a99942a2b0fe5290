import { isDeepStrictEqual } from 'node:util';
import type { OfferChanged, ProductOffersChanged } from '@emporium/contracts/events';
import type { OfferId, VariantId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { toWire } from '@emporium/platform/money';
import { appendToOutbox } from '@emporium/platform/outbox';
import { appendToStream } from '@emporium/platform/streams';
import {
  featuredByVariant,
  summaryOf,
  type ListedProduct,
  type Listing,
  type OfferSummary,
} from '../domain/listing.ts';
import type { Offer } from '../domain/offer.ts';
import type { ListingStore, LockedListing } from './ports.ts';

/** All variants share one subject, so that a subscription to several of them resumes from one sequence. */
export const FEATURED_SUBJECT = 'featured-offers';

/** What an event of the stream carries. */
export type FeaturedChange = { readonly variantId: VariantId; readonly offerId: OfferId | null };

/**
 * The one way offers change: saves those that differ, runs the featured-offer rule over what is offered
 * now, and tells the world what came of it, all in the caller's transaction.
 */
export function relist(
  tx: Tx,
  store: ListingStore,
  before: LockedListing,
  candidates: Listing['candidates'],
  product = before.product,
): void {
  const stored = new Map(before.candidates.map(({ offer }) => [offer.id, offer]));
  for (const { offer, sellerName } of candidates) {
    const former = stored.get(offer.id);
    if (former?.version === offer.version) continue;
    if (former === undefined) store.insertOffer(tx, offer);
    else store.updateOffer(tx, offer);
    if (former?.price.minorUnits !== offer.price.minorUnits) store.recordPrice(tx, offer);
    appendToOutbox(tx, offer.id, offerChanged(offer, sellerName, product));
  }
  republishSummary(tx, store, before, candidates);
  republishFeatured(tx, store, before, candidates);
}

function republishSummary(tx: Tx, store: ListingStore, before: LockedListing, candidates: Listing['candidates']): void {
  const summary = summaryOf(candidates);
  if (isDeepStrictEqual(summary, summaryOf(before.candidates))) return;
  const { id } = before.product;
  const sequence = before.sequence + 1;
  store.saveSummary(tx, id, summary, sequence);
  appendToOutbox(tx, id, productOffersChanged(id, sequence, summary));
}

function republishFeatured(
  tx: Tx,
  store: ListingStore,
  before: LockedListing,
  candidates: Listing['candidates'],
): void {
  const former = featuredByVariant(before.candidates);
  const changed = [...featuredByVariant(candidates)].filter(
    ([variantId, offerId]) => offerId !== (former.get(variantId) ?? null),
  );
  if (changed.length === 0) return;
  store.saveFeatured(tx, new Map(changed));
  for (const [variantId, offerId] of changed) {
    appendToStream(tx, FEATURED_SUBJECT, { variantId, offerId } satisfies FeaturedChange);
  }
}

const offerChanged = (offer: Offer, sellerName: string, { categoryPath }: ListedProduct): OfferChanged => ({
  type: 'sellers.offer-changed.v1',
  offerId: offer.id,
  version: offer.version,
  productId: offer.productId,
  categoryPath,
  variantId: offer.variantId,
  sellerId: offer.sellerId,
  sellerName,
  condition: offer.condition,
  price: toWire(offer.price),
  listPrice: offer.listPrice && toWire(offer.listPrice),
  status: offer.status,
  primeEligible: offer.primeEligible,
});

const productOffersChanged = (
  productId: ProductOffersChanged['productId'],
  sequence: number,
  summary: OfferSummary,
): ProductOffersChanged => ({
  type: 'sellers.product-offers-changed.v1',
  productId,
  sequence,
  featuredOfferId: summary.featuredOfferId,
  priceFrom: summary.priceFrom && toWire(summary.priceFrom),
  wasPrice: summary.wasPrice && toWire(summary.wasPrice),
  offerCount: summary.offerCount,
  primeEligible: summary.primeEligible,
  sellerIds: summary.sellerIds,
  conditions: summary.conditions,
});
