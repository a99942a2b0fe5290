import type { VariantId } from '@emporium/contracts/ids';
import { typedDocument, type ServiceClient } from '@emporium/platform/client';
import type { ProductsPort } from '../app/ports.ts';

const TITLES = typedDocument<
  { readonly variantSnapshots: readonly { readonly title: string }[] | null },
  { ids: readonly VariantId[] }
>(`
  query VariantTitles($ids: [ID!]!) {
    variantSnapshots(ids: $ids) { title }
  }`);

export const productsClient = (products: ServiceClient): ProductsPort => ({
  async title(id) {
    const { variantSnapshots } = await products.call(TITLES, { ids: [id] }, { idempotent: true });
    return variantSnapshots?.[0]?.title ?? null;
  },
});
