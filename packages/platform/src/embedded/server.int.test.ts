import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../log/index.ts';
import { servingPort, startEmbeddedPostgres, type EmbeddedPostgres } from './index.ts';

let directory: string;
let dataDir: string;
const running = new Set<EmbeddedPostgres>();
const nodes = new Set<ChildProcess>();

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'emporium-embedded-'));
  dataDir = path.join(directory, 'postgres');
});

afterEach(async () => {
  for (const server of running) await server.stop();
  for (const node of nodes) node.kill('SIGKILL');
  running.clear();
  nodes.clear();
});

afterAll(() => rm(directory, { recursive: true, force: true }));

async function start(port = 0): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, port, log: silentLog });
  running.add(server);
  return server;
}

async function sql<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A Node process of its own that starts the server, says where, and then does nothing more. */
async function startInAnotherNode(
  dir: string,
  searchPath = process.env.PATH,
): Promise<{ url: string; node: ChildProcess }> {
  const program = `
    import { startEmbeddedPostgres } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
    const log = { info() {}, warn() {}, error: console.error };
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dir)}, log });
    console.log(server.adminUrl);
    setInterval(() => {}, 1e6);`;
  const node = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PATH: searchPath },
  });
  nodes.add(node);
  const [url] = (await once(createInterface(node.stdout!), 'line')) as [string];
  return { url, node };
}

describe('servingPort', () => {
  it('tells other processes where a data directory is served, while it is', async () => {
    expect(await servingPort(dataDir)).toBeNull();
    const server = await start();
    expect(await servingPort(dataDir)).toBe(server.port);
    await server.stop();
    expect(await servingPort(dataDir)).toBeNull();
  });
});

describe('startEmbeddedPostgres', () => {
  it('keeps its data and its password from one start to the next', async () => {
    const first = await start();
    await sql(first.adminUrl, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)');
    await first.stop();
    await first.stop();

    const second = await start();
    expect(await sql(second.adminUrl, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    expect(new URL(second.adminUrl).password).toBe(new URL(first.adminUrl).password);
    expect((await stat(`${dataDir}.password`)).mode & 0o777).toBe(0o600);
  });

  it('never trades durability away unasked, and admits no one without the password', async () => {
    const server = await start();
    const [settings] = await sql(
      server.adminUrl,
      `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('fsync') AS fsync,
              current_setting('synchronous_commit') AS commit, current_setting('max_connections')::int AS connections`,
    );
    expect(settings).toEqual({ major: 18, fsync: 'on', commit: 'on', connections: 300 });
    const wrong = new URL(server.adminUrl);
    wrong.password = 'wrong';
    await expect(sql(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('says who has the port when it is taken', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as { port: number };
    await expect(start(port)).rejects.toThrow(`Port ${port} is taken`);
    blocker.close();
  });

  it('refuses a directory that another server uses, and leaves that one alone', async () => {
    const server = await start();
    await expect(start()).rejects.toThrow('Is Emporium running already?');
    expect(await sql(server.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is not stopped by the pid file of a server that is gone, though the number lives on', async () => {
    const server = await start();
    const pidFile = path.join(dataDir, 'postmaster.pid');
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    await server.stop();
    await writeFile(pidFile, [process.pid, ...lines.slice(1)].join('\n'));
    expect(await sql((await start()).adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses the data of another PostgreSQL', async () => {
    await (await start()).stop();
    const versionFile = path.join(dataDir, 'PG_VERSION');
    await writeFile(versionFile, '17\n');
    await expect(start()).rejects.toThrow('was made by PostgreSQL 17');
    await writeFile(versionFile, '18\n');
  });

  it('ends with a Node that is killed, losing nothing it acknowledged', async () => {
    const { url, node } = await startInAnotherNode(dataDir);
    await sql(url, 'CREATE TABLE acknowledged (n int)');
    const writer = new pg.Client({ connectionString: url });
    writer.on('error', () => undefined);
    await writer.connect();
    let acknowledged = 0;
    const writing = (async () => {
      for (;;) {
        await writer.query('INSERT INTO acknowledged VALUES ($1)', [acknowledged + 1]);
        acknowledged += 1;
        if (acknowledged === 200) node.kill('SIGKILL');
      }
    })();
    await expect(writing).rejects.toThrow();
    expect(acknowledged).toBeGreaterThanOrEqual(200);

    const next = await start(); // waits for the old server's end
    const [row] = await sql<{ n: number }>(next.adminUrl, 'SELECT count(*)::int AS n FROM acknowledged');
    expect(row!.n).toBeGreaterThanOrEqual(acknowledged);
  });

  it.runIf(process.getuid?.() === 0)('serves root as the user nobody where user namespaces are blocked', async () => {
    const blocked = path.join(directory, 'bin');
    await mkdir(blocked);
    await writeFile(path.join(blocked, 'unshare'), '#!/bin/sh\nexit 1\n');
    await chmod(path.join(blocked, 'unshare'), 0o755);
    await sql((await start()).adminUrl, 'CREATE TABLE made_by_root (n int)');
    await [...running][0]!.stop();

    const { url, node } = await startInAnotherNode(dataDir, `${blocked}:${process.env.PATH}`);
    expect(await sql(url, 'SELECT n FROM made_by_root')).toEqual([]);
    expect((await stat(dataDir)).uid).toBe(65534);
    node.kill('SIGKILL');
    // And back again: the directory changes hands once more.
    expect(await sql((await start()).adminUrl, 'SELECT n FROM made_by_root')).toEqual([]);
  });
});
