import type { JobHelpers as LibraryHelpers, Task as LibraryTask } from 'graphile-worker';
import type { Log } from '../log/index.ts';

export interface JobHelpers {
  /** 1 the first time. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Aborted when a stop was asked for and the time of grace is over: the job will run again later. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** May run more than once for a job, so it must bear that. Throw to have it tried again later. */
export type Task = (payload: unknown, helpers: JobHelpers) => Promise<void>;

/** The task as the library calls it. */
export const libraryTask =
  (name: string, task: Task, log: Log): LibraryTask =>
  (payload: unknown, { job, abortSignal, abortPromise }: LibraryHelpers) => {
    const done = task(payload, {
      attempt: job.attempts,
      maxAttempts: job.max_attempts,
      signal: abortSignal,
      log: log.child({ task: name, jobId: job.id }),
    });
    // A task that does not heed the signal must not keep the process from ending.
    return Promise.race([done, abortPromise]);
  };
