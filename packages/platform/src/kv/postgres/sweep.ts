import type { Database } from '../../db/index.ts';
import type { Log } from '../../log/index.ts';

const EVERY_MS = 60_000;
const BATCH = 2_000;

interface SweepOptions {
  readonly db: Pick<Database, 'query'>;
  readonly table: string;
  /** SQL that holds for the rows that say nothing any more. */
  readonly expired: string;
  readonly log: Log;
}

/**
 * Expired rows are invisible already; this takes them away. Rides on writes, at most once a minute a
 * process and a bounded number at a time, so that an idle store costs nothing and a busy one cannot grow.
 */
export function createSweep({ db, table, expired, log }: SweepOptions): () => void {
  let dueAt = Date.now() + EVERY_MS;
  const statement = `DELETE FROM ${table} WHERE key IN (
    SELECT key FROM ${table} WHERE ${expired} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING 1`;
  return () => {
    if (Date.now() < dueAt) return;
    dueAt = Date.now() + EVERY_MS;
    db.query(statement).then(
      (rows) => {
        if (rows.length === BATCH) dueAt = 0;
      },
      (error: unknown) => log.warn({ err: error, table }, 'expired rows could not be removed'),
    );
  };
}
