import type { OwnerId } from '@emporium/contracts/ids';
import type { CustomerStore } from '../app/ports.ts';

/**
 * Whether the customer whose id is `owner` has ordered, or is about to: an order that is not confirmed
 * yet and uses a coupon for first orders is the first one. `except` is the order that does not count.
 */
export const hasOrdered = (owner: string, except: string): string => `(
    EXISTS (SELECT FROM customer WHERE owner_id = ${owner} AND has_ordered) OR
    EXISTS (SELECT FROM promotion_use u JOIN promotion first ON first.id = u.promotion_id
             WHERE u.owner_id = ${owner} AND u.order_id IS DISTINCT FROM ${except}
               AND first.conditions @> '[{"kind": "FIRST_ORDER"}]'))`;

export const postgresCustomerStore = (): CustomerStore => ({
  async currentOwner(tx, ownerId) {
    const [row] = await tx.query<{ merged_into: OwnerId | null }>(
      'SELECT merged_into FROM customer WHERE owner_id = $1',
      [ownerId],
    );
    return row?.merged_into ?? ownerId;
  },

  async lockHasOrdered(tx, ownerId, orderId) {
    const [, [row]] = await Promise.all([
      tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`orders of ${ownerId}`]),
      // After the lock, so that it sees what the customer's other orders redeemed.
      tx.query<{ has_ordered: boolean }>(`SELECT ${hasOrdered('$1', '$2')} AS has_ordered`, [ownerId, orderId]),
    ]);
    return row!.has_ordered;
  },

  recordOrder(tx, ownerId) {
    tx.write(
      `INSERT INTO customer (owner_id, has_ordered) VALUES ($1, true)
       ON CONFLICT (owner_id) DO UPDATE SET has_ordered = true WHERE NOT customer.has_ordered`,
      [ownerId],
    );
  },

  merge(tx, guestId, userId) {
    tx.write(
      `WITH guest AS (
         INSERT INTO customer (owner_id, merged_into) VALUES ($1, $2)
         ON CONFLICT (owner_id) DO UPDATE SET merged_into = $2 RETURNING has_ordered)
       INSERT INTO customer (owner_id, has_ordered) SELECT $2, has_ordered FROM guest
       ON CONFLICT (owner_id) DO UPDATE SET has_ordered = customer.has_ordered OR excluded.has_ordered`,
      [guestId, userId],
    );
    tx.write('UPDATE deal_claim SET owner_id = $2 WHERE owner_id = $1', [guestId, userId]);
    tx.write('UPDATE promotion_use SET owner_id = $2 WHERE owner_id = $1', [guestId, userId]);
  },
});
