import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './error.ts';
import type { Launcher } from './launcher.ts';

const run = promisify(execFile);

/** The name of the database administrator. */
export const ADMIN = 'postgres';

const MAJOR_VERSION = '18';

export interface ClusterOptions {
  readonly dataDir: string;
  readonly durable: boolean;
  readonly binaries: Binaries;
  readonly launcher: Launcher;
}

/**
 * Makes the data directory if there is none, and returns the administrator's password. The password
 * is generated once and stays in `<dataDir>.password`, readable by its owner only.
 */
export async function ensureCluster(options: ClusterOptions): Promise<string> {
  const { dataDir, launcher } = options;
  const passwordFile = `${dataDir}.password`;
  await takeOver(launcher, dataDir);
  const version = await readFile(path.join(dataDir, 'PG_VERSION'), 'utf8').catch(orNullIfAbsent);
  if (version === null) {
    await mkdir(path.dirname(dataDir), { recursive: true });
    await createPassword(passwordFile);
    await initialise(options, passwordFile);
  } else if (version.trim() !== MAJOR_VERSION) {
    throw new EmbeddedPostgresError(
      `${dataDir} was made by PostgreSQL ${version.trim()}, this is ${MAJOR_VERSION}. ` +
        'Move it away (a new one is made and seeded), or name another data directory.',
    );
  }
  return readPassword(passwordFile, dataDir);
}

/** Initialised beside its place and moved there when complete, so that a kill leaves no half of one. */
async function initialise({ dataDir, durable, binaries, launcher }: ClusterOptions, passwordFile: string) {
  const unfinished = `${dataDir}.unfinished-${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  if (launcher.ownerUid !== null) {
    await chown(unfinished, launcher.ownerUid, launcher.ownerUid);
    await chown(passwordFile, launcher.ownerUid, launcher.ownerUid);
  }
  const command = [
    ...launcher.prefix,
    binaries.initdb,
    `--pgdata=${unfinished}`,
    `--username=${ADMIN}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync', '--no-data-checksums']),
  ];
  try {
    await run(command[0]!, command.slice(1), { timeout: 120_000 });
    await rename(unfinished, dataDir);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    const reason = (cause as { stderr?: string }).stderr?.trim() || (cause as Error).message;
    throw new EmbeddedPostgresError(
      `PostgreSQL could not make its data directory ${dataDir}. ` +
        `Check that the disk has room and that the directory above is writable and empty of it.\n${reason}`,
      { cause },
    );
  }
}

async function createPassword(file: string): Promise<void> {
  try {
    await writeFile(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

async function readPassword(file: string, dataDir: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The password of ${dataDir} cannot be read from ${file}. ` +
        'Restore that file, or move the data directory away (a new one is made and seeded).',
      { cause },
    );
  }
}

/** The directory may have been made under another launcher: PostgreSQL insists on owning it. */
async function takeOver(launcher: Launcher, dataDir: string): Promise<void> {
  const owner = await stat(dataDir).then(({ uid }) => uid, orNullIfAbsent);
  if (owner === null || owner === (launcher.ownerUid ?? process.getuid?.())) return;
  if (launcher.ownerUid === null) {
    throw new EmbeddedPostgresError(
      `${dataDir} belongs to another user (uid ${owner}). ` +
        'Start as that user, give the directory and its password file to yourself with chown, or name another one.',
    );
  }
  await run('chown', ['-R', `${launcher.ownerUid}:${launcher.ownerUid}`, dataDir]);
}

function orNullIfAbsent(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  return null;
}
