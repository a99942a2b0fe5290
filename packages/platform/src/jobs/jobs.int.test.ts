import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { migrate, openDatabase, platformTables, type Database } from '../db/index.ts';
import { silentLog as log, testDatabase, type TestDatabase } from '../testing/index.ts';
import { releaseAbandonedJobs } from './abandoned.ts';
import { createJobs, enqueueJob, migrateJobs, type Jobs, type JobsOptions, type Task } from './index.ts';

let test: TestDatabase;
let db: Database;
let jobs: Jobs | undefined;

beforeAll(async () => {
  test = await testDatabase({
    template: 'platform-jobs',
    prepare: async (url) => {
      await migrate(url, platformTables);
      await migrateJobs(url);
    },
  });
  db = openDatabase({ url: test.url, name: 'jobs-test', log });
});

afterEach(async () => {
  await jobs?.stop();
  jobs = undefined;
  await db.query('DELETE FROM graphile_worker._private_jobs');
});

afterAll(async () => {
  await db.close();
  await test.drop();
});

/** A task that notes its payloads, and one can wait until it has seen some. */
function recorder(then: (payload: unknown) => Promise<void> | void = () => undefined) {
  const seen: unknown[] = [];
  const task: Task = async (payload) => {
    seen.push(payload);
    await then(payload);
  };
  return { seen, task, saw: (count: number) => vi.waitFor(() => expect(seen).toHaveLength(count), 20_000) };
}

async function startJobs(tasks: Record<string, Task>, options: Partial<JobsOptions> = {}): Promise<Jobs> {
  jobs = createJobs({ databaseUrl: test.url, tasks, log, ...options });
  await jobs.start();
  return jobs;
}

const enqueue = (...args: Parameters<typeof enqueueJob> extends [unknown, ...infer Rest] ? Rest : never) =>
  db.uow.run((tx) => Promise.resolve(enqueueJob(tx, ...args)));

const waiting = () =>
  db.query<{ attempts: number; max_attempts: number; last_error: string | null }>(
    'SELECT attempts, max_attempts, last_error FROM graphile_worker._private_jobs ORDER BY id',
  );

const makeDue = () => db.query('UPDATE graphile_worker._private_jobs SET run_at = now()');

