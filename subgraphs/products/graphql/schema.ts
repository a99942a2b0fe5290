import type { BrandId, CategoryId, ProductId, VariantId } from '@emporium/contracts/ids';
import { buildSubgraph, eachById, type SubgraphSchema } from '@emporium/platform/graphql';
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
      Product: eachById(async (id: ProductId, { products, viewer }) => {
        const product = await products.load(id);
        return product !== null && maySee(viewer, product) ? product : null;
      }),
      ProductVariant: async (references, { variants }) => {
        const skus = references.flatMap(({ id, sku }) => (id === undefined ? [sku as string] : []));
        const bySku = new Map((skus.length > 0 ? await reads.variantsBySku(skus) : []).map((row) => [row.sku, row]));
        return Promise.all(
          references.map(async ({ id, sku }) =>
            id === undefined ? (bySku.get(sku as string) ?? null) : variants.load(id as VariantId),
          ),
        );
      },
      Category: eachById((id: CategoryId, { categories }) => categories.load(id)),
      Brand: eachById((id: BrandId, { brands }) => brands.load(id)),
    },
  });
