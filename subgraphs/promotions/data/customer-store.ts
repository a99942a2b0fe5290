import type { OwnerId } from '@emporium/contracts/ids';
import type { CustomerStore } from '../app/ports.ts';

export const postgresCustomerStore = (): CustomerStore => ({
  async currentOwner(tx, ownerId) {
    const [row] = await tx.query<{ merged_into: OwnerId | null }>(
      'SELECT merged_into FROM customer WHERE owner_id = $1',
      [ownerId],
    );
    return row?.merged_into ?? ownerId;
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
