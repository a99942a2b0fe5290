import path from 'node:path';
import { isPostgres, readLock } from './postmaster-pid.ts';

/**
 * Where on 127.0.0.1 the embedded PostgreSQL of a data directory listens that another process has started; null when
 * none serves it at the moment.
 */
export async function servingPort(dataDir: string): Promise<number | null> {
  const lock = await readLock(path.join(dataDir, 'postmaster.pid'));
  return lock !== null && lock.state === 'ready' && (await isPostgres(lock.pid)) ? lock.port : null;
}
