import type { Database } from '@emporium/platform/db';
import type { Hit, ProductSort, SearchIndex, SearchRequest, Suggestion } from '../app/search.ts';
import { facetFiltersOf, matchesOf, Parameters, queryOf } from './search-conditions.ts';
import { facetsOf, toFacets, type FacetRow } from './search-facets.ts';

/**
 * Relevance is the text's rank times what shoppers think of the product:
 *
 *     ts_rank_cd(document, query) × (1 + popularity) × (0.8 + rating / 25) × (0.6 if out of stock)
 *
 * Titles weigh most (A), brand and category less (B), attributes and description least (C, D).
 */
const RANKING = 'text-popularity-rating-stock-1';

const HIT = `product_id AS "productId", slug, title, image_path AS "imagePath", currency, effective_minor AS "priceMinor",
  CASE WHEN deal_minor < price_minor THEN price_minor ELSE was_minor END AS "wasMinor", deal_ends_at AS "dealEndsAt",
  rating_hundredths AS "ratingHundredths", rating_count AS "ratingCount", availability, prime,
  offer_count AS "offerCount", popularity, updated_at AS "updatedAt"`;

interface Sort {
  readonly value: string;
  readonly direction: 'ASC' | 'DESC';
}

const relevanceOf = (query: string): Sort => ({
  value: `(ts_rank_cd(document, ${query}) * (1 + popularity)
    * (0.8::float8 + coalesce(rating_hundredths, 300) / 2500::float8)
    * CASE availability WHEN 'OUT_OF_STOCK' THEN 0.6::float8 ELSE 1 END)`,
  direction: 'DESC',
});

const SORT: Readonly<Record<Exclude<ProductSort, 'RELEVANCE'>, Sort>> = {
  FEATURED: { value: `(popularity::float8)`, direction: 'DESC' },
  BEST_SELLING: { value: `(popularity::float8)`, direction: 'DESC' },
  PRICE_ASC: { value: `coalesce(effective_minor, 9007199254740991)::float8`, direction: 'ASC' },
  PRICE_DESC: { value: `coalesce(effective_minor, -1)::float8`, direction: 'DESC' },
  RATING: {
    value: `(coalesce(rating_hundredths, 0) + least(rating_count, 200) / 1000.0)::float8`,
    direction: 'DESC',
  },
  NEWEST: { value: `extract(epoch FROM created_at)::float8`, direction: 'DESC' },
};

export const postgresSearchIndex = (db: Database): SearchIndex => ({
  rankingVersion: RANKING,

  hits(request, first, after) {
    const parameters = new Parameters();
    const query = request.text === null ? null : queryOf(request.text, parameters);
    const { value, direction } = sortOf(request.sort, query);
    const conditions = [matchesOf(request, query, parameters)];
    const filters = facetFiltersOf(request.filter, parameters);
    if (filters !== null) {
      conditions.push(filters.brand, filters.price, filters.rating, `${filters.failed} = '{}'`);
    }
    if (after !== null) {
      const [sortValue, id] = [parameters.bind(after.sortValue), parameters.bind(after.productId)];
      const beyond = direction === 'ASC' ? '>' : '<';
      conditions.push(`(${value} ${beyond} ${sortValue} OR (${value} = ${sortValue} AND product_id > ${id}))`);
    }
    return db.search<Hit>(
      `SELECT ${HIT}, ${value} AS "sortValue" FROM product_card WHERE ${conditions.join(' AND ')}
        ORDER BY ${value} ${direction}, product_id LIMIT ${parameters.bind(first + 1)}`,
      parameters.values,
    );
  },

  async facets(request: SearchRequest) {
    const parameters = new Parameters();
    return toFacets(await db.search<FacetRow>(facetsOf(request, parameters), parameters.values), request);
  },

  async correct(text) {
    const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const rows = await db.query<{ asked: string; known: boolean; nearest: string | null }>(
      `SELECT asked, EXISTS (SELECT FROM word WHERE word = plain(asked)) AS known,
              (SELECT word FROM word WHERE word % plain(asked)
                ORDER BY similarity(word, plain(asked)) + ln(1 + frequency) / 40 DESC LIMIT 1) AS nearest
         FROM unnest($1::text[]) AS asked`,
      [words],
    );
    const nearest = new Map(
      rows.flatMap((row) => (row.known || row.nearest === null ? [] : [[row.asked, row.nearest] as const])),
    );
    return nearest.size === 0 ? null : words.map((word) => nearest.get(word) ?? word).join(' ');
  },

  suggest: (prefix, limit) =>
    db.search<Suggestion>(
      `SELECT kind, text, reference FROM suggestion WHERE sort_text LIKE plain($1) ESCAPE '\\'
        ORDER BY weight DESC, sort_text LIMIT $2`,
      [`${prefix.replace(/[\\%_]/g, '\\$&')}%`, limit],
    ),
});

/** Without a text nothing is more relevant than what is popular. */
function sortOf(sort: ProductSort, query: string | null): Sort {
  if (sort !== 'RELEVANCE') return SORT[sort];
  return query === null ? SORT.FEATURED : relevanceOf(query);
}
