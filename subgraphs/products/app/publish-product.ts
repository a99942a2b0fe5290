import type { ProductChanged } from '@emporium/contracts/events';
import type { Tx } from '@emporium/platform/db';
import { appendToOutbox } from '@emporium/platform/outbox';
import type { Category, Product, Variant } from '../domain/product.ts';

/** Tells other subgraphs what they keep of a product: its name, its variants, where it belongs. */
export function publishProduct(tx: Tx, product: Product, variants: readonly Variant[], category: Category): void {
  appendToOutbox(tx, product.id, {
    type: 'products.product-changed.v1',
    productId: product.id,
    version: product.version,
    status: product.status,
    title: product.title,
    slug: product.slug,
    categoryId: product.categoryId,
    categoryPath: category.pathIds,
    brandId: product.brandId,
    variants: variants.map((variant) => ({
      variantId: variant.id,
      sku: variant.sku,
      title: variant.title,
      taxClass: variant.taxClass,
      weightGrams: variant.weightGrams,
      imageUrl: variant.imagePath,
    })),
  } satisfies ProductChanged);
}
