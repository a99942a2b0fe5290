import type { OfferId, ProductId, SellerId, VariantId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { ListedProduct, ListedVariant, Listing, OfferSummary } from '../domain/listing.ts';
import type { Offer } from '../domain/offer.ts';
import type { SellerStatus } from '../domain/seller.ts';

/** A listing as it is stored, locked to the end of the transaction. */
export interface LockedListing extends Listing {
  /** How often the product's summary was published. */
  readonly sequence: number;
}

/**
 * Offers are locked by product: the featured-offer rule looks at all of them, so every change of one waits
 * for the others. Each `lock` answers null when there is nothing that fits.
 */
export interface ListingStore {
  lockByProduct(tx: Tx, productId: ProductId): Promise<LockedListing | null>;
  lockByVariant(tx: Tx, variantId: VariantId): Promise<LockedListing | null>;
  /** `sellerIds` null: whoever's offer. */
  lockByOffer(tx: Tx, offerId: OfferId, sellerIds: readonly SellerId[] | null): Promise<LockedListing | null>;
  /** An empty listing, if the product has none. */
  ensure(tx: Tx, product: ListedProduct): void;
  saveProduct(tx: Tx, product: ListedProduct, variants: readonly ListedVariant[]): void;
  insertOffer(tx: Tx, offer: Offer): void;
  /** Price, list price and status, if the stored version is the one before. */
  updateOffer(tx: Tx, offer: Offer): void;
  recordPrice(tx: Tx, offer: Offer): void;
  /** `version` is inventory's. */
  setInStock(tx: Tx, offerId: OfferId, inStock: boolean, version: number): void;
  saveSummary(tx: Tx, productId: ProductId, summary: OfferSummary, sequence: number): void;
  saveFeatured(tx: Tx, featured: ReadonlyMap<VariantId, OfferId | null>): void;
}

export interface TradingSeller {
  readonly id: SellerId;
  readonly name: string;
  readonly status: SellerStatus;
  readonly ratingTenths: number | null;
  /** ISO 3166-1 alpha-2 of the business address; null when there is none yet. */
  readonly country: string | null;
}

export interface SellerStore {
  /** The seller, if it is one of `sellerIds`. */
  find(tx: Tx, id: SellerId, sellerIds: readonly SellerId[]): Promise<TradingSeller | null>;
}
