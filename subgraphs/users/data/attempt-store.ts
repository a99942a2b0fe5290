import { createHmac } from 'node:crypto';
import type { Database } from '@emporium/platform/db';
import type { AttemptStore } from '../app/ports.ts';
import { NO_ATTEMPTS, type Attempts } from '../domain/lockout.ts';

const COLUMNS = `failures, locked_until AS "lockedUntil", last_failure_at AS "lastFailureAt"`;

/** Rows are found by a keyed hash: people mistype their address, and passwords land in the wrong field. */
export function postgresAttemptStore({ db, key }: { db: Database; key: Buffer }): AttemptStore {
  const keyOf = (email: string): Buffer => createHmac('sha256', key).update(email).digest();

  return {
    async find(email) {
      const row = await db.one<Attempts>(`SELECT ${COLUMNS} FROM sign_in_attempt WHERE email_key = $1`, [keyOf(email)]);
      return row ?? NO_ATTEMPTS;
    },

    async lock(tx, email) {
      const [row] = await tx.query<Attempts>(`SELECT ${COLUMNS} FROM sign_in_attempt WHERE email_key = $1 FOR UPDATE`, [
        keyOf(email),
      ]);
      return row ?? NO_ATTEMPTS;
    },

    async lockToCount(tx, email) {
      const [row] = await tx.query<Attempts>(
        `INSERT INTO sign_in_attempt AS held (email_key) VALUES ($1)
         ON CONFLICT (email_key) DO UPDATE SET failures = held.failures RETURNING ${COLUMNS}`,
        [keyOf(email)],
      );
      return row!;
    },

    save(tx, email, { failures, lockedUntil, lastFailureAt }) {
      tx.writeOne(
        'UPDATE sign_in_attempt SET failures = $2, locked_until = $3, last_failure_at = $4 WHERE email_key = $1',
        [keyOf(email), failures, lockedUntil, lastFailureAt],
      );
    },

    clear(tx, email) {
      tx.write('DELETE FROM sign_in_attempt WHERE email_key = $1', [keyOf(email)]);
    },
  };
}
