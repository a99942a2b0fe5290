import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './error.ts';

const run = promisify(execFile);

/** A server whose Node was killed notices at once, but needs its last checkpoint. */
const GRACE_MS = { stopping: 60_000, serving: 3_000 };
const POLL_MS = 25;

/**
 * Waits until no other server uses the data directory. One that is shutting down gets a minute; one
 * that serves is somebody else's, and an error. A pid file whose server is gone is removed: the
 * number may belong to another program by now, and PostgreSQL would refuse to start.
 */
export async function waitForPreviousServer(dataDir: string): Promise<void> {
  const file = path.join(dataDir, 'postmaster.pid');
  const startedAt = Date.now();
  for (;;) {
    const lock = await readLock(file);
    if (lock === null) return;
    if (!(await isPostgres(lock.pid))) {
      await rm(file, { force: true });
      return;
    }
    if (Date.now() - startedAt > (lock.state === 'stopping' ? GRACE_MS.stopping : GRACE_MS.serving)) {
      throw new EmbeddedPostgresError(
        `Another PostgreSQL (process ${lock.pid}) uses ${dataDir}. Is Emporium running already? ` +
          'Stop it first, or name another data directory.',
      );
    }
    await delay(POLL_MS);
  }
}

interface Lock {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping` or `standby`. */
  readonly state: string;
}

/** The lines of the file: https://www.postgresql.org/docs/18/storage-file-layout.html */
export async function readLock(file: string): Promise<Lock | null> {
  const lines = await readFile(file, 'utf8').then(
    (text) => text.split('\n'),
    () => null,
  );
  const pid = Number(lines?.[0]);
  if (lines === null || !Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), state: lines[7]?.trim() ?? '' };
}

/** Whether the process is a PostgreSQL that runs (a zombie has no command line). */
export async function isPostgres(pid: number): Promise<boolean> {
  const command =
    process.platform === 'linux'
      ? readFile(`/proc/${pid}/cmdline`, 'utf8').then((text) => text.split('\0')[0])
      : run('ps', ['-o', 'comm=', '-p', String(pid)]).then(({ stdout }) => stdout.trim());
  return command.then(
    (name) => path.basename(name ?? '') === 'postgres',
    () => false,
  );
}
