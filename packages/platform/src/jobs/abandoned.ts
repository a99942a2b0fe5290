import type pg from 'pg';

/**
 * Says, for as long as the connection lives, that the owner of these locks does. A killed process
 * takes its connection, and with it the word, away.
 */
export async function declareAlive(client: pg.ClientBase, owner: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock_shared(hashtextextended($1, 0))', [owner]);
}

/**
 * Frees jobs whose owner no longer lives, so that they run again. The library by itself waits four
 * hours. The minute leaves an owner time to declare itself.
 *
 * One that lost its connection for longer while its job went on looks dead: the job may then run
 * twice, as any job may.
 */
const RELEASE = `
  SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT job.locked_by)), count(*)::int AS released
    FROM graphile_worker._private_jobs AS job
   WHERE job.locked_at < now() - interval '1 minute'
     AND NOT EXISTS (
       SELECT FROM pg_locks AS held
        WHERE held.locktype = 'advisory' AND held.objsubid = 1 AND held.granted
          AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (held.classid::bigint << 32) | held.objid::bigint = hashtextextended(job.locked_by, 0))
  HAVING count(*) > 0`;

/** The number of jobs that were freed. */
export async function releaseAbandonedJobs(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ released: number }>(RELEASE);
  return rows[0]?.released ?? 0;
}
