import type { BrandId, CategoryId, ProductId, VariantId } from '@emporium/contracts/ids';
import { manyByKey, oneByKey } from '@emporium/platform/graphql';
import type { RequestContext } from '@emporium/platform/subgraph';
import type DataLoader from 'dataloader';
import type { Brand, CatalogueReads } from '../app/ports.ts';
import { NO_FILTER, type Hit, type SearchIndex } from '../app/search.ts';
import type { Category, Product, Variant } from '../domain/product.ts';

export interface ProductsContext extends RequestContext {
  readonly products: DataLoader<ProductId, Product | null>;
  readonly cards: DataLoader<ProductId, Hit | null>;
  readonly variants: DataLoader<VariantId, Variant | null>;
  readonly variantsOf: DataLoader<ProductId, readonly Variant[]>;
  readonly categories: DataLoader<CategoryId, Category | null>;
  readonly childrenOf: DataLoader<CategoryId, readonly Category[]>;
  readonly productCounts: DataLoader<CategoryId, { readonly id: CategoryId; readonly count: number } | null>;
  readonly brands: DataLoader<BrandId, Brand | null>;
}

export const createContext =
  (reads: CatalogueReads, index: SearchIndex) =>
  (request: RequestContext): ProductsContext => ({
    ...request,
    products: oneByKey(
      (ids) => reads.products(ids),
      (product) => product.id,
    ),
    cards: oneByKey(
      (ids) => index.hits({ text: null, filter: { ...NO_FILTER, ids }, sort: 'FEATURED' }, ids.length, null),
      (hit) => hit.productId,
    ),
    variants: oneByKey(
      (ids) => reads.variants(ids),
      (variant) => variant.id,
    ),
    variantsOf: manyByKey(
      (ids) => reads.variantsOf(ids),
      (variant) => variant.productId,
    ),
    categories: categoryLoader(reads),
    childrenOf: manyByKey(
      (ids) => reads.childrenOf(ids),
      (category) => category.parentId!,
    ),
    productCounts: oneByKey(
      (ids) => reads.productCounts(ids),
      (row) => row.id,
    ),
    brands: oneByKey(
      (ids) => reads.brands(ids),
      (brand) => brand.id,
    ),
  });

function categoryLoader(reads: CatalogueReads): DataLoader<CategoryId, Category | null> {
  const loader = oneByKey(
    async (ids: readonly CategoryId[]) => {
      const found = await reads.categories(ids);
      for (const category of found) loader.prime(category.id, category);
      return found;
    },
    (category) => category.id,
  );
  return loader;
}

/** A product that is known by its id; what a field needs beyond that is loaded when it is asked for. */
export interface ProductRef {
  readonly id: ProductId;
  /** Where a list has read the card already. */
  readonly hit?: Hit;
}
