import type { SessionId, UserId } from '@emporium/contracts/ids';
import type { SessionStore } from '../app/ports.ts';

interface TokenRow {
  readonly nonce: string;
  readonly used_at: Date | null;
  readonly is_overtaken: boolean;
  readonly session_id: SessionId;
  readonly user_id: UserId;
  readonly device: string | null;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
}

export const postgresSessionStore = (): SessionStore => ({
  insert(tx, session, tokenHash) {
    tx.write(
      `INSERT INTO session (id, user_id, device, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [session.id, session.userId, session.device, session.createdAt, session.lastSeenAt, session.expiresAt],
    );
    tx.write('INSERT INTO refresh_token (hash, session_id) VALUES ($1, $2)', [tokenHash, session.id]);
  },

  async lockByToken(tx, tokenHash) {
    // The session first, by itself: a row that was waited for is read anew only where it was locked.
    await tx.query(`SELECT FROM session WHERE id = (SELECT session_id FROM refresh_token WHERE hash = $1) FOR UPDATE`, [
      tokenHash,
    ]);
    const [row] = await tx.query<TokenRow>(
      `SELECT t.nonce, t.used_at, t.session_id, s.user_id, s.device, s.created_at, s.last_seen_at, s.expires_at,
              s.revoked_at,
              EXISTS (SELECT FROM refresh_token n WHERE n.hash = t.successor_hash AND n.used_at IS NOT NULL)
                AS is_overtaken
         FROM refresh_token t JOIN session s ON s.id = t.session_id WHERE t.hash = $1`,
      [tokenHash],
    );
    if (row === undefined) return null;
    return {
      token: { nonce: row.nonce, usedAt: row.used_at, isOvertaken: row.is_overtaken },
      session: {
        id: row.session_id,
        userId: row.user_id,
        device: row.device,
        createdAt: row.created_at,
        lastSeenAt: row.last_seen_at,
        expiresAt: row.expires_at,
        revokedAt: row.revoked_at,
      },
    };
  },

  rotate(tx, { sessionId, spentHash, successorHash, now, sessionExpiresAt }) {
    tx.writeOne('UPDATE refresh_token SET used_at = $2, successor_hash = $3 WHERE hash = $1 AND used_at IS NULL', [
      spentHash,
      now,
      successorHash,
    ]);
    tx.write('INSERT INTO refresh_token (hash, session_id) VALUES ($1, $2)', [successorHash, sessionId]);
    tx.write('UPDATE session SET last_seen_at = $2, expires_at = $3 WHERE id = $1', [sessionId, now, sessionExpiresAt]);
  },

  async lockLive(tx, userId, now, only) {
    const rows = await tx.query<{ id: SessionId }>(
      `SELECT id FROM session
        WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND ($3::text IS NULL OR id = $3)
        ORDER BY id FOR UPDATE`,
      [userId, now, only ?? null],
    );
    return rows.map((row) => row.id);
  },

  revoke(tx, ids, now) {
    tx.write('UPDATE session SET revoked_at = $2 WHERE id = ANY($1) AND revoked_at IS NULL', [ids, now]);
  },
});
