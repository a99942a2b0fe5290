import { taken, type RateLimiter } from '../rate-limiter.ts';
import type { PostgresKvOptions } from './cache.ts';
import { createSweep } from './sweep.ts';

/**
 * One statement, so that two takers cannot both have the last token: the second waits for the row
 * and counts from what the first left. $2 capacity, $3 refill per second, $4 cost.
 *
 * `taken` is a column because RETURNING sees only the new row.
 */
const TAKE = `
  INSERT INTO rate_limit AS held (key, tokens, taken, refilled_at, full_at)
  SELECT $1, CASE WHEN $2 >= $4 THEN $2 - $4 ELSE $2 END, $2 >= $4, at, at + $4 / $3 * interval '1 second'
    FROM (SELECT clock_timestamp() AS at, $2::float8, $3::float8, $4::float8) AS new
  ON CONFLICT (key) DO UPDATE SET (tokens, taken, refilled_at, full_at) = (
    SELECT rest, enough, at, at + ($2 - rest) / $3 * interval '1 second'
      FROM (SELECT at, available >= $4 AS enough,
                   CASE WHEN available >= $4 THEN available - $4 ELSE available END AS rest
              FROM (SELECT at, least($2, held.tokens + $3 * greatest(0, extract(epoch FROM at - held.refilled_at)))
                             AS available
                      FROM (SELECT clock_timestamp() AS at) AS clock) AS refilled) AS decided)
  RETURNING tokens, taken`;

export function postgresRateLimiter({ db, log }: PostgresKvOptions): RateLimiter {
  // A full bucket is the same as none.
  const sweep = createSweep({ db, table: 'rate_limit', expired: 'full_at <= now()', log });
  return {
    take: async (key, bucket) => {
      const { capacity, refillPerSecond, cost = 1 } = bucket;
      const row = await db.one<{ tokens: number; taken: boolean }>(TAKE, [key, capacity, refillPerSecond, cost]);
      sweep();
      return taken(row!.taken, row!.tokens, bucket);
    },
  };
}
