import type { CategoryId, OfferId, ProductId, SellerId, VariantId } from '@emporium/contracts/ids';
import { fromRemote, type ServiceClient } from '@emporium/platform/client';
import type { OffersPort } from '../app/ports.ts';
import { OffersForCommerceDocument } from './generated/sellers.ts';

export const sellersClient = (sellers: ServiceClient): OffersPort => ({
  async active(id) {
    const { offersForCommerce } = await sellers.call(OffersForCommerceDocument, { ids: [id] }, { idempotent: true });
    const offer = offersForCommerce?.[0];
    if (offer?.status !== 'ACTIVE') return null;
    return {
      offerId: offer.offerId as OfferId,
      productId: offer.productId as ProductId,
      variantId: offer.variantId as VariantId,
      sellerId: offer.sellerId as SellerId,
      categoryPath: offer.categoryPath as readonly CategoryId[],
      price: fromRemote(offer.price),
    };
  },
});
