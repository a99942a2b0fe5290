import type { CatalogueStore } from '../app/ports.ts';
import {
  CATEGORY_COLUMNS,
  toCategory,
  toProduct,
  toVariant,
  type CategoryRow,
  type ProductRow,
  type VariantRow,
} from './rows.ts';

/** A product's own part of its card: what it is called, where it belongs, what can be searched for. */
export const CARD_OF_PRODUCT = `
  SELECT p.id AS product_id, p.status = 'ACTIVE' AS listed, p.slug, p.title, p.media -> 0 ->> 'path' AS image_path,
         p.brand_id, c.path_ids AS category_path,
         ARRAY(SELECT (a ->> 'key') || '=' || (a ->> 'value') FROM jsonb_array_elements(p.attributes) a
                WHERE (a ->> 'facetable')::boolean) AS attributes,
         p.created_at,
         setweight(to_tsvector('english', plain(p.title)), 'A') ||
         setweight(to_tsvector('english', plain(coalesce(b.name, '') || ' ' ||
           (SELECT string_agg(name, ' ') FROM category WHERE id = ANY(c.path_ids)))), 'B') ||
         setweight(to_tsvector('english', plain(coalesce(
           (SELECT string_agg(a ->> 'value', ' ') FROM jsonb_array_elements(p.attributes) a), ''))), 'C') ||
         setweight(to_tsvector('english',
           plain(left(regexp_replace(p.description_html, '<[^>]+>', ' ', 'g'), 2000))), 'D') AS document
    FROM product p JOIN category c ON c.id = p.category_id LEFT JOIN brand b ON b.id = p.brand_id`;

export const CARD_COLUMNS =
  'product_id, listed, slug, title, image_path, brand_id, category_path, attributes, created_at, document';

const REFRESH = `
  INSERT INTO product_card (${CARD_COLUMNS}) ${CARD_OF_PRODUCT} WHERE p.id = $1
  ON CONFLICT (product_id) DO UPDATE
    SET listed = excluded.listed, slug = excluded.slug, title = excluded.title, image_path = excluded.image_path,
        brand_id = excluded.brand_id, category_path = excluded.category_path, attributes = excluded.attributes,
        document = excluded.document, updated_at = now()`;

/** New words of a title become known to the spelling correction. */
const LEARN_WORDS = `
  INSERT INTO word (word, frequency)
  SELECT word, 1 FROM product, regexp_split_to_table(plain(title), '[^[:alnum:]]+') AS word
   WHERE id = $1 AND length(word) > 2 GROUP BY word
  ON CONFLICT (word) DO UPDATE SET frequency = word.frequency + 1`;

