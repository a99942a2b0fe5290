export { enqueueJob, type EnqueueOptions } from './enqueue.ts';
export { createJobs, migrateJobs, type Jobs, type JobsOptions, type Schedule } from './jobs.ts';
export type { JobHelpers, Task } from './task.ts';
