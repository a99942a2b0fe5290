import type { BrandId, CategoryId, ProductId, VariantId } from '../ids.ts';

/** The product as others need it; published on creation and on every change. `version` only grows. */
export type ProductChanged = {
  readonly type: 'products.product-changed.v1';
  readonly productId: ProductId;
  readonly version: number;
  readonly status: 'DRAFT' | 'IN_REVIEW' | 'ACTIVE' | 'SUPPRESSED' | 'ARCHIVED';
  readonly title: string;
  readonly slug: string;
  readonly categoryId: CategoryId;
  /** From the department down to `categoryId`, itself included. */
  readonly categoryPath: readonly CategoryId[];
  readonly brandId: BrandId | null;
  readonly variants: readonly {
    readonly variantId: VariantId;
    readonly sku: string;
    readonly title: string;
    readonly taxClass: string;
    readonly weightGrams: number | null;
    readonly imageUrl: string | null;
  }[];
};
export type ProductsEvent = ProductChanged;
