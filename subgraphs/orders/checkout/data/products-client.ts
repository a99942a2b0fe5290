import type { CategoryId, VariantId } from '@emporium/contracts/ids';
import type { ServiceClient } from '@emporium/platform/client';
import type { ProductsPort } from '../app/ports.ts';
import { VariantSnapshotsDocument } from './generated/products.ts';

export const productsClient = (products: ServiceClient): ProductsPort => ({
  async variants(ids) {
    const { variantSnapshots } = await products.call(VariantSnapshotsDocument, { ids }, { idempotent: true });
    return (variantSnapshots ?? []).map((variant) => ({
      ...variant,
      variantId: variant.variantId as VariantId,
      categoryPath: variant.categoryPath as readonly CategoryId[],
    }));
  },
});
