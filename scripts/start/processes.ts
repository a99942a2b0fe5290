import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SUBGRAPHS } from '@emporium/contracts/topology';
import type { Environment } from './environment.ts';
import type { Marketplace } from './one-process.ts';
import type { Ports } from './ports.ts';

const READY_WITHIN_MS = 120_000;
const POLL_MS = 50;

/** A process for each server; each stops when this one is gone, because its channel closes. */
export async function startInProcesses(environment: Environment, ports: Ports): Promise<Marketplace> {
  const root = new URL('../../', import.meta.url);
  const children: ChildProcess[] = [];
  const launch = async (main: string, port: number): Promise<void> => {
    const child = fork(fileURLToPath(new URL(main, root)), { env: environment as NodeJS.ProcessEnv });
    children.push(child);
    await ready(child, `http://127.0.0.1:${port}/readyz`, main);
  };
  const stop = async (): Promise<void> => {
    for (const child of [...children].reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    }
  };
  try {
    await Promise.all(SUBGRAPHS.map((name) => launch(`subgraphs/${name}/dist/main.js`, ports[name])));
    await launch('gateway/dist/main.js', ports.gateway);
    return { url: `http://127.0.0.1:${ports.gateway}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ready(child: ChildProcess, url: string, name: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`${name} ended with ${child.exitCode} before it was ready; its log above says why.`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error(`${name} was not ready within ${READY_WITHIN_MS / 1000} s (${url}).`);
    await delay(POLL_MS);
  }
}
