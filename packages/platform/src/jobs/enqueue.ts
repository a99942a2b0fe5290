import type { Tx } from '../db/index.ts';

export interface EnqueueOptions {
  /** Not before this time; at once when absent. Found within the worker's poll interval. */
  readonly runAt?: Date;
  /** A job that waits under the same key is replaced: its payload, its time, its attempts. */
  readonly key?: string;
  /** 25 when absent: with waits that grow from seconds to hours, some three days. */
  readonly maxAttempts?: number;
}

const ADD_JOB = `SELECT graphile_worker.add_job(
  $1, payload => $2::json, run_at => $3::timestamptz, max_attempts => $4::int, job_key => $5)`;

/** Queues a job that exists if and only if the transaction commits. The payload is JSON. */
export function enqueueJob(tx: Tx, task: string, payload: unknown, options: EnqueueOptions = {}): void {
  const { runAt, key, maxAttempts } = options;
  tx.write(ADD_JOB, [task, JSON.stringify(payload), runAt ?? null, maxAttempts ?? null, key ?? null]);
}
