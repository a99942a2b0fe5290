import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { silentLog } from '../log/index.ts';
import { createMetrics, drain, registerHealth, registerMetrics, type Check } from './index.ts';

const open: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

function server(): FastifyInstance {
  const app = Fastify({ forceCloseConnections: 'idle' });
  open.push(app);
  return app;
}
async function listen(app: FastifyInstance): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

describe('health', () => {
  const ready = async (checks: Record<string, Check>) => {
    const app = server();
    registerHealth(app, { checks, log: silentLog, timeoutMs: 20 });
    const response = await app.inject('/readyz');
    return { status: response.statusCode, body: response.json<unknown>() };
  };

  it('is ready when every check passes', async () => {
    expect(await ready({ database: async () => 1, bus: async () => 1 })).toEqual({
      status: 200,
      body: { status: 'ok', checks: { database: 'ok', bus: 'ok' } },
    });
  });

  it('names what fails or hangs, and tells nobody why', async () => {
    const checks = {
      database: () => Promise.reject(new Error('password authentication failed')),
      bus: () => new Promise(() => undefined),
      cache: async () => 1,
    };
    expect(await ready(checks)).toEqual({
      status: 503,
      body: { status: 'failed', checks: { database: 'failed', bus: 'failed', cache: 'ok' } },
    });
  });

  it('lives even when it is not ready, and is not ready when it leaves', async () => {
    const app = server();
    const health = registerHealth(app, { checks: {}, log: silentLog });
    expect((await app.inject('/readyz')).statusCode).toBe(200);
    health.leave();
    expect((await app.inject('/readyz')).statusCode).toBe(503);
    expect((await app.inject('/livez')).statusCode).toBe(200);
  });
});

describe('metrics', () => {
  const scrape = async (app: FastifyInstance) => (await app.inject('/metrics')).body;

  it('shows operations, what others count, and the process', async () => {
    const app = server();
    const metrics = createMetrics();
    let statements = 3;
    metrics.counter('sql_statements_total', 'SQL statements sent.', () => statements);
    metrics.gauge('streams_open', 'Open streams.', () => 7);
    registerMetrics(app, metrics);
    metrics.observeOperation({ name: 'Cart', kind: 'query', durationMs: 4, hasErrors: false });
    metrics.observeOperation({ name: null, kind: 'mutation', durationMs: 4, hasErrors: true });

    const first = await scrape(app);
    expect(first).toContain('graphql_operation_duration_seconds_count{operation="Cart",kind="query",outcome="ok"} 1');
    expect(first).toContain(
      'graphql_operation_duration_seconds_bucket{le="0.005",operation="Cart",kind="query",outcome="ok"} 1',
    );
    expect(first).toContain(
      'graphql_operation_duration_seconds_bucket{le="0.0025",operation="Cart",kind="query",outcome="ok"} 0',
    );
    expect(first).toContain('{operation="anonymous",kind="mutation",outcome="error"} 1');
    expect(first).toContain('sql_statements_total 3');
    expect(first).toContain('streams_open 7');
    expect(first).toContain('process_resident_memory_bytes');
    statements = 5;
    expect(await scrape(app)).toContain('sql_statements_total 5');
  });

  it('of two subgraphs in one process stay apart', async () => {
    const [a, b] = [server(), server()];
    for (const [app, name] of [
      [a, 'OfA'],
      [b, 'OfB'],
    ] as const) {
      const metrics = createMetrics();
      registerMetrics(app, metrics);
      metrics.observeOperation({ name, kind: 'query', durationMs: 1, hasErrors: false });
    }
    expect(await scrape(a)).toContain('OfA');
    expect(await scrape(a)).not.toContain('OfB');
  });

  it('do not grow with the names that clients invent', async () => {
    const app = server();
    const metrics = createMetrics();
    registerMetrics(app, metrics);
    for (let i = 0; i < 1000; i += 1)
      metrics.observeOperation({ name: `Op${i}`, kind: 'query', durationMs: 1, hasErrors: false });
    const text = await scrape(app);
    expect(text.match(/duration_seconds_count/g)).toHaveLength(201);
    expect(text).toContain('_count{operation="other",kind="query",outcome="ok"} 800');
  });
});

describe('drain', () => {
  it('answers what is under way, and takes nothing new', async () => {
    const app = server();
    const release = Promise.withResolvers<string>();
    app.get('/slow', () => release.promise);
    const url = await listen(app);
    const slow = fetch(`${url}/slow`);
    await once(app.server, 'request');

    const drained = drain(app, { log: silentLog });
    await expect.poll(() => app.server.listening).toBe(false);
    await expect(fetch(`${url}/slow`)).rejects.toThrow();
    release.resolve('done');
    expect(await (await slow).text()).toBe('done');
    await drained;
  });

  it('cuts at the deadline what never ends', async () => {
    const app = server();
    app.get('/hung', () => new Promise(() => undefined));
    const url = await listen(app);
    const hung = expect(fetch(`${url}/hung`)).rejects.toThrow();
    await once(app.server, 'request');
    await drain(app, { log: silentLog, deadlineMs: 20 });
    await hung;
  });

  it('says that it is not ready before it refuses connections', async () => {
    const app = server();
    const health = registerHealth(app, { checks: {}, log: silentLog });
    const url = await listen(app);
    const drained = drain(app, { log: silentLog, health, noticeMs: 50 });
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    await drained;
    expect(app.server.listening).toBe(false);
  });
});
