import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { HEADERS } from '@emporium/contracts/headers';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../errors/index.ts';
import { seededIds } from '../ids/index.ts';
import { verifyIdentity } from '../identity/index.ts';
import { silentLog } from '../log/index.ts';
import { parseTraceparent, withTrace } from '../trace/index.ts';
import {
  createServiceClient,
  DeadlineExceeded,
  ServiceError,
  ServiceUnavailable,
  type ServiceDocument,
} from './index.ts';

const secret = 'the secret of this test';
const ask: ServiceDocument<{ answer: number }, { question: string }> =
  'query Ask($question: String!) { answer(question: $question) }';
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

type Handler = (request: FastifyRequest, reply: FastifyReply, attempt: number) => unknown;

/** A real server that answers what the test says, and a client of it. */
async function serve(handler: Handler) {
  const attempts: FastifyRequest[] = [];
  const app = Fastify({ forceCloseConnections: true });
  app.post('/graphql', (request, reply) => handler(request, reply, attempts.push(request)));
  await app.listen({ port: 0, host: '127.0.0.1' });
  open.push(app);
  return { app, attempts, client: clientOf(`http://127.0.0.1:${port(app)}/graphql`) };
}
const port = (app: FastifyInstance) => (app.server.address() as AddressInfo).port;

function clientOf(url: string) {
  const client = createServiceClient({ name: 'orders', target: 'inventory', url, secret, log: silentLog });
  open.push(client);
  return client;
}

const failure = async (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error as Error,
  );
const hang: Handler = () => new Promise(() => undefined);

describe('a call that is answered', () => {
  it('gives the data, typed', async () => {
    const { client, attempts } = await serve(() => ({ data: { answer: 42 } }));
    const data = await client.call(ask, { question: 'six by seven' });
    expect(data.answer satisfies number).toBe(42);
    expect(attempts[0]?.body).toEqual({ query: String(ask), variables: { question: 'six by seven' } });
    // @ts-expect-error the variables are typed as well
    await client.call(ask, { question: 67 });
  });

  it('proves who calls and for whom, and passes on what identifies the request', async () => {
    const { client, attempts } = await serve(() => ({ data: { answer: 1 } }));
    const owner = seededIds('client')('usr');
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await client.call(ask, { question: '' }, { onBehalfOf: owner, requestId: 'req-1', traceparent, deadlineMs: 500 });
    await withTrace(parseTraceparent(traceparent)!, () => client.call(ask, { question: '' }));

    const viewerOf = (attempt: number) => verifyIdentity(String(attempts[attempt]?.headers[HEADERS.identity]), secret);
    const service = { kind: 'service', name: 'orders', scopes: ['internal'] };
    expect(viewerOf(0)).toEqual({ ok: true, value: { ...service, onBehalfOf: owner } });
    expect(viewerOf(1)).toEqual({ ok: true, value: service });
    expect(attempts[0]?.headers).toMatchObject({ [HEADERS.requestId]: 'req-1', [HEADERS.traceparent]: traceparent });
    expect(attempts[1]?.headers).toMatchObject({ [HEADERS.traceparent]: traceparent }); // the operation's own
    const left = Number(attempts[0]?.headers[HEADERS.deadlineMs]);
    expect(left > 0 && left <= 500).toBe(true);
  });

  it('keeps its connections', async () => {
    const { client, app } = await serve(() => ({ data: { answer: 1 } }));
    let connections = 0;
    app.server.on('connection', () => (connections += 1));
    for (let i = 0; i < 20; i += 1) await client.call(ask, { question: '' });
    expect(connections).toBeLessThanOrEqual(2);
  });

  it('with GraphQL errors throws them, typed, even beside data', async () => {
    const errors = [{ message: 'no such offer', path: ['answer'], extensions: { code: 'NOT_FOUND' } }];
    for (const [status, body] of [
      [200, { data: { answer: null }, errors }],
      [400, { errors }],
      [500, { errors }],
    ] as const) {
      const { client, attempts } = await serve((_, reply) => reply.code(status).send(body));
      const error = await failure(client.call(ask, { question: '' }, { idempotent: true }));
      expect(error).toBeInstanceOf(ServiceError);
      expect(error).not.toBeInstanceOf(AppError); // masked if nobody handles it
      expect(error).toMatchObject({ code: 'NOT_FOUND', target: 'inventory', errors });
      expect(attempts).toHaveLength(1);
    }
  });

  it.each([
    ['a 500 without a body', (_: unknown, reply: FastifyReply) => reply.code(500).send()],
    ['a 500 with another JSON', (_: unknown, reply: FastifyReply) => reply.code(500).send({ oops: true })],
    ['200 with neither data nor errors', () => ({})],
    ['200 with data null', () => ({ data: null })],
    ['200 with a list', () => []],
    ['200 with text', () => 'hello'],
    ['200 with broken JSON', (_: unknown, reply: FastifyReply) => reply.type('application/json').send('{"data":')],
  ])('with %s throws, and is not tried again', async (_, handler) => {
    const { client, attempts } = await serve(handler);
    expect(await failure(client.call(ask, { question: '' }, { idempotent: true }))).toBeInstanceOf(ServiceUnavailable);
    expect(attempts).toHaveLength(1);
  });
});

