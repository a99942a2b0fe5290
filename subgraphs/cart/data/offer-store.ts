import type { CurrencyCode } from '@emporium/contracts/money';
import { money } from '@emporium/platform/money';
import type { OfferStore } from '../app/ports.ts';

export const postgresOfferStore = (): OfferStore => ({
  record(tx, offers) {
    for (const offer of offers) {
      tx.write(
        `INSERT INTO offer_price (offer_id, seller_id, seller_name, variant_id, product_id, category_path, price_minor,
                                  currency, status, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (offer_id) DO UPDATE
            SET seller_name = excluded.seller_name, category_path = excluded.category_path,
                price_minor = excluded.price_minor, currency = excluded.currency, status = excluded.status,
                version = excluded.version
          WHERE offer_price.version < excluded.version`,
        [
          offer.offerId,
          offer.sellerId,
          offer.sellerName,
          offer.variantId,
          offer.productId,
          offer.categoryPath,
          offer.price.minorUnits,
          offer.price.currency,
          offer.status,
          offer.version,
        ],
      );
    }
  },

  async lowestPrice(tx, variantId) {
    const [row] = await tx.query<{ price_minor: bigint; currency: CurrencyCode }>(
      `SELECT price_minor, currency FROM offer_price WHERE variant_id = $1 AND status = 'ACTIVE'
        ORDER BY price_minor LIMIT 1`,
      [variantId],
    );
    return row === undefined ? null : money(row.price_minor, row.currency);
  },
});
