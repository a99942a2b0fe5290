import type { BrandId, CategoryId, ProductId, VariantId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { Category, Product, Variant } from '../domain/product.ts';

export interface Brand {
  readonly id: BrandId;
  readonly slug: string;
  readonly name: string;
  readonly verified: boolean;
}

/** What a cart, a checkout and a seller's listing need to know of a variant. */
export interface VariantSnapshot {
  readonly variantId: VariantId;
  readonly productId: ProductId;
  readonly sku: string;
  readonly title: string;
  readonly productTitle: string;
  readonly slug: string;
  readonly imagePath: string | null;
  readonly taxClass: string;
  readonly weightGrams: number | null;
  readonly categoryId: CategoryId;
  readonly categoryPath: readonly CategoryId[];
  readonly brandId: BrandId | null;
}

/** Reads for the schema, each one statement whatever the number of keys. */
export interface CatalogueReads {
  products(ids: readonly ProductId[]): Promise<readonly Product[]>;
  productBySlug(slug: string): Promise<Product | null>;
  variants(ids: readonly VariantId[]): Promise<readonly Variant[]>;
  variantsBySku(skus: readonly string[]): Promise<readonly Variant[]>;
  variantByGtin(gtin: string): Promise<Variant | null>;
  /** All variants of products, in their order; some dozens a product at most. */
  variantsOf(productIds: readonly ProductId[]): Promise<readonly Variant[]>;
  snapshots(variantIds: readonly VariantId[]): Promise<readonly VariantSnapshot[]>;
  /** The categories, and those above them: a breadcrumb needs no second look. */
  categories(ids: readonly CategoryId[]): Promise<readonly Category[]>;
  categoryBySlug(slug: string): Promise<Category | null>;
  /** Null parent: the departments. */
  childrenOf(parentIds: readonly (CategoryId | null)[]): Promise<readonly Category[]>;
  /** Listed products in the categories and below them. */
  productCounts(ids: readonly CategoryId[]): Promise<readonly { readonly id: CategoryId; readonly count: number }[]>;
  brands(ids: readonly BrandId[]): Promise<readonly Brand[]>;
  brandBySlug(slug: string): Promise<Brand | null>;
}

export interface CatalogueStore {
  lockProduct(tx: Tx, id: ProductId): Promise<Product | null>;
  /** Products in the category and below it, in the order of their ids, from after one. */
  lockProductsBelow(
    tx: Tx,
    categoryId: CategoryId,
    after: ProductId | null,
    limit: number,
  ): Promise<readonly Product[]>;
  readCategory(tx: Tx, id: CategoryId): Promise<Category | null>;
  /** How deep the tree goes on below a category; 0 for a leaf. */
  levelsBelow(tx: Tx, category: Category): Promise<number>;
  readCategories(tx: Tx, ids: readonly CategoryId[]): Promise<readonly Category[]>;
  /** Locks the tree, so that two moves cannot make a circle together. */
  lockTree(tx: Tx): Promise<void>;
  brandExists(tx: Tx, id: BrandId): Promise<boolean>;
  /** Slugs that begin with this one and are taken. */
  takenSlugs(tx: Tx, slug: string): Promise<readonly string[]>;
  /** In the order of their products, and of their places. */
  variantsOf(tx: Tx, ids: readonly ProductId[]): Promise<readonly Variant[]>;
  skusTaken(tx: Tx, skus: readonly string[]): Promise<readonly string[]>;
  insertProduct(tx: Tx, product: Product, variants: readonly Variant[]): void;
  updateProduct(tx: Tx, product: Product): void;
  /** Of locked products: what is told of them is news. */
  countUpVersions(tx: Tx, ids: readonly ProductId[]): void;
  categorySlugTaken(tx: Tx, slug: string): Promise<boolean>;
  insertCategory(tx: Tx, category: Category): void;
  /** Moves a category and everything below it. */
  moveCategory(tx: Tx, category: Category, parentId: CategoryId | null, path: readonly CategoryId[]): void;
  /** Builds the product's card anew from its own data; what other subgraphs told stays. */
  refreshCard(tx: Tx, id: ProductId): void;
}