describe('a call that is not answered', () => {
  it('fails at its deadline, all attempts together', async () => {
    const { client } = await serve(hang);
    const startedAt = performance.now();
    const error = await failure(client.call(ask, { question: '' }, { deadlineMs: 60, idempotent: true }));
    expect(error).toBeInstanceOf(DeadlineExceeded);
    expect(error).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('ends when the caller’s own caller has gone', async () => {
    const { client, app } = await serve(hang);
    const controller = new AbortController();
    const call = failure(client.call(ask, { question: '' }, { signal: controller.signal }));
    await once(app.server, 'request');
    controller.abort(new Error('gone'));
    expect((await call).message).toBe('gone');
  });

  it('from a dead port says so, with the cause for the log', async () => {
    const { app, client } = await serve(hang);
    await app.close();
    const error = await failure(client.call(ask, { question: '' }, { idempotent: true }));
    expect(error).toBeInstanceOf(ServiceUnavailable);
    expect(error.message).not.toMatch(/127|ECONN|inventory/);
    expect(JSON.stringify([String(error.cause), String((error.cause as Error).cause)])).toContain('ECONNREFUSED');
  });
});

describe('trying again', () => {
  const flaky =
    (...failures: Handler[]): Handler =>
    (request, reply, attempt) =>
      failures[attempt - 1]?.(request, reply, attempt) ?? { data: { answer: attempt } };
  const status =
    (code: number): Handler =>
    (_, reply) =>
      reply.code(code).send('');
  const breakConnection: Handler = (request) => {
    request.raw.socket.destroy();
    return new Promise(() => undefined);
  };

  it.each([
    ['503', status(503)],
    ['502', status(502)],
    ['504', status(504)],
    ['a broken connection', breakConnection],
  ])('happens after %s when the call is idempotent', async (_, handler) => {
    const { client } = await serve(flaky(handler, handler));
    expect(await client.call(ask, { question: '' }, { idempotent: true })).toEqual({ answer: 3 });
  });

  it.each([
    ['503', status(503)],
    ['a broken connection', breakConnection],
  ])('does not happen after %s when the call is not idempotent', async (_, handler) => {
    const { client, attempts } = await serve(flaky(handler));
    expect(await failure(client.call(ask, { question: '' }))).toBeInstanceOf(ServiceUnavailable);
    expect(attempts).toHaveLength(1);
  });

  it('ends after two more attempts', async () => {
    const { client, attempts } = await serve(status(503));
    expect(await failure(client.call(ask, { question: '' }, { idempotent: true }))).toBeInstanceOf(ServiceUnavailable);
    expect(attempts).toHaveLength(3);
  });
});

describe('a service that is dead', () => {
  it('is left alone after ten failures, and asked again later', async () => {
    let isDead = true;
    const { client, attempts } = await serve((_, reply) => (isDead ? reply.code(500).send() : { data: { answer: 1 } }));
    for (let i = 0; i < 15; i += 1) {
      expect(await failure(client.call(ask, { question: '' }))).toBeInstanceOf(ServiceUnavailable);
    }
    expect(attempts).toHaveLength(10);
    isDead = false;
    await expect
      .poll(() => client.call(ask, { question: '' }).catch(() => null), { timeout: 3000, interval: 100 })
      .toEqual({ answer: 1 });
  });

  it('is not one that refuses', async () => {
    const { client, attempts } = await serve(() => ({ errors: [{ message: 'no' }] }));
    for (let i = 0; i < 15; i += 1) await failure(client.call(ask, { question: '' }));
    expect(attempts).toHaveLength(15);
  });
});
