import type { ServiceClient } from '@emporium/platform/client';
import type { ProductsPort } from '../app/ports.ts';
import { VariantTitlesDocument } from './generated/products.ts';

export const productsClient = (products: ServiceClient): ProductsPort => ({
  async title(id) {
    const { variantSnapshots } = await products.call(VariantTitlesDocument, { ids: [id] }, { idempotent: true });
    return variantSnapshots?.[0]?.title ?? null;
  },
});
