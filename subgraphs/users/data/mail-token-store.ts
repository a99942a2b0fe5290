import type { Database } from '@emporium/platform/db';
import type { MailTokenOwner, MailTokenStore } from '../app/ports.ts';

const OWNER = 'user_id AS "userId", email';

export const postgresMailTokenStore = (db: Database): MailTokenStore => ({
  insert(tx, { hash, userId, purpose, email, expiresAt }) {
    tx.write('INSERT INTO mail_token (hash, user_id, purpose, email, expires_at) VALUES ($1, $2, $3, $4, $5)', [
      hash,
      userId,
      purpose,
      email,
      expiresAt,
    ]);
  },

  find: (hash, purpose, now) =>
    db.one<MailTokenOwner>(`SELECT ${OWNER} FROM mail_token WHERE hash = $1 AND purpose = $2 AND expires_at > $3`, [
      hash,
      purpose,
      now,
    ]),

  async take(tx, hash, purpose, now) {
    const [taken] = await tx.query<MailTokenOwner>(
      `DELETE FROM mail_token WHERE hash = $1 AND purpose = $2 AND expires_at > $3 RETURNING ${OWNER}`,
      [hash, purpose, now],
    );
    return taken ?? null;
  },

  discard(tx, userId, purpose) {
    tx.write('DELETE FROM mail_token WHERE user_id = $1 AND purpose = $2', [userId, purpose]);
  },
});
