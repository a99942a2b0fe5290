import type { MembershipStore } from '../app/ports.ts';
import type { Membership } from '../domain/roles.ts';

export const postgresMembershipStore = (): MembershipStore => ({
  of: (tx, userId) =>
    tx.query<Membership>(`SELECT seller_id AS "sellerId", role FROM membership WHERE user_id = $1 ORDER BY seller_id`, [
      userId,
    ]),

  set(tx, userId, sellerId, role) {
    if (role === null) {
      tx.write('DELETE FROM membership WHERE user_id = $1 AND seller_id = $2', [userId, sellerId]);
      return;
    }
    tx.write(
      `INSERT INTO membership (user_id, seller_id, role) VALUES ($1, $2, $3)
       ON CONFLICT (user_id, seller_id) DO UPDATE SET role = excluded.role`,
      [userId, sellerId, role],
    );
  },
});
