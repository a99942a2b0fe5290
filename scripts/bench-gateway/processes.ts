import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { LoadOrder, LoadOutcome, SteadyLoad } from './load.ts';
import type { Order, Usage } from './self-report.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const READY_WITHIN_MS = 60_000;

/** Which cores a process may run on: the gateway has one for itself, everybody else shares another. */
export type Core = 'gateway' | 'others';

/** True where processes can be held on a core, so that the gateway and its load do not take each other's time. */
export const canPin = os.availableParallelism() >= 2 && spawnSync('taskset', ['--version']).status === 0;

export interface Running {
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** A gateway that is measured. */
export interface RunningGateway extends Running {
  readonly endpoint: string;
  usage(): Promise<Usage>;
  /** Takes a processor profile of what is done meanwhile. */
  profile<T>(file: string, work: () => Promise<T>): Promise<T>;
}

/** The subgraphs' ports by name. */
export interface RunningStandIns extends Running {
  readonly ports: ReadonlyMap<string, number>;
  /** How many fetches they have answered. */
  asked(): Promise<number>;
}

export interface RunningClients extends Running {
  drive(order: LoadOrder & { readonly seconds: number }): Promise<SteadyLoad>;
  /** Lets each customer come once, which a gateway may remember. */
  introduce(order: Omit<LoadOrder, 'seconds'>): Promise<void>;
}

export async function startGateway(
  entry: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<RunningGateway> {
  const report = path.join(import.meta.dirname, 'self-report.ts');
  const running = start('gateway', ['--import', report, path.join(ROOT, entry), ...args], environment);
  const url = await withinTime(running, entry, firstUrl(running.process));
  const order = async <T>(what: Order): Promise<T> => {
    running.process.send(what);
    return reply<T>(running, entry);
  };
  return {
    ...running,
    endpoint: new URL('/graphql', url).href,
    usage: () => order({ kind: 'usage' }),
    async profile(file, work) {
      await order({ kind: 'profile' });
      const result = await work();
      await order({ kind: 'profiled', file });
      return result;
    },
  };
}

export async function startStandIns(count: number): Promise<RunningStandIns> {
  const running = start('others', [path.join(import.meta.dirname, 'stand-ins.ts')], {});
  const ports = new Map<string, number>();
  const listening = new Promise<void>((resolve) => {
    running.process.on('message', ({ name, port }: { name: string; port: number }) => {
      if (ports.set(name, port).size === count) resolve();
    });
  });
  await withinTime(running, 'the stand-ins', listening);
  return {
    ...running,
    ports,
    async asked() {
      running.process.send('asked');
      return reply<number>(running, 'the stand-ins');
    },
  };
}

export function startClients(): RunningClients {
  const running = start('others', [path.join(import.meta.dirname, 'load.ts')], {});
  const run = async (order: LoadOrder): Promise<SteadyLoad | null> => {
    running.process.send(order);
    const outcome = await reply<LoadOutcome>(running, 'the clients');
    if ('failure' in outcome) throw new Error(outcome.failure);
    return outcome.load;
  };
  return {
    ...running,
    drive: async (order) => (await run(order))!,
    async introduce(order) {
      await run({ ...order, seconds: null });
    },
  };
}

/** The next message, which is the answer to the last one sent. */
async function reply<T>({ process: child }: Running, name: string): Promise<T> {
  const ended = new AbortController();
  try {
    return await Promise.race([
      once(child, 'message', { signal: ended.signal }).then(([message]) => message as T),
      once(child, 'exit', { signal: ended.signal }).then(([code]) => {
        throw new Error(`${name} ended with ${code}`);
      }),
    ]);
  } finally {
    ended.abort();
  }
}

function start(core: Core, args: readonly string[], environment: Readonly<Record<string, string>>): Running {
  const pin = canPin ? ['taskset', '--cpu-list', core === 'gateway' ? '0' : '1'] : [];
  const [command = process.execPath, ...rest] = [
    ...pin,
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    ...args,
  ];
  const child = spawn(command, rest, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true', ...environment },
  });
  return {
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Where the process listens, as the first line of JSON with a `url` says. What it logs as a problem is shown. */
function firstUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    createInterface(child.stdout!).on('line', (line) => {
      const { url, level } = line.startsWith('{') ? (JSON.parse(line) as { url?: string; level?: string }) : {};
      if (url !== undefined) resolve(url);
      else if (level !== 'info') process.stderr.write(`${line}\n`);
    });
  });
}

async function withinTime<T>(running: Running, name: string, ready: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${name} is not ready after ${READY_WITHIN_MS / 1000} s`)),
      READY_WITHIN_MS,
    );
    running.process.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it was ready`)));
  });
  try {
    return await Promise.race([ready, late]);
  } catch (error) {
    await running.stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
