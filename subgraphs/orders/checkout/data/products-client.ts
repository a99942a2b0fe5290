import type { VariantId } from '@emporium/contracts/ids';
import { typedDocument, type ServiceClient } from '@emporium/platform/client';
import type { ProductsPort, VariantSnapshot } from '../app/ports.ts';

interface Answer {
  readonly variantSnapshots: readonly VariantSnapshot[] | null;
}

const VARIANT_SNAPSHOTS = typedDocument<Answer, { ids: readonly VariantId[] }>(`
  query VariantSnapshots($ids: [ID!]!) {
    variantSnapshots(ids: $ids) { variantId sku title imageUrl taxClass weightGrams categoryPath }
  }`);

export const productsClient = (products: ServiceClient): ProductsPort => ({
  async variants(ids) {
    const { variantSnapshots } = await products.call(VARIANT_SNAPSHOTS, { ids }, { idempotent: true });
    return variantSnapshots ?? [];
  },
});
