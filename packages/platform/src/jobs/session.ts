import { EventEmitter } from 'node:events';
import { Logger, parseCronItems, run, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Log } from '../log/index.ts';
import { declareAlive } from './abandoned.ts';
import type { JobsOptions } from './jobs.ts';
import { libraryTask } from './task.ts';

/** Workers with connections of their own, from their start to their end. */
export interface Session {
  readonly pool: pg.Pool;
  /** Resolves when the workers have ended, asked or by themselves. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export async function openSession(options: JobsOptions): Promise<Session> {
  const { tasks, cron = [], concurrency = 2, pollIntervalMs = 5_000, stopGraceMs = 10_000, log } = options;
  const pool = openPool(options.databaseUrl, concurrency, log);
  const { events, listening, blind } = watch(log);
  try {
    const runner = await run({
      pgPool: pool,
      taskList: Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, libraryTask(name, task, log)])),
      parsedCronItems: parseCronItems(
        cron.map(({ task, cron: match }) => ({ task, match, identifier: `${task} ${match}` })),
      ),
      concurrency,
      pollInterval: pollIntervalMs,
      gracefulShutdownAbortTimeout: stopGraceMs,
      noHandleSignals: true,
      logger: new Logger(() => (_level, message) => log.debug(message)),
      events,
      // Not for speed: only batched outcomes are awaited when the workers end, and their failures handled.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
    void blind.then(() => runner.stop('the first look for jobs failed')).catch(() => undefined);
    await Promise.race([listening, runner.promise]); // a job that is announced before waits for the next poll
    const ended = runner.promise.catch((error: unknown) => log.warn({ err: error }, 'jobs were interrupted'));
    return {
      pool,
      ended,
      stop: async () => {
        await runner.stop().catch(() => undefined); // rejects only when they have ended by themselves
        await ended;
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** One connection listens for new jobs; the others run them and are closed when idle. */
function openPool(databaseUrl: string, concurrency: number, log: Log): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, application_name: 'jobs', max: concurrency + 1 });
  const onError = (error: Error) => log.debug({ err: error }, 'jobs lost a database connection');
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

interface Watch {
  readonly events: WorkerEvents;
  /** Resolves when the connection that listens has declared the workers alive. */
  readonly listening: Promise<void>;
  /**
   * Resolves when the first look for jobs failed. The library keeps the outcome of its first query, a failure
   * too: workers that were cut off in it look in vain for ever.
   */
  readonly blind: Promise<void>;
}

/** Logs how jobs fail, and follows how the workers begin. */
function watch(log: Log): Watch {
  const events = new EventEmitter() as WorkerEvents;
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  const { promise: blind, resolve: onBlind } = Promise.withResolvers<void>();
  const onFailure = () => onBlind();
  events.once('worker:getJob:error', onFailure);
  for (const looked of ['worker:getJob:empty', 'job:start'] as const) {
    events.once(looked, () => events.off('worker:getJob:error', onFailure));
  }
  events.on('pool:listen:success', ({ client, workerPool }) => {
    // The library is about to send LISTEN: after that.
    client.once('drain', () => {
      declareAlive(client, workerPool.id)
        .then(resolve)
        .catch((error: unknown) => log.warn({ err: error }, 'workers not declared'));
    });
  });
  events.on('job:error', ({ job, error }) => {
    const fields = { err: error, task: job.task_identifier, jobId: job.id, attempt: job.attempts };
    if (job.attempts < job.max_attempts) log.warn(fields, 'job failed and will be tried again');
    else log.error(fields, 'job failed for good');
  });
  return { events, listening, blind };
}
