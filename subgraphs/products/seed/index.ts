import { bulkLoad } from '@emporium/platform/db';
import type { SeedContext } from '@emporium/platform/subgraph';
import { BRANDS } from '@emporium/world/brands';
import { products as worldProducts } from '@emporium/world/products';
import { CATEGORIES } from '@emporium/world/taxonomy';
import { buildCards } from './cards.ts';
import { buildLexicon } from './lexicon.ts';

/** The catalogue, with cards as if every other subgraph had told its part already. */
export async function seed({ db, products, now, progress }: SeedContext): Promise<void> {
  await bulkLoad(
    db.url,
    'category',
    ['id', 'slug', 'name', 'parent_id', 'path_ids', 'position', 'attributes'],
    CATEGORIES.map((category) => [
      category.id,
      category.slug,
      category.name,
      category.parentId,
      category.pathIds,
      category.position,
      JSON.stringify(
        category.attributes.map(({ key, label, type, unit, values, facetable }) => ({
          key,
          label,
          type,
          unit,
          values,
          facetable,
        })),
      ),
    ]),
  );
  await bulkLoad(
    db.url,
    'brand',
    ['id', 'slug', 'name', 'verified'],
    BRANDS.map((brand) => [brand.id, brand.slug, brand.name, brand.verified]),
  );
  await bulkLoad(
    db.url,
    'product',
    [
      'id',
      'slug',
      'title',
      'description_html',
      'brand_id',
      'category_id',
      'status',
      'attributes',
      'options',
      'media',
      'compliance_flags',
      'carbon_footprint_grams',
      'created_at',
      'updated_at',
    ],
    productRows(products),
    progress,
  );
  await bulkLoad(
    db.url,
    'variant',
    [
      'id',
      'product_id',
      'position',
      'sku',
      'gtin',
      'title',
      'selected_options',
      'weight_grams',
      'dimensions_mm',
      'tax_class',
      'image_path',
    ],
    variantRows(products),
    progress,
  );
  await buildCards(db, { products, now }, progress);
  await buildLexicon(db);
}

function* productRows(count: number) {
  for (const product of worldProducts(count)) {
    yield [
      product.id,
      product.slug,
      product.title,
      product.descriptionHtml,
      product.brandId,
      product.categoryId,
      'ACTIVE',
      JSON.stringify(
        product.attributes.map(({ key, label, value, unit, facetable }) => ({ key, label, value, unit, facetable })),
      ),
      JSON.stringify(product.options),
      JSON.stringify(product.images),
      product.complianceFlags,
      product.carbonFootprintGrams,
      product.createdAt,
      product.updatedAt,
    ];
  }
}

function* variantRows(count: number) {
  for (const { variants } of worldProducts(count)) {
    for (const variant of variants) {
      yield [
        variant.id,
        variant.productId,
        variant.position,
        variant.sku,
        variant.gtin,
        variant.title,
        JSON.stringify(variant.selectedOptions),
        variant.weightGrams,
        variant.dimensionsMm,
        variant.taxClass,
        variant.imagePath,
      ];
    }
  }
}