describe('jobs', () => {
  it('runs what was committed, at once, and never what was rolled back', async () => {
    const { seen, task, saw } = recorder();
    await startJobs({ greet: task }, { pollIntervalMs: 600_000 });
    await expect(
      db.uow.run((tx) => {
        enqueueJob(tx, 'greet', { to: 'nobody' });
        return Promise.reject(new Error('changed my mind'));
      }),
    ).rejects.toThrow('changed my mind');
    await enqueue('greet', { to: 'everybody', nested: [1, null] });
    await saw(1);
    expect(seen).toEqual([{ to: 'everybody', nested: [1, null] }]);
    await vi.waitFor(async () => expect(await waiting()).toEqual([]));
  });

  it('keeps a job until its time', async () => {
    const { seen, task, saw } = recorder();
    await startJobs({ later: task }, { pollIntervalMs: 20 });
    await enqueue('later', 'tomorrow', { runAt: new Date(Date.now() + 86_400_000) });
    await enqueue('later', 'soon', { runAt: new Date(Date.now() + 50) });
    await saw(1);
    expect(seen).toEqual(['soon']);
    await makeDue();
    await saw(2);
  });

  it('replaces the job that waits under the same key', async () => {
    const { seen, task, saw } = recorder();
    const runAt = new Date(Date.now() + 86_400_000);
    for (const version of [1, 2, 3]) await enqueue('remind', { version }, { key: 'cart-1', runAt });
    await enqueue('remind', { version: 'other' }, { key: 'cart-2', runAt });
    expect(await waiting()).toHaveLength(2);
    await makeDue();
    await startJobs({ remind: task }, { concurrency: 1 });
    await saw(2);
    expect(seen).toEqual(expect.arrayContaining([{ version: 3 }, { version: 'other' }]));
  });

  it('tries again what failed, and gives up after the last attempt', async () => {
    const { task, saw } = recorder(() => Promise.reject(new Error('no luck')));
    await startJobs({ fail: task }, { pollIntervalMs: 20 });
    await enqueue('fail', {}, { maxAttempts: 2 });
    await saw(1);
    await vi.waitFor(async () =>
      expect(await waiting()).toMatchObject([
        { attempts: 1, last_error: expect.stringContaining('no luck') as unknown },
      ]),
    );
    await makeDue();
    await saw(2);
    await vi.waitFor(async () => expect(await waiting()).toMatchObject([{ attempts: 2, max_attempts: 2 }]));
    await makeDue();
    await enqueue('fail', 'marker');
    await saw(3); // the marker, and not the first one a third time
  });

  it('finishes the job under way before it stops, and takes no other', async () => {
    const began = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const { seen, task, saw } = recorder(() => {
      began.resolve();
      return mayEnd.promise;
    });
    const running = await startJobs({ slow: task }, { concurrency: 1 });
    await enqueue('slow', 1);
    await enqueue('slow', 2);
    await began.promise;
    const stopped = running.stop();
    mayEnd.resolve();
    await stopped;
    await saw(1);
    expect(seen).toEqual([1]);
    expect(await waiting()).toMatchObject([{ attempts: 0 }]);
    const connections = () =>
      db.query(`SELECT FROM pg_stat_activity WHERE application_name = 'jobs' AND datname = current_database()`);
    // A backend outlives its client by a moment.
    await vi.waitFor(async () => expect(await connections()).toEqual([]));
  });

  it('does not wait for a job that never ends, and keeps it for later', async () => {
    const { task, saw } = recorder(() => new Promise<never>(() => undefined));
    const running = await startJobs({ stuck: task }, { stopGraceMs: 20 });
    await enqueue('stuck', 1);
    await saw(1);
    await running.stop();
    expect(await db.query('SELECT attempts, locked_by FROM graphile_worker._private_jobs')).toEqual([
      { attempts: 1, locked_by: null },
    ]);
  });

  it('shares the jobs with another process without running one twice', async () => {
    const { seen, task, saw } = recorder();
    await startJobs({ count: task });
    const other = createJobs({ databaseUrl: test.url, tasks: { count: task }, log });
    await other.start();
    await Promise.all(Array.from({ length: 50 }, (_, i) => enqueue('count', i)));
    await saw(50);
    await vi.waitFor(async () => expect(await waiting()).toEqual([]));
    await other.stop();
    expect(new Set(seen).size).toBe(50);
    expect(seen).toHaveLength(50);
  });

  it('runs the job of a killed process again, and leaves alone what a living one has', async () => {
    const mayEnd = Promise.withResolvers<void>();
    const { task, saw } = recorder(() => mayEnd.promise);
    await startJobs({ held: task }, { concurrency: 1, pollIntervalMs: 20 });
    await enqueue('held', 'mine');
    await saw(1);
    await enqueue('held', 'of the dead', { runAt: new Date(Date.now() + 86_400_000) });
    await db.query(
      `UPDATE graphile_worker._private_jobs
          SET locked_at = now() - interval '2 minutes', locked_by = coalesce(locked_by, 'worker-killed')`,
    );
    expect(await withPool((pool) => releaseAbandonedJobs(pool))).toBe(1);
    expect(
      await db.query('SELECT locked_by IS NOT NULL AS locked FROM graphile_worker._private_jobs ORDER BY id'),
    ).toEqual([{ locked: true }, { locked: false }]);
    expect(await withPool((pool) => releaseAbandonedJobs(pool))).toBe(0);
    mayEnd.resolve();
  });

  it('knows its schedules', async () => {
    await startJobs({ nightly: recorder().task }, { cron: [{ task: 'nightly', cron: '0 3 * * *' }] });
    await vi.waitFor(async () =>
      expect(await db.query('SELECT identifier FROM graphile_worker._private_known_crontabs')).toEqual([
        { identifier: 'nightly 0 3 * * *' },
      ]),
    );
  });

  it('goes on after the database cut it off', async () => {
    const { task, saw } = recorder();
    await startJobs({ survive: task }, { pollIntervalMs: 50 });
    await db.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE application_name = 'jobs' AND datname = current_database()`,
    );
    await enqueue('survive', 1);
    await saw(1);
  });

  it('goes on after the database cut it off as it looked for its first job', async () => {
    const { task, saw } = recorder();
    await withPool(async (pool) => {
      await pool.query('BEGIN; LOCK TABLE graphile_worker._private_tasks');
      await startJobs({ survive: task }, { pollIntervalMs: 50 });
      await vi.waitFor(async () =>
        expect(
          await db.query(
            `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
              WHERE application_name = 'jobs' AND datname = current_database() AND wait_event_type = 'Lock'`,
          ),
        ).toHaveLength(1),
      );
      await pool.query('COMMIT');
    });
    await enqueue('survive', 1);
    await saw(1);
  });
});

async function withPool<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: test.url, max: 1 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}
