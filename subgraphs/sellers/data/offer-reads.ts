import type { CategoryId, OfferId, ProductId, SellerId, VariantId } from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import { decodeCursor, idAfter } from '@emporium/platform/cursor';
import type { Database } from '@emporium/platform/db';
import { money } from '@emporium/platform/money';
import { z } from 'zod';
import type { OfferPage, SellersReads } from '../app/reads.ts';
import type { OfferCondition } from '../domain/offer.ts';
import {
  CANDIDATE_COLUMNS,
  moneyOrNull,
  OFFER_COLUMNS,
  ON_SALE,
  toCandidate,
  toOffer,
  type CandidateRow,
  type OfferRow,
} from './offer-row.ts';

type OfferReads = Pick<
  SellersReads,
  | 'offersByIds'
  | 'offersOfVariants'
  | 'offersOfSellers'
  | 'candidatesOf'
  | 'featuredNew'
  | 'summaries'
  | 'priceHistory'
  | 'commerceOffers'
>;

const priceCursor = z.tuple([z.string().regex(/^\d{1,18}$/), z.string()]);

/** A row of a page, or (nothing but `key` and `total`) the sign that the page is empty. */
type PageRow = OfferRow & { readonly key: string; readonly total: number };

/** The featured offer's columns, all null where there is none, and the listing's. */
interface SummaryRow extends OfferRow {
  readonly listing_id: ProductId;
  readonly listing_currency: CurrencyCode;
  readonly featured_offer_id: OfferId | null;
  readonly price_from_minor: bigint | null;
  readonly was_price_minor: bigint | null;
  readonly lowest_minor: bigint | null;
  readonly highest_minor: bigint | null;
  readonly offer_count: number;
  readonly listing_prime: boolean;
  readonly seller_ids: readonly SellerId[];
  readonly conditions: readonly OfferCondition[];
}

export const postgresOfferReads = (db: Database): OfferReads => ({
  async offersByIds(ids) {
    const rows = await db.query<OfferRow>(`SELECT ${OFFER_COLUMNS} FROM offer o WHERE o.id = ANY($1)`, [ids]);
    return rows.map(toOffer);
  },

  async offersOfVariants(variantIds, condition, page) {
    const [price, id] = page.after === null ? [null, null] : decodeCursor(page.after, priceCursor);
    const rows = await db.query<PageRow>(
      `SELECT k.key, (SELECT count(*)::int FROM offer o JOIN seller s ON s.id = o.seller_id
                       WHERE o.variant_id = k.key AND ${ON_SALE} AND ($2::text IS NULL OR o.condition = $2)) AS total, p.*
         FROM unnest($1::text[]) AS k (key)
         LEFT JOIN LATERAL (
              SELECT ${OFFER_COLUMNS} FROM offer o JOIN seller s ON s.id = o.seller_id
               WHERE o.variant_id = k.key AND ${ON_SALE} AND ($2::text IS NULL OR o.condition = $2)
                 AND ($3::bigint IS NULL OR (o.price_minor, o.id) > ($3, $4::text))
               ORDER BY o.price_minor, o.id LIMIT $5) p ON true`,
      [variantIds, condition, price, id, page.first + 1],
    );
    return toPages<VariantId>(rows);
  },

  async offersOfSellers(sellerIds, insight, search, page) {
    const id = idAfter(page);
    const mine = `o.seller_id = k.key AND (${ON_SALE} OR $2 OR o.seller_id = ANY($3))
                  AND ($4::text IS NULL OR position(lower($4) IN lower(v.title)) > 0)`;
    const joined = 'offer o JOIN seller s ON s.id = o.seller_id JOIN variant v ON v.id = o.variant_id';
    const rows = await db.search<PageRow>(
      `SELECT k.key, (SELECT count(*)::int FROM ${joined} WHERE ${mine}) AS total, p.*
         FROM unnest($1::text[]) AS k (key)
         LEFT JOIN LATERAL (
              SELECT ${OFFER_COLUMNS} FROM ${joined}
               WHERE ${mine} AND ($5::text IS NULL OR o.id < $5)
               ORDER BY o.id DESC LIMIT $6) p ON true`,
      [sellerIds, insight === 'all', insight === 'all' ? [] : insight, search, id, page.first + 1],
    );
    return toPages<SellerId>(rows);
  },

  async candidatesOf(variantIds) {
    const rows = await db.query<CandidateRow>(
      `SELECT ${CANDIDATE_COLUMNS} FROM offer o JOIN seller s ON s.id = o.seller_id
        WHERE o.variant_id = ANY($1) AND ${ON_SALE}`,
      [variantIds],
    );
    return rows.map(toCandidate);
  },

  featuredNew: (variantIds) =>
    db.query<{ variantId: VariantId; offerId: OfferId | null }>(
      `SELECT id AS "variantId", featured_offer_id AS "offerId" FROM variant WHERE id = ANY($1)`,
      [variantIds],
    ),

  async summaries(productIds) {
    const rows = await db.query<SummaryRow>(
      `SELECT l.product_id AS listing_id, l.currency AS listing_currency, l.featured_offer_id, l.price_from_minor,
              l.was_price_minor, l.lowest_minor, l.highest_minor, l.offer_count, l.prime_eligible AS listing_prime,
              l.seller_ids, l.conditions, ${OFFER_COLUMNS}
         FROM listing l LEFT JOIN offer o ON o.id = l.featured_offer_id WHERE l.product_id = ANY($1)`,
      [productIds],
    );
    return rows.map((row) => ({
      productId: row.listing_id,
      featuredOfferId: row.featured_offer_id,
      featuredOffer: row.id === null ? null : toOffer(row),
      priceFrom: moneyOrNull(row.price_from_minor, row.listing_currency),
      wasPrice: moneyOrNull(row.was_price_minor, row.listing_currency),
      lowest: moneyOrNull(row.lowest_minor, row.listing_currency),
      highest: moneyOrNull(row.highest_minor, row.listing_currency),
      offerCount: row.offer_count,
      primeEligible: row.listing_prime,
      sellerIds: row.seller_ids,
      conditions: row.conditions,
    }));
  },

  async priceHistory(offerIds) {
    const rows = await db.query<{ offer_id: OfferId; at: Date; price_minor: bigint; currency: CurrencyCode }>(
      `SELECT offer_id, at, price_minor, currency FROM price_point
        WHERE offer_id = ANY($1) AND at > now() - interval '1 year' ORDER BY offer_id, at`,
      [offerIds],
    );
    return rows.map((row) => ({ offerId: row.offer_id, at: row.at, price: money(row.price_minor, row.currency) }));
  },

  async commerceOffers(ids) {
    const rows = await db.query<
      OfferRow & { seller_name: string; commission_plan: string; category_path: readonly CategoryId[] }
    >(
      `SELECT ${OFFER_COLUMNS}, s.display_name AS seller_name, s.commission_plan, l.category_path
         FROM offer o JOIN seller s ON s.id = o.seller_id JOIN listing l ON l.product_id = o.product_id
        WHERE o.id = ANY($1)`,
      [ids],
    );
    return rows.map((row) => ({
      ...toOffer(row),
      sellerName: row.seller_name,
      commissionPlan: row.commission_plan,
      categoryPath: row.category_path,
    }));
  },
});

function toPages<Key extends string>(rows: readonly PageRow[]): OfferPage<Key>[] {
  return [...Map.groupBy(rows, (row) => row.key)].map(([key, group]) => ({
    key: key as Key,
    total: group[0]!.total,
    offers: group.filter((row) => row.id !== null).map(toOffer),
  }));
}
