import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import type { Log } from '../log/index.ts';
import { releaseAbandonedJobs } from './abandoned.ts';
import { openSession, type Session } from './session.ts';
import type { Task } from './task.ts';

export interface Schedule {
  readonly task: string;
  /** Five fields in UTC, `0 3 * * *` for three at night. One run each time, however many processes there are. */
  readonly cron: string;
}

export interface JobsOptions {
  readonly databaseUrl: string;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly cron?: readonly Schedule[];
  /** Jobs at a time in this process. */
  readonly concurrency?: number;
  /** A new job is announced at once; this is how soon one is found whose time has come, or that is tried again. */
  readonly pollIntervalMs?: number;
  /** What a running job has to finish after a stop was asked for. */
  readonly stopGraceMs?: number;
  readonly log: Log;
}

export interface Jobs {
  start(): Promise<void>;
  /** Takes no more jobs and waits for those that run; those that take longer are given up and run again later. */
  stop(): Promise<void>;
}

const RELEASE_EVERY_MS = 60_000;
const RESTART_AFTER_MS = 5_000;

/** Makes the tables that `enqueueJob` writes to, as `start` does: for databases where nothing starts. */
export async function migrateJobs(databaseUrl: string): Promise<void> {
  // A pool of our own: the library's would still be closing, unheard, when this has returned.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}

/** Runs the jobs of a database. Idle, it holds two connections at most and asks once in a few seconds. */
export function createJobs(options: JobsOptions): Jobs {
  const { log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (ms: number) => delay(ms, undefined, { signal }).catch(() => undefined);
  let session: Session | null = null;
  let background: Promise<unknown> = Promise.resolve();

  /** The library gives up when it cannot write a job's outcome. The database comes back, so jobs must too. */
  const keepRunning = async (): Promise<void> => {
    const asked = once(signal, 'abort');
    for (;;) {
      await Promise.race([session?.ended, asked]);
      await session?.stop();
      session = null;
      await pause(RESTART_AFTER_MS);
      if (signal.aborted) return;
      session = await openSession(options).catch((error: unknown) => {
        log.warn({ err: error }, 'jobs could not start and will try again');
        return null;
      });
    }
  };

  const releaseAbandoned = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        const released = session === null ? 0 : await releaseAbandonedJobs(session.pool);
        if (released > 0) log.warn({ released }, 'jobs of a killed process run again');
      } catch (error) {
        log.warn({ err: error }, 'abandoned jobs could not be released');
      }
      await pause(RELEASE_EVERY_MS);
    }
  };

  return {
    start: async () => {
      session = await openSession(options);
      background = Promise.all([keepRunning(), releaseAbandoned()]);
    },
    stop: async () => {
      stopping.abort();
      await background;
    },
  };
}
