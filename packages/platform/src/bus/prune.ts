import type { Database } from '../db/index.ts';

const BATCH = 1_000;

/**
 * Removes the events of the bus's database that are older than seven days and that every consumer
 * of their topic has passed, in batches from the oldest on. A consumer holds its events back from
 * its first start on, until its rows in `consumer_offset` are removed by hand.
 *
 * @returns the number of events removed
 */
export async function pruneEventLog(db: Database): Promise<number> {
  let total = 0;
  for (const { topic } of await topicsOf(db)) {
    for (let removed = BATCH; removed === BATCH;) {
      const [row] = await db.query<{ n: bigint }>(
        `WITH oldest AS (
           SELECT position FROM event_log
            WHERE topic = $1 AND position <= coalesce((SELECT min(position) FROM consumer_offset WHERE topic = $1), 9223372036854775807)
            ORDER BY position LIMIT ${BATCH}
         ), removed AS (
           DELETE FROM event_log
            WHERE topic = $1 AND position = ANY (ARRAY(SELECT position FROM oldest))
              AND occurred_at < now() - interval '7 days'
           RETURNING 1
         )
         SELECT count(*) AS n FROM removed`,
        [topic],
      );
      removed = Number(row!.n);
      total += removed;
    }
  }
  return total;
}

/** One index probe a topic, instead of reading the whole log to find a dozen names. */
const topicsOf = (db: Database): Promise<{ topic: string }[]> =>
  db.query(`
    WITH RECURSIVE found AS (
      SELECT min(topic) AS topic FROM event_log
      UNION ALL
      SELECT (SELECT min(topic) FROM event_log WHERE topic > found.topic) FROM found WHERE found.topic IS NOT NULL
    )
    SELECT topic FROM found WHERE topic IS NOT NULL`);
