import type { SearchRequest } from '../app/search.ts';

/** The conditions of a search, over `product_card`, with `parameters` as $1 to $13. */

export const QUERY = `websearch_to_tsquery('english', plain($1))`;

/** Everything but the filters that have a facet of their own. */
export const MATCHES = `listed
  AND ($1::text IS NULL OR document @@ ${QUERY})
  AND ($2::text IS NULL OR category_path @> ARRAY[$2::text])
  AND ($3::text[] IS NULL OR product_id = ANY($3))
  AND (NOT $4::boolean OR availability <> 'OUT_OF_STOCK')
  AND (NOT $5::boolean OR prime)
  AND (NOT $6::boolean OR deal_ends_at > now())
  AND ($7::text[] IS NULL OR seller_ids && $7)
  AND ($8::text[] IS NULL OR conditions && $8)`;

export const IN_BRAND = `($9::text[] IS NULL OR brand_id = ANY($9))`;
export const IN_PRICE = `(($10::bigint IS NULL OR effective_minor >= $10) AND ($11::bigint IS NULL OR effective_minor <= $11))`;
export const IN_RATING = `($12::int IS NULL OR rating_hundredths >= $12)`;

/** Keys of attribute filters that a row does not meet. `$13` is `{"colour": ["colour=Red", "colour=Blue"]}`. */
export const FAILED_ATTRIBUTES = `CASE WHEN $13::jsonb IS NULL THEN '{}'::text[] ELSE
  ARRAY(SELECT f.key FROM jsonb_each($13::jsonb) f
         WHERE NOT attributes && ARRAY(SELECT jsonb_array_elements_text(f.value))) END`;
export const MEETS_ATTRIBUTES = `(${FAILED_ATTRIBUTES} = '{}')`;

export const parameters = ({ text, filter }: SearchRequest): unknown[] => [
  text,
  filter.categoryId,
  filter.ids,
  filter.inStockOnly,
  filter.primeOnly,
  filter.onDealOnly,
  filter.sellerIds,
  filter.conditions,
  filter.brandIds,
  filter.priceMin,
  filter.priceMax,
  filter.minRating,
  attributeParameter(filter.attributes),
];

function attributeParameter(attributes: SearchRequest['filter']['attributes']): string | null {
  if (attributes.length === 0) return null;
  return JSON.stringify(
    Object.fromEntries(attributes.map(({ key, values }) => [key, values.map((value) => `${key}=${value}`)])),
  );
}
