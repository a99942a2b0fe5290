import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { deactivateOffer, setOfferPrice } from './change-offer.ts';
import { createOffer } from './create-offer.ts';
import { recordAvailability, recordProduct } from './follow-product.ts';
import type { ListingStore, SellerStore } from './ports.ts';

export interface SellersStores {
  readonly listings: ListingStore;
  readonly sellers: SellerStore;
}

/** All use-cases, by name. */
export function createSellers(deps: SellersStores & { readonly uow: UnitOfWork; readonly newId: NewId }) {
  return {
    createOffer: createOffer(deps),
    setOfferPrice: setOfferPrice(deps),
    deactivateOffer: deactivateOffer(deps),
    recordProduct: recordProduct(deps),
    recordAvailability: recordAvailability(deps),
  };
}

export type Sellers = ReturnType<typeof createSellers>;
