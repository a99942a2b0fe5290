import type { BrandId, CategoryId, ProductId, VariantId } from '@emporium/contracts/ids';
import { buildSubgraph, type SubgraphSchema } from '@emporium/platform/graphql';
import type DataLoader from 'dataloader';
import type { Catalogue } from '../app/catalogue.ts';
import type { CatalogueReads } from '../app/ports.ts';
import type { SearchIndex } from '../app/search.ts';
import { CatalogueResolver } from './catalogue.resolver.ts';
import { CategoryResolver } from './category.resolver.ts';
import type { ProductsContext } from './context.ts';
import type { MediaUrl } from './present.ts';
import { maySee, ProductResolver } from './product.resolver.ts';
import { SearchResolver } from './search.resolver.ts';
import { RangeFacetType, TermFacetType } from './types/search.ts';
import { VariantResolver } from './variant.resolver.ts';

interface Deps {
  readonly catalogue: Catalogue;
  readonly reads: CatalogueReads;
  readonly index: SearchIndex;
  readonly mediaUrl: MediaUrl;
}

export const createSchema = ({ catalogue, reads, index, mediaUrl }: Deps): SubgraphSchema =>
  buildSubgraph<ProductsContext>({
    resolvers: [
      new CatalogueResolver(catalogue, reads),
      new CategoryResolver(reads),
      new ProductResolver(reads, mediaUrl),
      new SearchResolver(index),
      new VariantResolver(reads, mediaUrl),
    ],
    orphanedTypes: [TermFacetType, RangeFacetType],
    references: {
      Product: async (references, { products, viewer }) => {
        const rows = await loadAll(
          products,
          references.map(({ id }) => id as ProductId),
        );
        return rows.map((product) => (product !== null && maySee(viewer, product) ? product : null));
      },
      ProductVariant: async (references, { variants }) => {
        const skus = references.flatMap(({ id, sku }) => (id === undefined ? [sku as string] : []));
        const bySku = new Map((skus.length > 0 ? await reads.variantsBySku(skus) : []).map((row) => [row.sku, row]));
        const ids = references.map(
          ({ id, sku }) => (id as VariantId | undefined) ?? bySku.get(sku as string)?.id ?? null,
        );
        for (const variant of bySku.values()) variants.prime(variant.id, variant);
        const known = await loadAll(
          variants,
          ids.filter((id) => id !== null),
        );
        const byId = new Map(known.map((variant) => [variant?.id, variant]));
        return ids.map((id) => (id === null ? null : (byId.get(id) ?? null)));
      },
      Category: (references, { categories }) =>
        loadAll(
          categories,
          references.map(({ id }) => id as CategoryId),
        ),
      Brand: (references, { brands }) =>
        loadAll(
          brands,
          references.map(({ id }) => id as BrandId),
        ),
    },
  });

const loadAll = <Key, Row>(loader: DataLoader<Key, Row | null>, keys: readonly Key[]): Promise<(Row | null)[]> =>
  Promise.all(keys.map((key) => loader.load(key)));
