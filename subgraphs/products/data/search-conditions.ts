import type { ProductFilter, SearchRequest } from '../app/search.ts';

/**
 * The conditions of a search over `product_card`. What is not asked for is not in the text, so that PostgreSQL plans for
 * what is; but filters come and go in three groups, not one by one, so that there are some hundred texts and not
 * thousands, and all of them stay prepared.
 */

/** Numbers what goes into a text: `$1`, `$2` and on, in the order in which it is bound. */
export class Parameters {
  readonly values: unknown[] = [];

  /** @returns the parameter's name in the text */
  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** A search's text as PostgreSQL takes it: in a subquery it is read once, and not for each row. */
export const queryOf = (text: string, parameters: Parameters): string =>
  `(SELECT websearch_to_tsquery('english', plain(${parameters.bind(text)})))`;

/** Everything but the filters that have a facet of their own. */
export function matchesOf({ filter }: SearchRequest, query: string | null, parameters: Parameters): string {
  const conditions = ['listed'];
  if (query !== null) conditions.push(`document @@ ${query}`);
  if (filter.categoryId !== null)
    conditions.push(`category_path @> ARRAY[${parameters.bind(filter.categoryId)}::text]`);
  if (filter.ids !== null) conditions.push(`product_id = ANY(${parameters.bind(filter.ids)})`);
  if (isNarrow(filter)) {
    const [sellers, goods] = [parameters.bind(filter.sellerIds), parameters.bind(filter.conditions)];
    conditions.push(
      `(NOT ${parameters.bind(filter.inStockOnly)}::boolean OR availability <> 'OUT_OF_STOCK')`,
      `(NOT ${parameters.bind(filter.primeOnly)}::boolean OR prime)`,
      `(NOT ${parameters.bind(filter.onDealOnly)}::boolean OR deal_ends_at > now())`,
      `(${sellers}::text[] IS NULL OR seller_ids && ${sellers})`,
      `(${goods}::text[] IS NULL OR conditions && ${goods})`,
    );
  }
  return conditions.join(' AND ');
}

const isNarrow = ({ inStockOnly, primeOnly, onDealOnly, sellerIds, conditions }: ProductFilter): boolean =>
  inStockOnly || primeOnly || onDealOnly || sellerIds !== null || conditions !== null;

/** Whether a row meets the filters that have a facet each. */
export interface FacetFilters {
  readonly brand: string;
  readonly price: string;
  readonly rating: string;
  /** The keys of attribute filters that the row does not meet, as an array. */
  readonly failed: string;
}

/** Null where there is no such filter. */
export function facetFiltersOf(filter: ProductFilter, parameters: Parameters): FacetFilters | null {
  const { brandIds, priceMin, priceMax, minRating, attributes } = filter;
  const isUsed = [brandIds, priceMin, priceMax, minRating].some((value) => value !== null) || attributes.length > 0;
  if (!isUsed) return null;
  const [brands, min, max] = [parameters.bind(brandIds), parameters.bind(priceMin), parameters.bind(priceMax)];
  const [rating, wanted] = [parameters.bind(minRating), parameters.bind(attributeParameter(attributes))];
  return {
    brand: `(${brands}::text[] IS NULL OR brand_id = ANY(${brands}))`,
    price: `((${min}::bigint IS NULL OR effective_minor >= ${min}) AND (${max}::bigint IS NULL OR effective_minor <= ${max}))`,
    rating: `(${rating}::int IS NULL OR rating_hundredths >= ${rating})`,
    failed: `CASE WHEN ${wanted}::jsonb IS NULL THEN '{}'::text[] ELSE
      ARRAY(SELECT f.key FROM jsonb_each(${wanted}::jsonb) f
             WHERE NOT attributes && ARRAY(SELECT jsonb_array_elements_text(f.value))) END`,
  };
}

/** `{"colour": ["colour=Red", "colour=Blue"]}`, as cards keep attributes. */
function attributeParameter(attributes: ProductFilter['attributes']): string | null {
  if (attributes.length === 0) return null;
  return JSON.stringify(
    Object.fromEntries(attributes.map(({ key, values }) => [key, values.map((value) => `${key}=${value}`)])),
  );
}
