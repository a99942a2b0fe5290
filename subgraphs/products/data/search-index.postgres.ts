import type { Database } from '@emporium/platform/db';
import type { Hit, ProductSort, SearchIndex, SearchRequest, Suggestion } from '../app/search.ts';
import { FACETS, toFacets, type FacetRow } from './search-facets.ts';
import { IN_BRAND, IN_PRICE, IN_RATING, MATCHES, MEETS_ATTRIBUTES, parameters, QUERY } from './search-conditions.ts';

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

const SORT: Readonly<Record<ProductSort, { readonly value: string; readonly direction: 'ASC' | 'DESC' }>> = {
  RELEVANCE: {
    value: `(ts_rank_cd(document, ${QUERY}) * (1 + popularity) * (0.8 + coalesce(rating_hundredths, 300) / 2500.0)
      * CASE availability WHEN 'OUT_OF_STOCK' THEN 0.6 ELSE 1 END)::float8`,
    direction: 'DESC',
  },
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
    const sort = request.text === null && request.sort === 'RELEVANCE' ? SORT.FEATURED : SORT[request.sort];
    const beyond = sort.direction === 'ASC' ? '>' : '<';
    return db.query<Hit>(
      `SELECT ${HIT}, ${sort.value} AS "sortValue" FROM product_card
        WHERE ${MATCHES} AND ${IN_BRAND} AND ${IN_PRICE} AND ${IN_RATING} AND ${MEETS_ATTRIBUTES}
          AND ($14::float8 IS NULL OR ${sort.value} ${beyond} $14 OR (${sort.value} = $14 AND product_id > $15))
        ORDER BY ${sort.value} ${sort.direction}, product_id LIMIT $16`,
      [...parameters(request), after?.sortValue ?? null, after?.productId ?? null, first + 1],
    );
  },

  async facets(request: SearchRequest) {
    return toFacets(await db.query<FacetRow>(FACETS, parameters(request)), request);
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
    db.query<Suggestion>(
      `SELECT kind, text, reference FROM suggestion WHERE sort_text LIKE plain($1) ESCAPE '\\'
        ORDER BY weight DESC, sort_text LIMIT $2`,
      [`${prefix.replace(/[\\%_]/g, '\\$&')}%`, limit],
    ),
});
