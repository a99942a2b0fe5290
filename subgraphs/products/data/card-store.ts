import type { CardStore } from '../app/cards.ts';

/** The best that any of a product's offers can promise. */
const REFRESH_AVAILABILITY = `
  UPDATE product_card SET updated_at = now(), availability = coalesce(
    (SELECT status FROM offer_stock o WHERE o.product_id = product_card.product_id AND o.active
      ORDER BY array_position(ARRAY['IN_STOCK', 'LOW_STOCK', 'OUT_OF_STOCK'], status) LIMIT 1), 'OUT_OF_STOCK')
   WHERE product_id = (SELECT product_id FROM offer_stock WHERE offer_id = $1)`;

/** The cheapest of the deals that run on a product and are everybody's; of equals the one that ends first. */
export const REFRESH_DEALS = `
  UPDATE product_card SET updated_at = now(), (deal_id, deal_minor, deal_ends_at) = (
    SELECT deal_id, price_minor, ends_at FROM product_deal d WHERE d.product_id = product_card.product_id AND shown
     ORDER BY price_minor, ends_at, deal_id LIMIT 1)
   WHERE product_id = ANY($1)`;

export const postgresCardStore = (): CardStore => ({
  noteOffers(tx, event) {
    tx.write(
      `UPDATE product_card
          SET price_minor = $3, was_minor = $4, offer_count = $5, prime = $6, seller_ids = $7, conditions = $8,
              currency = coalesce($9, currency), offers_sequence = $2, updated_at = now()
        WHERE product_id = $1 AND offers_sequence < $2`,
      [
        event.productId,
        event.sequence,
        event.priceFrom?.minor ?? null,
        event.wasPrice?.minor ?? null,
        event.offerCount,
        event.primeEligible,
        event.sellerIds,
        event.conditions,
        event.priceFrom?.currency ?? null,
      ],
    );
  },

  noteRating(tx, event) {
    tx.write(
      `UPDATE product_card SET rating_hundredths = $3, rating_count = $4, rating_sequence = $2, updated_at = now()
        WHERE product_id = $1 AND rating_sequence < $2`,
      [event.productId, event.sequence, event.count === 0 ? null : event.averageHundredths, event.count],
    );
  },

  noteOffer(tx, event) {
    tx.write(
      `INSERT INTO offer_stock (offer_id, product_id, active, offer_version) VALUES ($1, $2, $3, $4)
       ON CONFLICT (offer_id) DO UPDATE
         SET product_id = excluded.product_id, active = excluded.active, offer_version = excluded.offer_version
         WHERE offer_stock.offer_version < excluded.offer_version`,
      [event.offerId, event.productId, event.status === 'ACTIVE', event.version],
    );
    tx.write(REFRESH_AVAILABILITY, [event.offerId]);
  },

  noteAvailability(tx, event) {
    tx.write(
      `INSERT INTO offer_stock (offer_id, status, status_version) VALUES ($1, $2, $3)
       ON CONFLICT (offer_id) DO UPDATE SET status = excluded.status, status_version = excluded.status_version
         WHERE offer_stock.status_version < excluded.status_version`,
      [event.offerId, event.status, event.version],
    );
    tx.write(REFRESH_AVAILABILITY, [event.offerId]);
  },

  noteDeal(tx, event) {
    tx.write(
      `INSERT INTO product_deal (deal_id, sequence, product_id, shown, price_minor, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (deal_id) DO UPDATE
         SET sequence = excluded.sequence, product_id = excluded.product_id, shown = excluded.shown,
             price_minor = excluded.price_minor, ends_at = excluded.ends_at
         WHERE product_deal.sequence < excluded.sequence`,
      [
        event.dealId,
        event.sequence,
        event.productId,
        event.status === 'LIVE' && !event.membersOnly,
        event.dealPrice.minor,
        event.endsAt,
      ],
    );
    tx.write(REFRESH_DEALS, [[event.productId]]);
  },
});
