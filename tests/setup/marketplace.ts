import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';
import type { TestProject } from 'vitest/node';

/** Where the marketplace under test listens. */
export interface Marketplace {
  readonly gateway: string;
  readonly subgraphs: Readonly<Record<SubgraphName, string>>;
  /** Signs identities, for tests that speak to a subgraph as the gateway would. */
  readonly secret: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    marketplace: Marketplace;
  }
}

const PRODUCTS = 300;
const READY_WITHIN_MS = 120_000;

/**
 * The whole marketplace as `npm start` runs it, on free ports and in a folder of its own, for all
 * journeys of the run: real PostgreSQL, real HTTP, real sockets.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'emporium-e2e-'));
  const [gateway, ...ports] = await freePorts(SUBGRAPHS.length + 1);
  const secret = 'the secret of the journeys, forty characters';
  const portVariables = Object.fromEntries(
    SUBGRAPHS.map((name, index) => [`${name.toUpperCase()}_PORT`, String(ports[index])]),
  );

  const child = spawn(process.execPath, ['scripts/start.ts'], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...portVariables,
      GATEWAY_PORT: String(gateway),
      EMPORIUM_DATA: dataDir,
      IDENTITY_SECRET: secret,
      SEED_PRODUCTS: String(PRODUCTS),
      SIMULATION_STEP_MS: '50',
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
      NODE_ENV: 'test',
    },
  });
  const exited = once(child, 'exit');
  await ready(child.stdout!, exited);

  project.provide('marketplace', {
    gateway: `http://127.0.0.1:${gateway}`,
    subgraphs: Object.fromEntries(SUBGRAPHS.map((name, index) => [name, `http://127.0.0.1:${ports[index]}`])) as Record<
      SubgraphName,
      string
    >,
    secret,
  });
  return async () => {
    child.kill('SIGTERM');
    await exited;
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function ready(output: NodeJS.ReadableStream, exited: Promise<unknown>): Promise<void> {
  let text = '';
  const told = new Promise<void>((resolve) => {
    output.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('Ready')) resolve();
    });
  });
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error(`the marketplace was not ready in time:\n${text}`)), READY_WITHIN_MS).unref();
  });
  await Promise.race([
    told,
    late,
    exited.then(() => {
      throw new Error(`the marketplace ended before it was ready:\n${text}`);
    }),
  ]);
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const { port } = server.address() as { port: number };
      server.close();
      await once(server, 'close');
      return port;
    }),
  );
}
