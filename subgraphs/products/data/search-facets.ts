import type { Facets, RangeFacet, SearchRequest, TermFacet } from '../app/search.ts';
import { facetFiltersOf, matchesOf, queryOf, type FacetFilters, type Parameters } from './search-conditions.ts';

/** More than this many matches are counted as "at least": nobody pages that far, and counting costs. */
const COUNT_LIMIT = 10_000;
const BUCKETS = 12;
const ATTRIBUTES = 80;

export interface FacetRow {
  readonly facet: string;
  readonly value: string | null;
  readonly label: string | null;
  readonly count: number;
  readonly low: bigint | null;
  readonly high: bigint | null;
  /** With the total: how many match whatever is filtered, and how many have 1, 2, 3 and 4 stars and up. */
  readonly counts: readonly number[] | null;
}

/**
 * The matches are found once, and each facet counts them in a pass of its own. With facet filters, each row remembers
 * which it meets, and a facet counts the rows that meet all the others.
 */
export function facetsOf(request: SearchRequest, parameters: Parameters): string {
  const query = request.text === null ? null : queryOf(request.text, parameters);
  const matches = matchesOf(request, query, parameters);
  const filters = facetFiltersOf(request.filter, parameters);
  const { categoryId } = request.filter;
  const level =
    categoryId === null
      ? '1'
      : `1 + (SELECT cardinality(path_ids) FROM category WHERE id = ${parameters.bind(categoryId)})`;
  return `
  WITH matches AS MATERIALIZED (
    SELECT brand_id, category_path[${level}] AS category_id, effective_minor, rating_hundredths, attributes
           ${filters === null ? '' : marksOf(filters)}
      FROM product_card WHERE ${matches} LIMIT ${COUNT_LIMIT + 1}
  )
  SELECT 'total' AS facet, NULL AS value, NULL AS label, ${countOf(meets(filters))} AS count,
         NULL::bigint AS low, NULL::bigint AS high,
         ARRAY[count(*), ${[1, 2, 3, 4].map((stars) => countOf(`rating_hundredths >= ${stars * 100} AND ${meets(filters, 'rating')}`)).join(', ')}]::int[] AS counts
    FROM matches
  UNION ALL
  (SELECT 'category', id, name, count, NULL, NULL, NULL
     FROM (SELECT category_id AS id, count(*)::int AS count FROM matches WHERE ${meets(filters)} GROUP BY 1) m
          JOIN category USING (id) ORDER BY count DESC, id LIMIT ${BUCKETS})
  UNION ALL
  (SELECT 'brand', id, name, count, NULL, NULL, NULL
     FROM (SELECT brand_id AS id, count(*)::int AS count FROM matches WHERE ${meets(filters, 'brand')} GROUP BY 1) m
          JOIN brand USING (id) ORDER BY count DESC, id LIMIT ${BUCKETS})
  UNION ALL
  (SELECT 'attribute', unnest(${attributesOf(filters)}) AS attribute, NULL, count(*)::int AS count, NULL, NULL, NULL
     FROM matches GROUP BY attribute ORDER BY count DESC, attribute LIMIT ${ATTRIBUTES})
  UNION ALL
  SELECT 'price', bucket::text, NULL, count(*)::int, min(effective_minor), max(effective_minor), NULL
    FROM (SELECT effective_minor, ntile(5) OVER (ORDER BY effective_minor) AS bucket
            FROM matches WHERE effective_minor IS NOT NULL AND ${meets(filters, 'price')}) prices
   GROUP BY bucket`;
}

const marksOf = ({ brand, price, rating, failed }: FacetFilters): string =>
  `, ${brand} AS in_brand, ${price} AS in_price, ${rating} AS in_rating, ${failed} AS failed`;

