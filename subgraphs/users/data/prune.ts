import type { Database } from '@emporium/platform/db';

const BATCH = 1_000;

/** What says nothing any more, and how long it was kept. */
const OUTDATED: readonly (readonly [table: string, key: string, condition: string])[] = [
  ['session', 'id', `expires_at < $1::timestamptz - interval '30 days'`],
  ['mail_token', 'hash', 'expires_at < $1'],
  ['sign_in_attempt', 'email_key', `last_failure_at < $1::timestamptz - interval '2 days'`],
  ['security_event', 'id', `at < $1::timestamptz - interval '1 year'`],
  ['notification', 'id', `created_at < $1::timestamptz - interval '1 year'`],
  ['api_client', 'id', `revoked_at < $1::timestamptz - interval '1 year'`],
  // A guest whose token has ended is proved by nobody: a token lives for 30 days, and none is made for a guest again.
  ['guest_merge', 'guest_id', `merged_at < $1::timestamptz - interval '31 days'`],
  ['mail', 'id', `sent_at < $1::timestamptz - interval '30 days'`],
];

/** Removes outdated rows in batches, each a transaction of its own; refresh tokens go with their session. */
export async function pruneOutdated(db: Database, now: Date): Promise<void> {
  for (const [table, key, condition] of OUTDATED) {
    const statement = `DELETE FROM ${table} WHERE ${key} IN (
      SELECT ${key} FROM ${table} WHERE ${condition} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING 1`;
    while ((await db.query(statement, [now])).length === BATCH);
  }
}
