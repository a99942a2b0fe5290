import type { BrandId, CategoryId, ProductId, VariantId } from '@emporium/contracts/ids';
import type { Category, Product, ProductStatus, Variant } from '../domain/product.ts';

export interface ProductRow {
  readonly id: ProductId;
  readonly slug: string;
  readonly title: string;
  readonly description_html: string;
  readonly brand_id: BrandId | null;
  readonly category_id: CategoryId;
  readonly status: ProductStatus;
  readonly attributes: Product['attributes'];
  readonly options: Product['options'];
  readonly media: Product['media'];
  readonly compliance_flags: readonly string[];
  readonly carbon_footprint_grams: number | null;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export const toProduct = (row: ProductRow): Product => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  descriptionHtml: row.description_html,
  brandId: row.brand_id,
  categoryId: row.category_id,
  status: row.status,
  attributes: row.attributes,
  options: row.options,
  media: row.media,
  complianceFlags: row.compliance_flags,
  carbonFootprintGrams: row.carbon_footprint_grams,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

export interface VariantRow {
  readonly id: VariantId;
  readonly product_id: ProductId;
  readonly position: number;
  readonly sku: string;
  readonly gtin: string | null;
  readonly title: string;
  readonly selected_options: Variant['selectedOptions'];
  readonly weight_grams: number | null;
  readonly dimensions_mm: readonly number[] | null;
  readonly tax_class: string;
  readonly image_path: string | null;
}

export const toVariant = (row: VariantRow): Variant => ({
  id: row.id,
  productId: row.product_id,
  position: row.position,
  sku: row.sku,
  gtin: row.gtin,
  title: row.title,
  selectedOptions: row.selected_options,
  weightGrams: row.weight_grams,
  dimensionsMm: row.dimensions_mm,
  taxClass: row.tax_class,
  imagePath: row.image_path,
});

export interface CategoryRow {
  readonly id: CategoryId;
  readonly slug: string;
  readonly name: string;
  readonly parent_id: CategoryId | null;
  readonly path_ids: readonly CategoryId[];
  readonly attributes: Category['attributes'];
}

export const toCategory = (row: CategoryRow): Category => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  parentId: row.parent_id,
  pathIds: row.path_ids,
  attributes: row.attributes,
});

export const CATEGORY_COLUMNS = 'id, slug, name, parent_id, path_ids, attributes';
