import type { CategoryId } from '@emporium/contracts/ids';
import type { Database } from '@emporium/platform/db';
import type { Brand, CatalogueReads, VariantSnapshot } from '../app/ports.ts';
import {
  CATEGORY_COLUMNS,
  toCategory,
  toProduct,
  toVariant,
  type CategoryRow,
  type ProductRow,
  type VariantRow,
} from './rows.ts';

export const postgresReads = (db: Database): CatalogueReads => ({
  async products(ids) {
    return (await db.query<ProductRow>('SELECT * FROM product WHERE id = ANY($1)', [ids])).map(toProduct);
  },
  async productBySlug(slug) {
    const row = await db.one<ProductRow>('SELECT * FROM product WHERE slug = $1', [slug]);
    return row && toProduct(row);
  },
  async variants(ids) {
    return (await db.query<VariantRow>('SELECT * FROM variant WHERE id = ANY($1)', [ids])).map(toVariant);
  },
  async variantsBySku(skus) {
    return (await db.query<VariantRow>('SELECT * FROM variant WHERE sku = ANY($1)', [skus])).map(toVariant);
  },
  async variantByGtin(gtin) {
    const row = await db.one<VariantRow>('SELECT * FROM variant WHERE gtin = $1', [gtin]);
    return row && toVariant(row);
  },
  async variantsOf(productIds) {
    const sql = 'SELECT * FROM variant WHERE product_id = ANY($1) ORDER BY product_id, position';
    return (await db.query<VariantRow>(sql, [productIds])).map(toVariant);
  },
  snapshots: (variantIds) =>
    db.query<VariantSnapshot>(
      `SELECT v.id AS "variantId", p.id AS "productId", v.sku, v.title, p.title AS "productTitle", p.slug,
              coalesce(v.image_path, p.media -> 0 ->> 'path') AS "imagePath", v.tax_class AS "taxClass",
              v.weight_grams AS "weightGrams", p.category_id AS "categoryId", c.path_ids AS "categoryPath",
              p.brand_id AS "brandId"
         FROM variant v JOIN product p ON p.id = v.product_id JOIN category c ON c.id = p.category_id
        WHERE v.id = ANY($1)`,
      [variantIds],
    ),
  async categories(ids) {
    const rows = await db.query<CategoryRow>(
      `SELECT ${CATEGORY_COLUMNS} FROM category
        WHERE id = ANY(ARRAY(SELECT unnest(path_ids) FROM category WHERE id = ANY($1)))`,
      [ids],
    );
    return rows.map(toCategory);
  },
  async categoryBySlug(slug) {
    const row = await db.one<CategoryRow>(`SELECT ${CATEGORY_COLUMNS} FROM category WHERE slug = $1`, [slug]);
    return row && toCategory(row);
  },
  async childrenOf(parentIds) {
    const rows = await db.query<CategoryRow>(
      `SELECT ${CATEGORY_COLUMNS} FROM category
        WHERE parent_id = ANY($1) OR ($2 AND parent_id IS NULL) ORDER BY parent_id, position`,
      [parentIds.filter((id) => id !== null), parentIds.includes(null)],
    );
    return rows.map(toCategory);
  },
  productCounts: (ids) =>
    db.query<{ id: CategoryId; count: number }>(
      `SELECT id, (SELECT count(*)::int FROM product_card WHERE listed AND category_path @> ARRAY[id]) AS count
         FROM unnest($1::text[]) AS id`,
      [ids],
    ),
  brands: (ids) => db.query<Brand>('SELECT id, slug, name, verified FROM brand WHERE id = ANY($1)', [ids]),
  brandBySlug: (slug) => db.one<Brand>('SELECT id, slug, name, verified FROM brand WHERE slug = $1', [slug]),
});
