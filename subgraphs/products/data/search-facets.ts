import type { Facets, RangeFacet, SearchRequest, TermFacet } from '../app/search.ts';
import { FAILED_ATTRIBUTES, IN_BRAND, IN_PRICE, IN_RATING, MATCHES } from './search-conditions.ts';

/** More than this many matches are counted as "at least": nobody pages that far, and counting costs. */
const COUNT_LIMIT = 10_000;
const BUCKETS = 12;

export interface FacetRow {
  readonly facet: string;
  readonly value: string | null;
  readonly label: string | null;
  readonly count: number;
  readonly low: bigint | null;
  readonly high: bigint | null;
}

/**
 * One pass over the matches: each row remembers which facet filters it meets, and a facet counts the
 * rows that meet all the others.
 */
export const FACETS = `
  WITH matches AS MATERIALIZED (
    SELECT brand_id, category_path, effective_minor, rating_hundredths, attributes,
           ${IN_BRAND} AS b, ${IN_PRICE} AS p, ${IN_RATING} AS r, ${FAILED_ATTRIBUTES} AS failed
      FROM product_card WHERE ${MATCHES} LIMIT ${COUNT_LIMIT + 1}
  ), depth AS (SELECT coalesce((SELECT cardinality(path_ids) FROM category WHERE id = $2), 0) AS level)
  SELECT 'total' AS facet, NULL AS value, NULL AS label, count(*)::int AS count,
         min(effective_minor) AS low, max(effective_minor) AS high
    FROM matches WHERE b AND p AND r AND failed = '{}'
  UNION ALL
  SELECT 'seen', NULL, NULL, count(*)::int, NULL, NULL FROM matches
  UNION ALL
  (SELECT 'category', c.id, c.name, count(*)::int, NULL, NULL
     FROM matches CROSS JOIN depth JOIN category c ON c.id = category_path[depth.level + 1]
    WHERE b AND p AND r AND failed = '{}'
    GROUP BY c.id, c.name ORDER BY 4 DESC LIMIT ${BUCKETS})
  UNION ALL
  (SELECT 'brand', brand.id, brand.name, count(*)::int, NULL, NULL
     FROM matches JOIN brand ON brand.id = brand_id
    WHERE p AND r AND failed = '{}' GROUP BY brand.id, brand.name ORDER BY 4 DESC LIMIT ${BUCKETS})
  UNION ALL
  SELECT 'rating', stars::text, NULL, count(*)::int, NULL, NULL
    FROM matches JOIN generate_series(1, 4) stars ON rating_hundredths >= stars * 100
   WHERE b AND p AND failed = '{}' GROUP BY stars
  UNION ALL
  SELECT 'price', bucket::text, NULL, count(*)::int, min(effective_minor), max(effective_minor)
    FROM (SELECT effective_minor, ntile(5) OVER (ORDER BY effective_minor) AS bucket
            FROM matches WHERE b AND r AND failed = '{}' AND effective_minor IS NOT NULL) prices
   GROUP BY bucket
  UNION ALL
  (SELECT 'attribute', attribute, NULL, count(*)::int, NULL, NULL
     FROM matches CROSS JOIN LATERAL unnest(attributes) AS attribute
    WHERE b AND p AND r AND (failed = '{}' OR failed = ARRAY[split_part(attribute, '=', 1)])
    GROUP BY attribute ORDER BY 4 DESC LIMIT 80)`;

export function toFacets(rows: readonly FacetRow[], { filter }: SearchRequest): Facets {
  const of = (facet: string): FacetRow[] => rows.filter((row) => row.facet === facet);
  const stars = of('rating').map((row) => ({ ...row, label: `${row.value} stars and up` }));
  const facets: (TermFacet | RangeFacet)[] = [
    terms('category', 'Category', of('category'), filter.categoryId === null ? [] : [filter.categoryId]),
    terms('brand', 'Brand', of('brand'), filter.brandIds ?? []),
    terms('rating', 'Rating', stars, filter.minRating === null ? [] : [String(Math.floor(filter.minRating / 100))]),
    ...priceFacet(of('price'), filter),
    ...attributeFacets(of('attribute'), filter),
  ];
  return {
    totalCount: Math.min(of('total')[0]?.count ?? 0, COUNT_LIMIT),
    exact: (of('seen')[0]?.count ?? 0) <= COUNT_LIMIT,
    facets: facets.filter((facet) => facet.buckets.length > 0),
  };
}

const terms = (key: string, label: string, rows: readonly FacetRow[], selected: readonly string[]): TermFacet => ({
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
