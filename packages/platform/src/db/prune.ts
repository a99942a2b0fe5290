import type { Database } from './database.ts';

const BATCH = 1_000;

/**
 * Removes idempotency keys and live events older than seven days. A command repeated after that counts as a new one; a
 * client that comes back to a stream after that is asked to resync.
 */
export async function pruneOldRows(db: Database): Promise<{ idempotencyKeys: number; streamEvents: number }> {
  return {
    idempotencyKeys: await pruneTable(db, 'idempotency', 'created_at'),
    streamEvents: await pruneTable(db, 'stream_event', 'occurred_at'),
  };
}

/**
 * Removes the rows of a table that are older than seven days, in batches, each a transaction of its own.
 *
 * @param time the column that tells when a row was written
 * @returns how many there were
 */
export async function pruneTable(db: Database, table: string, time: string): Promise<number> {
  let total = 0;
  for (let removed = BATCH; removed === BATCH; total += removed) {
    const [row] = await db.query<{ n: bigint }>(
      `WITH removed AS (
         DELETE FROM ${table}
          WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${time} < now() - interval '7 days' LIMIT ${BATCH}))
            AND ${time} < now() - interval '7 days'
         RETURNING 1
       )
       SELECT count(*) AS n FROM removed`,
    );
    removed = Number(row!.n);
  }
  return total;
}