/** The condition that a match meets all filters but this facet's own. */
function meets(filters: FacetFilters | null, except: 'brand' | 'price' | 'rating' | null = null): string {
  if (filters === null) return 'true';
  const others = ['brand', 'price', 'rating'].filter((facet) => facet !== except).map((facet) => `in_${facet}`);
  return [...others, `failed = '{}'`].join(' AND ');
}

const countOf = (condition: string): string => `count(*) FILTER (WHERE ${condition})::int`;

/** The attributes that a match counts for: an attribute's own filter does not narrow its own counts. */
function attributesOf(filters: FacetFilters | null): string {
  if (filters === null) return 'attributes';
  return `CASE WHEN NOT (in_brand AND in_price AND in_rating) THEN '{}'
               WHEN failed = '{}' THEN attributes
               ELSE ARRAY(SELECT a FROM unnest(attributes) a WHERE failed = ARRAY[split_part(a, '=', 1)]) END`;
}

export function toFacets(rows: readonly FacetRow[], { filter }: SearchRequest): Facets {
  const of = (facet: string): FacetRow[] => rows.filter((row) => row.facet === facet);
  const [total] = of('total');
  const [seen = 0, ...starCounts] = total?.counts ?? [];
  const facets: (TermFacet | RangeFacet)[] = [
    terms('category', 'Category', of('category'), filter.categoryId === null ? [] : [filter.categoryId]),
    terms('brand', 'Brand', of('brand'), filter.brandIds ?? []),
    terms(
      'rating',
      'Rating',
      starRows(starCounts),
      filter.minRating === null ? [] : [String(Math.floor(filter.minRating / 100))],
    ),
    ...priceFacet(of('price'), filter),
    ...attributeFacets(of('attribute'), filter),
  ];
  return {
    totalCount: Math.min(total?.count ?? 0, COUNT_LIMIT),
    exact: seen <= COUNT_LIMIT,
    facets: facets.filter((facet) => facet.buckets.length > 0),
  };
}

const starRows = (counts: readonly number[]): Bucket[] =>
  counts
    .map((count, index) => ({ value: String(index + 1), label: `${index + 1} stars and up`, count }))
    .filter(({ count }) => count > 0);

type Bucket = Pick<FacetRow, 'value' | 'label' | 'count'>;

const terms = (key: string, label: string, rows: readonly Bucket[], selected: readonly string[]): TermFacet => ({
  kind: 'terms',
  key,
  label,
  buckets: rows.map((row) => ({
    value: row.value!,
    label: row.label ?? row.value!,
    count: row.count,
    selected: selected.includes(row.value!),
  })),
});

function priceFacet(rows: readonly FacetRow[], filter: SearchRequest['filter']): RangeFacet[] {
  const buckets = [...rows].sort((a, b) => Number(a.low! - b.low!));
  if (buckets.length === 0) return [];
  return [
    {
      kind: 'range',
      key: 'price',
      label: 'Price',
      currency: 'USD',
      minMinor: buckets[0]!.low!,
      maxMinor: buckets.at(-1)!.high!,
      buckets: buckets.map((row) => ({
        fromMinor: row.low!,
        toMinor: row.high,
        count: row.count,
        selected: filter.priceMin === row.low && filter.priceMax === row.high,
      })),
    },
  ];
}

/** `colour=Red` rows to one facet a key, the most telling keys first. */
function attributeFacets(rows: readonly FacetRow[], filter: SearchRequest['filter']): TermFacet[] {
  const byKey = Map.groupBy(rows, (row) => row.value!.slice(0, row.value!.indexOf('=')));
  return [...byKey].slice(0, BUCKETS).map(([key, values]) => ({
    kind: 'terms',
    key,
    label: key.replace(/[-_]/g, ' ').replace(/^./, (letter) => letter.toUpperCase()),
    buckets: values.slice(0, BUCKETS).map((row) => {
      const value = row.value!.slice(key.length + 1);
      const selected = filter.attributes.some((chosen) => chosen.key === key && chosen.values.includes(value));
      return { value, label: value, count: row.count, selected };
    }),
  }));
}
