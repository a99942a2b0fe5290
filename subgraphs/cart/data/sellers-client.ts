import type { CategoryId, OfferId, ProductId, SellerId, VariantId } from '@emporium/contracts/ids';
import { fromRemote, type ServiceClient } from '@emporium/platform/client';
import type { SellersPort } from '../app/ports.ts';
import { OffersForCommerceDocument } from './generated/sellers.ts';

export const sellersClient = (sellers: ServiceClient): SellersPort => ({
  async offers(ids) {
    const { offersForCommerce } = await sellers.call(OffersForCommerceDocument, { ids }, { idempotent: true });
    return (offersForCommerce ?? []).map((offer) => ({
      ...offer,
      offerId: offer.offerId as OfferId,
      sellerId: offer.sellerId as SellerId,
      variantId: offer.variantId as VariantId,
      productId: offer.productId as ProductId,
      categoryPath: offer.categoryPath as readonly CategoryId[],
      price: fromRemote(offer.price),
    }));
  },
});
