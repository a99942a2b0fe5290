import type { OfferId } from '@emporium/contracts/ids';
import { fromRemote, MONEY, typedDocument, type RemoteMoney, type ServiceClient } from '@emporium/platform/client';
import type { SellersPort } from '../app/ports.ts';
import type { OfferFacts } from '../domain/cart.ts';

interface Answer {
  readonly offersForCommerce: readonly (Omit<OfferFacts, 'price'> & { readonly price: RemoteMoney })[] | null;
}

const OFFERS_FOR_COMMERCE = typedDocument<Answer, { ids: readonly OfferId[] }>(`
  query OffersForCommerce($ids: [ID!]!) {
    offersForCommerce(ids: $ids) {
      offerId sellerId sellerName variantId productId categoryPath price ${MONEY} status version
    }
  }`);

export const sellersClient = (sellers: ServiceClient): SellersPort => ({
  async offers(ids) {
    const { offersForCommerce } = await sellers.call(OFFERS_FOR_COMMERCE, { ids }, { idempotent: true });
    return (offersForCommerce ?? []).map((offer) => ({ ...offer, price: fromRemote(offer.price) }));
  },
});
