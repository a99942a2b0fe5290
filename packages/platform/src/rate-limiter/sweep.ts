import type { Database } from '../db/index.ts';
import type { Log } from '../log/index.ts';

const EVERY_MS = 60_000;
const BATCH = 2_000;

/** A full bucket is the same as none. */
const REMOVE_FULL = `DELETE FROM rate_limit WHERE key IN (
  SELECT key FROM rate_limit WHERE full_at <= now() LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING 1`;

/**
 * Takes buckets away that say nothing any more. Rides on writes, at most once a minute a process and a bounded
 * number at a time, so that an idle store costs nothing and a busy one cannot grow.
 */
export function createSweep(db: Pick<Database, 'query'>, log: Log): () => void {
  let dueAt = Date.now() + EVERY_MS;
  return () => {
    if (Date.now() < dueAt) return;
    dueAt = Date.now() + EVERY_MS;
    db.query(REMOVE_FULL).then(
      (rows) => {
        if (rows.length === BATCH) dueAt = 0;
      },
      (error: unknown) => log.warn({ err: error }, 'full buckets could not be removed'),
    );
  };
}
