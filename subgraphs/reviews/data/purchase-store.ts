import type { ProductId, UserId } from '@emporium/contracts/ids';
import type { Purchase, PurchaseStore } from '../app/ports.ts';

/** Sets the owners' locks apart from other advisory locks of this database. */
const OWNER_LOCKS = 1;
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended($1, ${OWNER_LOCKS}))`;

export const postgresPurchaseStore = (): PurchaseStore => ({
  async lockOwner(tx, ownerId) {
    const [, [merged]] = await Promise.all([
      tx.query(LOCK, [ownerId]),
      tx.query<{ user_id: UserId }>('SELECT user_id FROM merged_guest WHERE guest_id = $1', [ownerId]),
    ]);
    if (merged === undefined) return ownerId;
    await tx.query(LOCK, [merged.user_id]);
    return merged.user_id;
  },

  find: (tx, ownerId, productIds) =>
    tx.query<Purchase>(
      `SELECT order_line_id AS "orderLineId", product_id AS "productId", variant_id AS "variantId",
              delivered_at AS "deliveredAt"
         FROM purchase WHERE owner_id = $1 AND product_id = ANY($2) ORDER BY delivered_at DESC, order_line_id DESC`,
      [ownerId, productIds],
    ),

  async productsOf(tx, ownerId) {
    const rows = await tx.query<{ product_id: ProductId }>(
      'SELECT DISTINCT product_id FROM purchase WHERE owner_id = $1',
      [ownerId],
    );
    return rows.map((row) => row.product_id);
  },

  insert(tx, ownerId, purchases) {
    tx.write(
      `INSERT INTO purchase (owner_id, order_line_id, product_id, variant_id, delivered_at)
       SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[])
       ON CONFLICT (order_line_id) DO NOTHING`,
      [
        ownerId,
        purchases.map((purchase) => purchase.orderLineId),
        purchases.map((purchase) => purchase.productId),
        purchases.map((purchase) => purchase.variantId),
        purchases.map((purchase) => purchase.deliveredAt),
      ],
    );
  },

  merge(tx, guestId, userId) {
    tx.write(
      `INSERT INTO merged_guest (guest_id, user_id) VALUES ($1, $2)
       ON CONFLICT (guest_id) DO UPDATE SET user_id = excluded.user_id`,
      [guestId, userId],
    );
    tx.write('UPDATE purchase SET owner_id = $2 WHERE owner_id = $1', [guestId, userId]);
  },
});
