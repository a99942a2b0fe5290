import { isDeepStrictEqual } from 'node:util';
import type { ProductChanged } from '@emporium/contracts/events';
import type { OfferId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { isSaleable, type ListedProduct, type ListedVariant } from '../domain/listing.ts';
import { following } from '../domain/offer.ts';
import type { ListingStore } from './ports.ts';
import { relist } from './relist.ts';

/** Takes over what the catalogue says of a product. Older news changes nothing; offers that cannot be sold any more are suppressed. */
export const recordProduct =
  ({ listings }: { readonly listings: ListingStore }) =>
  async (tx: Tx, event: ProductChanged): Promise<void> => {
    const product: ListedProduct = {
      id: event.productId,
      status: event.status,
      categoryPath: event.categoryPath,
      version: event.version,
    };
    listings.ensure(tx, { ...product, version: 0 });
    const listing = (await listings.lockByProduct(tx, product.id))!;
    if (listing.product.version >= product.version) return;

    const present: ListedVariant[] = event.variants.map(({ variantId, title }) => ({
      id: variantId,
      title: title === '' ? event.title : title,
      removed: false,
    }));
    const gone = listing.variants
      .filter(({ id }) => !present.some((variant) => variant.id === id))
      .map((variant) => ({ ...variant, removed: true }));
    const variants = [...present, ...gone];
    const moved = !isDeepStrictEqual(product.categoryPath, listing.product.categoryPath);
    listings.saveProduct(tx, product, variants);
    relist(
      tx,
      listings,
      listing,
      listing.candidates.map((listed) => ({
        ...listed,
        offer: following(listed.offer, { saleable: isSaleable({ product, variants }, listed.offer.variantId), moved }),
      })),
      product,
    );
  };

/** `version` is inventory's, and grows. */
export interface StockNews {
  readonly offerId: OfferId;
  readonly inStock: boolean;
  readonly version: number;
}

/** What is sold out is not featured. The offer itself stays as it is: it can be bought again when units come back. */
export const recordAvailability =
  ({ listings }: { readonly listings: ListingStore }) =>
  async (tx: Tx, { offerId, inStock, version }: StockNews): Promise<void> => {
    const listing = await listings.lockByOffer(tx, offerId, null);
    const news = listing?.candidates.find(({ offer }) => offer.id === offerId);
    if (listing === null || news === undefined || news.stockVersion >= version) return;
    listings.setInStock(tx, offerId, inStock, version);
    relist(
      tx,
      listings,
      listing,
      listing.candidates.map((listed) => (listed === news ? { ...listed, inStock, stockVersion: version } : listed)),
    );
  };
