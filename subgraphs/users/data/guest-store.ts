import type { UserId } from '@emporium/contracts/ids';
import type { Database } from '@emporium/platform/db';
import type { GuestStore } from '../app/ports.ts';

export const postgresGuestStore = (db: Database): GuestStore => ({
  async claim(tx, guestId, userId, now) {
    const claimed = await tx.query(
      `INSERT INTO guest_merge AS held (guest_id, user_id, merged_at) VALUES ($1, $2, $3)
       ON CONFLICT (guest_id) DO UPDATE SET merged_at = excluded.merged_at WHERE held.user_id = excluded.user_id
       RETURNING 1`,
      [guestId, userId, now],
    );
    return claimed.length === 1;
  },

  async claimantOf(guestId) {
    const row = await db.one<{ user_id: UserId }>('SELECT user_id FROM guest_merge WHERE guest_id = $1', [guestId]);
    return row?.user_id ?? null;
  },
});
