import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';
import { freePorts } from './free-ports.ts';

/** A marketplace that somebody started for themselves, and where it listens. */
export interface LaunchedMarketplace {
  readonly gateway: string;
  readonly subgraphs: Readonly<Record<SubgraphName, string>>;
  /** Signs identities, for those who speak to a subgraph as the gateway would. */
  readonly secret: string;
  readonly pid: number;
  /** Drains it, and removes its folder. */
  stop(): Promise<void>;
}

export interface LaunchOptions {
  /** Begins the name of its folder, so that a folder left behind says whose it was. */
  readonly name: string;
  readonly products: number;
  readonly readyWithinMs: number;
  /** Beside what this process has. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Told each line that it prints. */
  readonly onLine?: (line: string) => void;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const SECRET = 'the secret of a marketplace that lives for minutes';

/**
 * The whole marketplace as `npm start` runs it, in a process, on free ports and in a folder of its own: real PostgreSQL,
 * real HTTP, real sockets. It ends with this process, however that ends.
 */
export async function launchMarketplace(options: LaunchOptions): Promise<LaunchedMarketplace> {
  const dataDir = await mkdtemp(path.join(tmpdir(), `emporium-${options.name}-`));
  const [gateway, ...ports] = await freePorts(SUBGRAPHS.length + 1);
  const portOf = (name: SubgraphName): number => ports[SUBGRAPHS.indexOf(name)]!;

  const child = spawn(process.execPath, [path.join(ROOT, 'scripts', 'start.ts')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...Object.fromEntries(SUBGRAPHS.map((name) => [`${name.toUpperCase()}_PORT`, String(portOf(name))])),
      GATEWAY_PORT: String(gateway),
      EMPORIUM_DATA: dataDir,
      IDENTITY_SECRET: SECRET,
      SEED_PRODUCTS: String(options.products),
      ...options.environment,
    },
  });
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await ready(child.stdout!, exited, options);
  } catch (error) {
    await stop();
    throw error;
  }
  const urls = SUBGRAPHS.map((name) => [name, `http://127.0.0.1:${portOf(name)}`]);
  return {
    gateway: `http://127.0.0.1:${gateway}`,
    subgraphs: Object.fromEntries(urls) as Record<SubgraphName, string>,
    secret: SECRET,
    pid: child.pid!,
    stop,
  };
}

async function ready(
  output: NodeJS.ReadableStream,
  exited: Promise<unknown>,
  { readyWithinMs, onLine }: LaunchOptions,
): Promise<void> {
  const lines: string[] = [];
  const ended = new AbortController();
  const told = new Promise<void>((resolve) => {
    createInterface(output).on('line', (line) => {
      lines.push(line);
      onLine?.(line);
      if (line.includes('Ready')) resolve();
    });
  });
  const late = delay(readyWithinMs, undefined, { signal: ended.signal }).then(() => {
    throw new Error(`the marketplace was not ready within ${readyWithinMs / 1000} s:\n${lines.join('\n')}`);
  });
  const dead = exited.then(() => {
    throw new Error(`the marketplace ended before it was ready:\n${lines.join('\n')}`);
  });
  try {
    await Promise.race([told, late, dead]);
  } finally {
    // Whichever lost the race is of no interest any more.
    for (const loser of [late, dead]) loser.catch(() => {});
    ended.abort();
  }
}