export const postgresCatalogueStore = (): CatalogueStore => ({
  async lockProduct(tx, id) {
    const [row] = await tx.query<ProductRow>('SELECT * FROM product WHERE id = $1 FOR UPDATE', [id]);
    return row ? toProduct(row) : null;
  },
  async lockProductsBelow(tx, categoryId, after, limit) {
    const rows = await tx.query<ProductRow>(
      `SELECT p.* FROM product p JOIN category c ON c.id = p.category_id
        WHERE c.path_ids @> ARRAY[$1::text] AND p.id > coalesce($2, '')
        ORDER BY p.id LIMIT $3 FOR UPDATE OF p`,
      [categoryId, after, limit],
    );
    return rows.map(toProduct);
  },
  async readCategory(tx, id) {
    const [row] = await tx.query<CategoryRow>(`SELECT ${CATEGORY_COLUMNS} FROM category WHERE id = $1`, [id]);
    return row ? toCategory(row) : null;
  },
  async levelsBelow(tx, { id, pathIds }) {
    const [deepest] = await tx.query<{ depth: number }>(
      'SELECT max(cardinality(path_ids)) AS depth FROM category WHERE path_ids @> ARRAY[$1::text]',
      [id],
    );
    return deepest!.depth - pathIds.length;
  },
  async readCategories(tx, ids) {
    const rows = await tx.query<CategoryRow>(`SELECT ${CATEGORY_COLUMNS} FROM category WHERE id = ANY($1)`, [ids]);
    return rows.map(toCategory);
  },
  async lockTree(tx) {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('category tree', 0))`);
  },
  async brandExists(tx, id) {
    return (await tx.query('SELECT FROM brand WHERE id = $1', [id])).length > 0;
  },
  async takenSlugs(tx, slug) {
    // Two new products of one title take turns, so that the second sees the first one's slug.
    const [, rows] = await Promise.all([
      tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [slug]),
      tx.query<{ slug: string }>(
        `SELECT slug FROM product WHERE slug = $1 OR slug ~>=~ ($1 || '-') AND slug ~<~ ($1 || '.')`,
        [slug],
      ),
    ]);
    return rows.map((row) => row.slug);
  },
  async variantsOf(tx, ids) {
    const rows = await tx.query<VariantRow>(
      'SELECT * FROM variant WHERE product_id = ANY($1) ORDER BY product_id, position',
      [ids],
    );
    return rows.map(toVariant);
  },
  async skusTaken(tx, skus) {
    const rows = await tx.query<{ sku: string }>('SELECT sku FROM variant WHERE sku = ANY($1)', [skus]);
    return rows.map((row) => row.sku);
  },

  insertProduct(tx, product, variants) {
    tx.write(
      `INSERT INTO product (id, slug, title, description_html, brand_id, category_id, status, attributes, options, media,
                            version, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
      [
        product.id,
        product.slug,
        product.title,
        product.descriptionHtml,
        product.brandId,
        product.categoryId,
        product.status,
        JSON.stringify(product.attributes),
        JSON.stringify(product.options),
        JSON.stringify(product.media),
        product.version,
        product.createdAt,
      ],
    );
    tx.write(
      `INSERT INTO variant (id, product_id, position, sku, gtin, title, selected_options, weight_grams, tax_class)
       SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::int[],
                            $9::text[])`,
      [
        variants.map((variant) => variant.id),
        variants.map((variant) => variant.productId),
        variants.map((variant) => variant.position),
        variants.map((variant) => variant.sku),
        variants.map((variant) => variant.gtin),
        variants.map((variant) => variant.title),
        variants.map((variant) => JSON.stringify(variant.selectedOptions)),
        variants.map((variant) => variant.weightGrams),
        variants.map((variant) => variant.taxClass),
      ],
    );
  },

  updateProduct(tx, product) {
    tx.writeOne(
      `UPDATE product SET title = $2, description_html = $3, brand_id = $4, category_id = $5, status = $6,
                          attributes = $7, version = $8, updated_at = $9 WHERE id = $1 AND version = $8 - 1`,
      [
        product.id,
        product.title,
        product.descriptionHtml,
        product.brandId,
        product.categoryId,
        product.status,
        JSON.stringify(product.attributes),
        product.version,
        product.updatedAt,
      ],
    );
  },

  countUpVersions(tx, ids) {
    tx.write('UPDATE product SET version = version + 1 WHERE id = ANY($1)', [ids]);
  },

  async categorySlugTaken(tx, slug) {
    return (await tx.query('SELECT FROM category WHERE slug = $1', [slug])).length > 0;
  },

  insertCategory(tx, category) {
    tx.write(
      `INSERT INTO category (id, slug, name, parent_id, path_ids, attributes, position)
       SELECT $1, $2, $3, $4, $5, $6, coalesce(max(position), 0) + 1
         FROM category WHERE parent_id IS NOT DISTINCT FROM $4`,
      [
        category.id,
        category.slug,
        category.name,
        category.parentId,
        category.pathIds,
        JSON.stringify(category.attributes),
      ],
    );
  },

  moveCategory(tx, category, parentId, path) {
    tx.write('UPDATE category SET parent_id = $2 WHERE id = $1', [category.id, parentId]);
    tx.write('UPDATE category SET path_ids = $2::text[] || path_ids[$3:] WHERE path_ids @> ARRAY[$1::text]', [
      category.id,
      path.slice(0, -1),
      category.pathIds.length,
    ]);
    tx.write(
      `UPDATE product_card SET category_path = c.path_ids, updated_at = now()
         FROM product p JOIN category c ON c.id = p.category_id
        WHERE p.id = product_card.product_id AND c.path_ids @> ARRAY[$1::text]`,
      [category.id],
    );
  },

  refreshCard(tx, id) {
    tx.write(REFRESH, [id]);
    tx.write(LEARN_WORDS, [id]);
  },
});
