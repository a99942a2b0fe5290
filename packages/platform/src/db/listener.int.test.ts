import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { silentLog, testDatabase, type TestDatabase } from '../testing/index.ts';
import { openDatabase, startListener, type Database, type Listener, type ListenerOptions } from './index.ts';

let database: TestDatabase;
let db: Database;
let started: Listener[] = [];

beforeAll(async () => {
  database = await testDatabase({ template: 'empty', prepare: async () => {} });
  db = openDatabase({ url: database.url, name: 'test', poolSize: 4, log: silentLog });
});
afterEach(async () => {
  await Promise.all(started.map((listener) => listener.stop()));
  started = [];
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

/** Starts a listener and writes down what it is told. */
function listen(name: string, options: Partial<ListenerOptions> = {}) {
  const heard: string[] = [];
  const onReady = vi.fn();
  const onLost = vi.fn();
  const listener = startListener({
    url: database.url,
    name,
    channels: ['news', 'Mixed "case"'],
    onReady,
    onLost,
    onNotification: (channel, payload) => heard.push(`${channel}: ${payload}`),
    log: silentLog,
    ...options,
  });
  started.push(listener);
  return {
    listener,
    heard,
    onReady,
    onLost,
    ready: (times = 1) => vi.waitFor(() => expect(onReady).toHaveBeenCalledTimes(times)),
  };
}

const notify = (channel: string, payload: string) => db.query('SELECT pg_notify($1, $2)', [channel, payload]);
const kill = async (name: string) =>
  expect(
    await db.query('SELECT pg_terminate_backend(pid) AS killed FROM pg_stat_activity WHERE application_name = $1', [
      name,
    ]),
  ).toEqual([{ killed: true }]);
const waitingForLock = (name: string) =>
  vi.waitFor(async () =>
    expect(
      await db.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND wait_event = 'advisory'`, [name]),
    ).toHaveLength(1),
  );
const backends = (name: string) => db.query('SELECT 1 FROM pg_stat_activity WHERE application_name = $1', [name]);

describe('startListener', () => {
  it('passes on the notifications of its channels', async () => {
    const { heard, ready } = listen('all');
    await ready();
    await notify('other', 'x');
    await notify('news', 'a');
    await notify('Mixed "case"', '');
    await vi.waitFor(() => expect(heard).toEqual(['news: a', 'Mixed "case": ']));
  });

  it('connects again after its backend was killed, says so, and hears again', async () => {
    const { heard, ready, onLost } = listen('killed');
    await ready();
    await kill('killed');
    await ready(2);
    expect(onLost).toHaveBeenCalledTimes(1);
    await notify('news', 'after');
    await vi.waitFor(() => expect(heard).toEqual(['news: after']));
  });

  it('keeps trying while the server turns it away', async () => {
    let tries = 0;
    const server = createServer((socket) => {
      tries += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const { listener, onReady } = listen('turned away', { url: `postgres://u:p@127.0.0.1:${port}/d` });
    await vi.waitFor(() => expect(tries).toBeGreaterThanOrEqual(3), { timeout: 5_000 });
    await listener.stop();
    await new Promise((resolve) => server.close(resolve));
    expect(onReady).not.toHaveBeenCalled();
  });

  it('closes its connection on stop, and is not called again', async () => {
    const { listener, heard, ready } = listen('stopped');
    await ready();
    await listener.stop();
    await notify('news', 'too late');
    await vi.waitFor(async () => expect(await backends('stopped')).toEqual([]));
    expect(heard).toEqual([]);
  });

  it('can be stopped before it is connected, even by a server that accepts and says nothing', async () => {
    const { listener } = listen('early');
    await listener.stop();

    const silent = createServer().listen(0, '127.0.0.1');
    const accepted = new Promise((resolve) => silent.once('connection', resolve));
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as { port: number };
    const stuck = listen('stuck', { url: `postgres://u:p@127.0.0.1:${port}/d` });
    await accepted;
    await stuck.listener.stop();
    await new Promise((resolve) => silent.close(resolve));
    expect(stuck.onReady).not.toHaveBeenCalled();
  });
});

describe('leader lock', () => {
  it('lets one at a time be ready; the second takes over when the first stops', async () => {
    const first = listen('first', { leaderLock: 'l1' });
    await first.ready();
    const second = listen('second', { leaderLock: 'l1' });
    await waitingForLock('second');
    const other = listen('other', { leaderLock: 'l2' });
    await other.ready();
    expect(second.onReady).not.toHaveBeenCalled();
    await first.listener.stop();
    await second.ready();
  });

  it('passes to the second when the backend of the first is killed', async () => {
    const first = listen('leader', { leaderLock: 'l3' });
    await first.ready();
    const second = listen('standby', { leaderLock: 'l3' });
    await waitingForLock('standby');
    await kill('leader');
    await second.ready();
    await vi.waitFor(() => expect(first.onLost).toHaveBeenCalledTimes(1));
    await waitingForLock('leader');
    expect(first.onReady).toHaveBeenCalledTimes(1);
  });

  it('stops promptly while it waits, leaves no backend in the queue, and the next in line gets the lock', async () => {
    const first = listen('holder', { leaderLock: 'l4' });
    await first.ready();
    const second = listen('gives up', { leaderLock: 'l4' });
    await waitingForLock('gives up');
    const third = listen('third', { leaderLock: 'l4' });
    await waitingForLock('third');

    const before = performance.now();
    await second.listener.stop();
    expect(performance.now() - before).toBeLessThan(1_000);
    await vi.waitFor(async () => expect(await backends('gives up')).toEqual([]), { timeout: 5_000 });

    await first.listener.stop();
    await third.ready();
    expect(second.onReady).not.toHaveBeenCalled();
  });
});
