import type { OfferId } from '@emporium/contracts/ids';
import { fromRemote, MONEY, typedDocument, type RemoteMoney, type ServiceClient } from '@emporium/platform/client';
import type { DealOffer, OffersPort } from '../app/ports.ts';

type RemoteOffer = Omit<DealOffer, 'price'> & {
  readonly status: string;
  readonly price: RemoteMoney;
};

const OFFERS = typedDocument<
  { readonly offersForCommerce: readonly RemoteOffer[] | null },
  { ids: readonly OfferId[] }
>(`
  query OffersForCommerce($ids: [ID!]!) {
    offersForCommerce(ids: $ids) {
      offerId productId variantId sellerId categoryPath status price ${MONEY}
    }
  }`);

export const sellersClient = (sellers: ServiceClient): OffersPort => ({
  async active(id) {
    const { offersForCommerce } = await sellers.call(OFFERS, { ids: [id] }, { idempotent: true });
    const offer = offersForCommerce?.[0];
    if (offer?.status !== 'ACTIVE') return null;
    const { offerId, productId, variantId, sellerId, categoryPath, price } = offer;
    return {
      offerId,
      productId,
      variantId,
      sellerId,
      categoryPath,
      price: fromRemote(price),
    };
  },
});
