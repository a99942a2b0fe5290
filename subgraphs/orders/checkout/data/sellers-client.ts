import type { OfferId } from '@emporium/contracts/ids';
import { fromRemote, MONEY, typedDocument, type RemoteMoney, type ServiceClient } from '@emporium/platform/client';
import type { CommerceOffer, SellersPort } from '../app/ports.ts';

interface Answer {
  readonly offersForCommerce: readonly (Omit<CommerceOffer, 'price'> & { readonly price: RemoteMoney })[] | null;
}

const OFFERS_FOR_COMMERCE = typedDocument<Answer, { ids: readonly OfferId[] }>(`
  query OffersForCommerce($ids: [ID!]!) {
    offersForCommerce(ids: $ids) {
      offerId productId variantId sellerId sellerName status price ${MONEY} handlingDays commissionRate
    }
  }`);

export const sellersClient = (sellers: ServiceClient): SellersPort => ({
  async offers(ids) {
    const { offersForCommerce } = await sellers.call(OFFERS_FOR_COMMERCE, { ids }, { idempotent: true });
    return (offersForCommerce ?? []).map((offer) => ({ ...offer, price: fromRemote(offer.price) }));
  },
});
