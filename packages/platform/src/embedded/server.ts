import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, renameSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log/index.ts';
import { findBinaries, type Binaries } from './binaries.ts';
import { ADMIN, ensureCluster } from './cluster.ts';
import { EmbeddedPostgresError } from './error.ts';
import { chooseLauncher, type Launcher } from './launcher.ts';
import { waitForPreviousServer } from './postmaster-pid.ts';
import { serverSettings } from './settings.ts';
import { watchParent } from './watchdog.ts';

export interface EmbeddedPostgresOptions {
  /** Made when absent. The password lies beside it in `<dataDir>.password`, the server's log in `<dataDir>.log`. */
  readonly dataDir: string;
  /** On 127.0.0.1; a free one when absent or 0. */
  readonly port?: number;
  readonly log: Log;
  /** False trades survival of a power cut for speed. For tests only. */
  readonly durable?: boolean;
  /** The server runs and is getting ready: the moment for work that keeps this process busy. */
  readonly onLaunch?: () => void;
}

export interface EmbeddedPostgres {
  /** Connects as the administrator to the database `postgres`. */
  readonly adminUrl: string;
  readonly port: number;
  /** Cuts off the clients, writes everything down and waits for the server's end. May be called twice. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 120_000;
const STOPPED_WITHIN_MS = 60_000;
const POLL_MS = 20;
const PORT_ATTEMPTS = 5;

/**
 * Starts a real PostgreSQL 18 from the npm package of this platform and resolves when it answers.
 *
 * It lives as long as this Node process: when that is killed, however hard, the server shuts down
 * cleanly and nothing acknowledged is lost. Call it on the main thread, since the kernel watches the
 * thread that started the server.
 *
 * @throws EmbeddedPostgresError whose message says what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const startedAt = Date.now();
  const { log, durable = true } = options;
  const dataDir = path.resolve(options.dataDir);
  const binaries = await findBinaries();
  const launcher = await chooseLauncher(binaries.postgres);
  await waitForPreviousServer(dataDir);
  const password = await ensureCluster({ dataDir, durable, binaries, launcher });

  const { child, port, adminUrl } = await launch({
    dataDir,
    durable,
    binaries,
    launcher,
    password,
    port: options.port ?? 0,
    onLaunch: options.onLaunch ?? (() => {}),
  });
  const forgetParent = launcher.diesWithParent ? () => undefined : watchParent(child);
  child.unref();
  let stopping: Promise<void> | null = null;
  child.once('exit', (code, signal) => {
    forgetParent();
    if (stopping === null) log.error({ code, signal, logFile: `${dataDir}.log` }, 'embedded PostgreSQL ended unasked');
  });
  log.info({ port, dataDir, durationMs: Date.now() - startedAt }, 'embedded PostgreSQL ready');

  return { adminUrl, port, stop: () => (stopping ??= end(child)) };
}

interface Launch {
  readonly dataDir: string;
  readonly durable: boolean;
  readonly binaries: Binaries;
  readonly launcher: Launcher;
  readonly password: string;
  readonly port: number;
  readonly onLaunch: () => void;
}

interface Launched {
  readonly child: ChildProcess;
  readonly port: number;
  readonly adminUrl: string;
}

/** PostgreSQL cannot choose a port itself, and a free one may be taken before it listens: then another is tried. */
async function launch(options: Launch): Promise<Launched> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(options.port);
    const adminUrl = `postgres://${ADMIN}:${options.password}@127.0.0.1:${port}/postgres`;
    const child = spawnServer(options, port);
    if (attempt === 1) options.onLaunch();
    try {
      await ready(child, adminUrl, options.dataDir);
      return { child, port, adminUrl };
    } catch (error) {
      await end(child);
      const tail = await logTail(options.dataDir);
      if (options.port === 0 && attempt < PORT_ATTEMPTS && tail.includes('Address already in use')) continue;
      throw new EmbeddedPostgresError(
        `PostgreSQL did not start: ${(error as Error).message}. Its log, ${options.dataDir}.log, ends with:\n${tail}`,
        { cause: error },
      );
    }
  }
}

async function freePort(port: number): Promise<number> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `Port ${port} is taken, so PostgreSQL cannot listen there. Stop the program that has it, or choose another port.`,
      { cause },
    );
  }
  const chosen = (server.address() as { port: number }).port;
  server.close();
  await once(server, 'close');
  return chosen;
}

function spawnServer({ dataDir, durable, binaries, launcher }: Launch, port: number): ChildProcess {
  const command = [...launcher.prefix, binaries.postgres, `-D${dataDir}`, `-p${port}`, ...serverSettings(durable)];
  const logFile = freshLog(dataDir);
  try {
    return spawn(command[0]!, command.slice(1), {
      stdio: ['ignore', logFile, logFile],
      // A process group of its own: Ctrl-C reaches Node, which stops the database last.
      detached: true,
      // None of PGDATA, PGPORT or PGOPTIONS that may be set here.
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    });
  } finally {
    closeSync(logFile);
  }
}

/** A file, because a pipe to a dead parent loses the last words. The log of the run before is kept. */
function freshLog(dataDir: string): number {
  const file = `${dataDir}.log`;
  try {
    renameSync(file, `${file}.previous`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return openSync(file, 'w', 0o600);
}

/** Resolves when this very server answers a query. */
async function ready(child: ChildProcess, adminUrl: string, dataDir: string): Promise<void> {
  let failed: Error | null = null;
  child.once('error', (error) => (failed = error));
  child.once('exit', (code, signal) => (failed ??= new Error(`it exited with ${signal ?? `code ${code}`}`)));
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (failed !== null) throw failed;
    const answer = await dataDirectoryAt(adminUrl);
    if (answer === dataDir) return;
    if (answer !== null) throw new Error('another PostgreSQL listens on its port');
    if (Date.now() > deadline) throw new Error(`it was not ready within ${READY_WITHIN_MS / 1000} s`);
    await delay(POLL_MS);
  }
}

/** Not listening yet, or still recovering. */
const NOT_YET = new Set(['ECONNREFUSED', 'ECONNRESET', '57P03']);

async function dataDirectoryAt(adminUrl: string): Promise<string | null> {
  // Not less: this process may be busy with other things for seconds, and its clock runs on.
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: READY_WITHIN_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const result = await client.query<{ data_directory: string }>('SHOW data_directory');
    return result.rows[0]!.data_directory;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== undefined && NOT_YET.has(code)) return null;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const tooLate = setTimeout(() => child.kill('SIGQUIT'), STOPPED_WITHIN_MS);
  await ended;
  clearTimeout(tooLate);
}

async function logTail(dataDir: string): Promise<string> {
  const text = await readFile(`${dataDir}.log`, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-12).join('\n');
}
