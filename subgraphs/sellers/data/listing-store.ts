import type { CategoryId, ProductId, VariantId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { ListingStore, LockedListing } from '../app/ports.ts';
import type { ProductStatus } from '../domain/listing.ts';
import { CANDIDATE_COLUMNS, toCandidate, type CandidateRow } from './offer-row.ts';

interface ProductRow {
  readonly product_id: ProductId;
  readonly status: ProductStatus;
  readonly category_path: readonly CategoryId[];
  readonly version: number;
  readonly sequence: number;
}

interface VariantRow {
  readonly id: VariantId;
  readonly title: string;
  readonly removed: boolean;
}

type ListedRow = CandidateRow & { readonly seller_name: string; readonly stock_version: number };

const BY_PRODUCT = '$1::text';
const BY_VARIANT = '(SELECT product_id FROM variant WHERE id = $1)';
const BY_OFFER = `(SELECT product_id FROM offer WHERE id = $1 AND ($2::text[] IS NULL OR seller_id = ANY($2)))`;

/** The listing's row first: whoever waits for it reads the rest as the one before left it. Of withdrawn offers, the one asked for. */
async function lock(tx: Tx, product: string, values: readonly unknown[]): Promise<LockedListing | null> {
  const [[row], variants, offers] = await Promise.all([
    tx.query<ProductRow>(
      `SELECT product_id, status, category_path, version, sequence FROM listing WHERE product_id = ${product} FOR UPDATE`,
      values,
    ),
    tx.query<VariantRow>(`SELECT id, title, removed FROM variant WHERE product_id = ${product} ORDER BY id`, values),
    tx.query<ListedRow>(
      `SELECT ${CANDIDATE_COLUMNS}, s.display_name AS seller_name, o.stock_version
         FROM offer o JOIN seller s ON s.id = o.seller_id
        WHERE o.product_id = ${product} AND (o.status <> 'INACTIVE' OR o.id = $1) ORDER BY o.id`,
      values,
    ),
  ]);
  if (row === undefined) return null;
  return {
    product: { id: row.product_id, status: row.status, categoryPath: row.category_path, version: row.version },
    sequence: row.sequence,
    variants,
    candidates: offers.map((offer) => ({
      ...toCandidate(offer),
      sellerName: offer.seller_name,
      stockVersion: offer.stock_version,
    })),
  };
}

export const postgresListingStore = (): ListingStore => ({
  lockByProduct: (tx, productId) => lock(tx, BY_PRODUCT, [productId]),
  lockByVariant: (tx, variantId) => lock(tx, BY_VARIANT, [variantId]),
  lockByOffer: (tx, offerId, sellerIds) => lock(tx, BY_OFFER, [offerId, sellerIds]),

  ensure(tx, product) {
    tx.write(
      `INSERT INTO listing (product_id, status, category_path, version) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [product.id, product.status, product.categoryPath, product.version],
    );
  },

  saveProduct(tx, product, variants) {
    tx.writeOne('UPDATE listing SET status = $2, category_path = $3, version = $4 WHERE product_id = $1', [
      product.id,
      product.status,
      product.categoryPath,
      product.version,
    ]);
    tx.write(
      `INSERT INTO variant (id, product_id, title, removed)
       SELECT id, $1, title, removed FROM unnest($2::text[], $3::text[], $4::boolean[]) AS v (id, title, removed)
       ON CONFLICT (id) DO UPDATE SET title = excluded.title, removed = excluded.removed`,
      [
        product.id,
        variants.map((variant) => variant.id),
        variants.map((variant) => variant.title),
        variants.map((variant) => variant.removed),
      ],
    );
  },

  insertOffer(tx, offer) {
    tx.write(
      `INSERT INTO offer (id, product_id, variant_id, seller_id, condition, price_minor, list_price_minor, currency,
                          fulfilment, prime_eligible, handling_days, return_window_days, ships_from, status, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        offer.id,
        offer.productId,
        offer.variantId,
        offer.sellerId,
        offer.condition,
        offer.price.minorUnits,
        offer.listPrice?.minorUnits ?? null,
        offer.price.currency,
        offer.fulfilment,
        offer.primeEligible,
        offer.handlingDays,
        offer.returnWindowDays,
        offer.shipsFrom,
        offer.status,
        offer.version,
      ],
    );
  },

  updateOffer(tx, offer) {
    tx.writeOne(
      `UPDATE offer SET price_minor = $3, list_price_minor = $4, status = $5, version = $2
        WHERE id = $1 AND version = $2 - 1`,
      [offer.id, offer.version, offer.price.minorUnits, offer.listPrice?.minorUnits ?? null, offer.status],
    );
  },

  recordPrice(tx, offer) {
    tx.write(
      `INSERT INTO price_point (offer_id, price_minor, currency) VALUES ($1, $2, $3)
       ON CONFLICT (offer_id, at) DO UPDATE SET price_minor = excluded.price_minor`,
      [offer.id, offer.price.minorUnits, offer.price.currency],
    );
  },

  setInStock(tx, offerId, inStock, version) {
    tx.writeOne('UPDATE offer SET in_stock = $2, stock_version = $3 WHERE id = $1', [offerId, inStock, version]);
  },

  saveSummary(tx, productId, summary, sequence) {
    tx.writeOne(
      `UPDATE listing
          SET sequence = $2, featured_offer_id = $3, price_from_minor = $4, was_price_minor = $5, lowest_minor = $6,
              highest_minor = $7, offer_count = $8, prime_eligible = $9, seller_ids = $10, conditions = $11
        WHERE product_id = $1`,
      [
        productId,
        sequence,
        summary.featuredOfferId,
        summary.priceFrom?.minorUnits ?? null,
        summary.wasPrice?.minorUnits ?? null,
        summary.lowest?.minorUnits ?? null,
        summary.highest?.minorUnits ?? null,
        summary.offerCount,
        summary.primeEligible,
        summary.sellerIds,
        summary.conditions,
      ],
    );
  },

  saveFeatured(tx, featured) {
    tx.write(
      `UPDATE variant v SET featured_offer_id = f.offer_id
         FROM unnest($1::text[], $2::text[]) AS f (variant_id, offer_id) WHERE v.id = f.variant_id`,
      [[...featured.keys()], [...featured.values()]],
    );
  },
});
