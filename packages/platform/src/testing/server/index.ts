import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../embedded/index.ts';
import { silentLog } from '../../log/index.ts';

/** What a test file needs to know of the run's PostgreSQL. */
export interface TestServer {
  readonly adminUrl: string;
  /** The password of the roles that own the test databases. */
  readonly rolePassword: string;
}

export interface RunningTestServer extends TestServer {
  /** Forgets what earlier runs prepared: in watch mode the migrations may have changed. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** A PostgreSQL for one run of the tests, in a directory of its own that is gone after `stop`. */
export async function startTestServer(): Promise<RunningTestServer> {
  const root = await fastestRoot();
  await removeLeftovers(root);
  const directory = await mkdtemp(path.join(root, `${PREFIX}${process.pid}-`));
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    const server = await startEmbeddedPostgres({
      dataDir: path.join(directory, 'postgres'),
      log: silentLog,
      durable: false,
    });
    return {
      adminUrl: server.adminUrl,
      rolePassword: randomUUID(),
      reset: () => dropDatabases(server.adminUrl),
      stop: async () => {
        await server.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

const PREFIX = 'emporium-test-';

/** A run that was killed could not tidy up, and what it left may lie in memory. */
async function removeLeftovers(root: string): Promise<void> {
  const names = (await readdir(root)).filter((name) => name.startsWith(PREFIX));
  const dead = names.filter((name) => !isAlive(Number(name.slice(PREFIX.length).split('-')[0])));
  await Promise.all(dead.map((name) => rm(path.join(root, name), { recursive: true, force: true })));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const MEMORY = '/dev/shm';
const MEMORY_NEEDED_BYTES = 4 * 2 ** 30;

/** Memory where there is plenty (a container's is often 64 MB): a test database is then cloned in 15 ms, not 100. */
async function fastestRoot(): Promise<string> {
  const room = await statfs(MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return room >= MEMORY_NEEDED_BYTES ? MEMORY : tmpdir();
}

async function dropDatabases(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE datname NOT IN ('postgres', 'template0', 'template1')`,
    );
    for (const { name } of rows) await client.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}
