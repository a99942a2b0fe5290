import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { silentLog, type Log } from '@emporium/platform/log';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../limits.ts';
import { createMetrics, type GatewayMetrics } from '../metrics.ts';
import { testContext } from '../testing/request-context.ts';
import {
  json as answerOf,
  startScriptedServer,
  type Framing,
  type Script,
  type ScriptedServer,
} from '../testing/scripted-server.ts';
import { InFlight } from './in-flight.ts';
import { PoolClient } from './pool-client.ts';
import { SubgraphFailure, type FailureReason } from './subgraph-failure.ts';

const QUERY = '{"query":"{ ok }"}';
const MUTATION = '{"query":"mutation { ok }"}';

let framing: Framing;
let subgraph: ScriptedServer;
let metrics: GatewayMetrics;
let client: PoolClient;
const lines: { level: string; message: string; facts: Record<string, unknown> }[] = [];

const note = (level: string) => (facts: Record<string, unknown>, message: string) => {
  lines.push({ level, message, facts });
};
const log = Object.assign(Object.create(silentLog) as Log, { info: note('info'), warn: note('warn') });

const clientOf = (url: string, fetchTimeoutMs = 5_000) =>
  new PoolClient({
    name: 'products',
    url,
    fetchTimeoutMs,
    answerBytes: LIMITS.subgraphAnswerBytes,
    inFlight: new InFlight(),
    metrics,
    log,
  });

const failureOf = (fetch: Promise<unknown>): Promise<SubgraphFailure> =>
  fetch.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(SubgraphFailure);
      return error as SubgraphFailure;
    },
  );

const json =
  (status: number, body: string, type?: string): Script =>
  (response, asked) =>
    answerOf(status, body, type, framing)(response, asked);

beforeEach(async () => {
  lines.length = 0;
  subgraph = await startScriptedServer();
  subgraph.script = json(200, '{"data":{"ok":true}}');
  metrics = createMetrics();
  client = clientOf(subgraph.url);
});
afterEach(async () => {
  await subgraph.stop();
  await client.close();
  vi.useRealTimers();
});

/** Breaks every connection before an answer begins. */
const hangUp: Script = (response) => void response.destroy();

const truncated: Script = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"data":{', () => response.destroy());
};
const truncatedChunks: Script = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"data":{"ok":true}}', () => response.destroy());
};

// Answers with a length are read here, others by Node's client the first time and by undici from then on.
describe.each<Framing>(['length', 'chunks'])('with %s:', (framed) => {
  /** Connections that carry an answer each until it is known that answers come in chunks. */
  const tried = framed === 'chunks' ? 1 : 0;
  beforeEach(() => void (framing = framed));

  describe('an answer', () => {
    it('comes read', async () => {
      expect(await client.send(QUERY, 'query', testContext())).toEqual({
        data: { ok: true },
        errors: undefined,
        recognised: null,
      });
      expect(subgraph.requests).toMatchObject([
        { body: QUERY, headers: { 'content-type': 'application/json', 'content-length': String(QUERY.length) } },
      ]);
    });

    it.each([400, 500])('may be one with errors under HTTP %i', async (status) => {
      subgraph.script = json(status, '{"errors":[{"message":"no"}]}', 'application/graphql-response+json');
      expect(await client.send(QUERY, 'query', testContext())).toMatchObject({ errors: [{ message: 'no' }] });
    });

    it('keeps characters that are cut by the pieces they come in', async () => {
      const text = '{"data":{"ok":"naïve 🌶️ – 日本"}}';
      const bytes = Buffer.from(text);
      for (const headers of [{}, { 'content-length': String(bytes.length) }]) {
        subgraph.script = (response) => {
          response.writeHead(200, { 'content-type': 'application/json', ...headers });
          const next = (at: number) => {
            if (at === bytes.length) return void response.end();
            response.write(bytes.subarray(at, at + 1), () => setImmediate(next, at + 1));
          };
          next(0);
        };
        expect(await client.send(QUERY, 'query', testContext())).toMatchObject({ data: { ok: 'naïve 🌶️ – 日本' } });
      }
    });

    it('may be large, and its question too', async () => {
      const long = 'ü'.repeat(1_000_000);
      subgraph.script = (response, body) => json(200, `{"data":{"ok":${JSON.stringify(body)}}}`)(response, body);
      const { data } = await client.send(`{"query":"{ ok }","variables":{"x":"${long}"}}`, 'query', testContext());
      expect((data as { ok: string }).ok).toContain(long);
    });

    it('comes over connections that are kept', async () => {
      const ask = () => client.send(QUERY, 'query', testContext());
      for (let i = 0; i < 5; i += 1) {
        await ask();
        await nextTurn(); // in which undici lets a server close a connection that it said it would keep
      }
      expect(subgraph.connections).toBe(1 + tried);
      await Promise.all(Array.from({ length: 4 }, ask));
      await nextTurn();
      await Promise.all(Array.from({ length: 4 }, ask));
      expect(subgraph.connections).toBe(4 + tried);
    });

    it('that closes its connection is followed by one on another', async () => {
      subgraph.script = (response) => json(200, '{"data":{"ok":1}}')(response.setHeader('connection', 'close'), '');
      for (let i = 0; i < 3; i += 1) await client.send(MUTATION, 'mutation', testContext());
      expect(subgraph.connections).toBe(3);
    });

    it('waits in line when every connection is taken', async () => {
      const responses: (() => void)[] = [];
      subgraph.script = (response, body) => responses.push(() => json(200, '{"data":{"ok":true}}')(response, body));
      const asked = Array.from({ length: 300 }, () => client.send(QUERY, 'query', testContext()));
      await vi.waitFor(() => expect(responses.length).toBe(128));
      subgraph.script = json(200, '{"data":{"ok":true}}');
      for (const respond of responses) respond();
      await Promise.all(asked);
      expect(subgraph.requests.length).toBe(300);
      expect(subgraph.connections).toBe(128 * (1 + tried));
    });
  });

  describe('a failure', () => {
    it.each<[string, Script, FailureReason]>([
      ['an error page', json(502, '<h1>Bad Gateway</h1>', 'text/html'), 'http'],
      ['HTTP 500 with other JSON', json(500, '{"status":"down"}'), 'http'],
      ['a page', json(200, '<h1>Hello</h1>', 'text/html'), 'contentType'],
      ['broken JSON', json(200, '{"data":{'), 'malformed'],
      ['neither data nor errors', json(200, '{}'), 'empty'],
      ['a truncated body', truncated, 'truncated'],
      ['truncated chunks', truncatedChunks, 'truncated'],
      ['connections that break', hangUp, 'connection'],
      [
        'an endless body',
        (response) => {
          response.writeHead(200, { 'content-type': 'application/json' });
          const megabyte = Buffer.alloc(1024 * 1024, 'x');
          const more = () => void (response.destroyed || response.write(megabyte, more));
          more();
        },
        'tooLarge',
      ],
    ])('is %s, and is logged', async (_, script, reason) => {
      subgraph.script = script;
      const failure = await failureOf(client.send(QUERY, 'query', testContext()));
      expect(failure).toMatchObject({ reason, code: 'SERVICE_UNAVAILABLE', service: 'products' });
      expect(failure.extensions).toEqual({ code: 'SERVICE_UNAVAILABLE', service: 'products' });
      expect(failure.message).toContain('The products service is not available.');
      expect(lines).toMatchObject([
        {
          level: 'warn',
          message: 'subgraph fetch failed',
          facts: { requestId: 'request-1', service: 'products', reason },
        },
      ]);
    });

    it('is a closed port', async () => {
      await subgraph.stop();
      expect(await failureOf(client.send(QUERY, 'query', testContext()))).toMatchObject({ reason: 'connection' });
      subgraph = await startScriptedServer();
    });

    it.each([
      ['what is no HTTP', 'hello\r\n\r\n'],
      ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}'],
    ])('is %s', async (_, bytes) => {
      const server = createServer((socket) => socket.once('data', () => socket.write(bytes)).on('error', () => {}));
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const odd = clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      expect(await failureOf(odd.send(QUERY, 'query', testContext()))).toMatchObject({ reason: 'malformed' });
      await odd.close();
      server.close();
    });

    it('does not spoil the connection for others', async () => {
      subgraph.script = json(500, '{}');
      await failureOf(client.send(QUERY, 'query', testContext()));
      await nextTurn();
      subgraph.script = json(200, '{"data":{"ok":true}}');
      expect(await client.send(QUERY, 'query', testContext())).toMatchObject({ data: { ok: true } });
      expect(subgraph.connections).toBe(1 + tried);
    });
  });

  describe('a connection', () => {
    /** A server that sends `bytes` behind each answer. */
    async function overrunning(bytes: string) {
      const sockets: Socket[] = [];
      const server = createServer((socket) => {
        sockets.push(socket);
        const answer =
          'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 16\r\n\r\n{"data":{"a":1}}';
        socket.on('error', () => {}).on('data', () => socket.write(answer + bytes));
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      return { server, sockets, client: clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`) };
    }

    it('is not used again when more came than the answer', async () => {
      const poisoned =
        'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 16\r\n\r\n{"data":{"a":2}}';
      const { server, sockets, client: odd } = await overrunning(poisoned);
      for (let i = 0; i < 3; i += 1) {
        expect(await odd.send(QUERY, 'query', testContext())).toMatchObject({ data: { a: 1 } });
      }
      expect(sockets.length).toBe(3);
      await odd.close();
      server.close();
    });

    it('is dropped when the other side closes or talks while nobody asked', async () => {
      vi.useFakeTimers({ toFake: ['Date'] }); // so that it does not grow too old meanwhile
      for (const disturb of [
        (socket: Socket) => socket.end(),
        (socket: Socket) => socket.write('HTTP/1.1 408 \r\n\r\n'),
      ]) {
        const { server, sockets, client: odd } = await overrunning('');
        await odd.send(QUERY, 'query', testContext());
        const closed = once(sockets[0]!, 'close');
        disturb(sockets[0]!);
        await closed;
        await odd.send(MUTATION, 'mutation', testContext());
        expect(sockets.length).toBe(2);
        await odd.close();
        server.close();
      }
    });
  });

  describe('the retry', () => {
    const breakOnce = () => {
      const usual = subgraph.script;
      subgraph.script = (response) => {
        subgraph.script = usual;
        response.destroy();
      };
    };

    it('sends a query once more when its connection broke', async () => {
      breakOnce();
      expect(await client.send(QUERY, 'query', testContext())).toMatchObject({ data: { ok: true } });
      expect(subgraph.requests.length).toBe(2);
      expect(lines).toEqual([]);
    });

    it('is the only one', async () => {
      subgraph.script = hangUp;
      await failureOf(client.send(QUERY, 'query', testContext()));
      expect(subgraph.requests.length).toBe(2);
    });

    it('does not follow when an answer had begun, nor when there was one', async () => {
      for (const script of [truncated, json(503, '', 'text/plain')]) {
        subgraph.script = script;
        const before = subgraph.requests.length;
        await failureOf(client.send(QUERY, 'query', testContext()));
        expect(subgraph.requests.length).toBe(before + 1);
      }
    });

    it('never sends a mutation twice', async () => {
      breakOnce();
      expect(await failureOf(client.send(MUTATION, 'mutation', testContext()))).toMatchObject({ reason: 'connection' });
      expect(subgraph.requests.length).toBe(1);
    });
  });

  describe('the deadline', () => {
    it('is the fetch’s own or the operation’s, whichever is nearer, and the subgraph is told', async () => {
      await client.send(QUERY, 'query', testContext({ deadlineAtMs: Date.now() + 60_000 }));
      await client.send(QUERY, 'query', testContext({ deadlineAtMs: Date.now() + 2_000 }));
      const told = subgraph.requests.map(({ headers }) => Number(headers['x-emporium-deadline-ms']));
      expect(told[0]! > 4_000 && told[0]! <= 5_000).toBe(true);
      expect(told[1]! > 1_000 && told[1]! <= 2_000).toBe(true);
    });

    it.each(['query', 'mutation'] as const)('ends a %s, on the subgraph too', async (kind) => {
      const held = subgraph.held();
      const failure = failureOf(clientOf(subgraph.url, 50).send(QUERY, kind, testContext()));
      const closed = once(await held, 'close');
      expect(await failure).toMatchObject({ reason: 'deadline', extensions: { code: 'DEADLINE_EXCEEDED' } });
      await closed;
      expect(subgraph.requests.length).toBe(1);
    });

    it('holds within an answer that does not end', async () => {
      subgraph.script = (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"data":');
      };
      const failure = await failureOf(clientOf(subgraph.url, 50).send(QUERY, 'query', testContext()));
      expect(failure.reason).toBe('deadline');
    });

    it('in the past sends nothing', async () => {
      const late = testContext({ deadlineAtMs: Date.now() - 1 });
      expect(await failureOf(client.send(QUERY, 'query', late))).toMatchObject({ reason: 'deadline' });
      expect(subgraph.requests).toEqual([]);
    });
  });

  describe('a client that goes away', () => {
    it('takes its query along, on the subgraph too, and leaves no line in the log', async () => {
      const held = subgraph.held();
      const context = testContext();
      const failure = failureOf(client.send(QUERY, 'query', context));
      const closed = once(await held, 'close');
      context.abandonment.happen();
      expect(await failure).toMatchObject({ reason: 'abandoned' });
      await closed;
      expect(lines).toEqual([]);
    });

    it('does not disturb its mutation', async () => {
      const held = subgraph.held();
      const context = testContext();
      const answer = client.send(MUTATION, 'mutation', context);
      const response = await held;
      context.abandonment.happen();
      json(200, '{"data":{"done":true}}')(response, '');
      expect(await answer).toMatchObject({ data: { done: true } });
    });

    it('while its query waits in line has it not sent', async () => {
      const responses: (() => void)[] = [];
      subgraph.script = (response, body) => responses.push(() => json(200, '{"data":{"ok":true}}')(response, body));
      const before = Array.from({ length: 128 }, () => client.send(QUERY, 'query', testContext()));
      await vi.waitFor(() => expect(responses.length).toBe(128));
      const context = testContext();
      const failure = failureOf(client.send('{"query":"{ abandoned }"}', 'query', context));
      const behind = client.send('{"query":"{ behind }"}', 'query', testContext());
      context.abandonment.happen();
      expect(await failure).toMatchObject({ reason: 'abandoned' });
      subgraph.script = json(200, '{"data":{"ok":true}}');
      for (const respond of responses) respond();
      await Promise.all([...before, behind]);
      expect(subgraph.requests.slice(128).map(({ body }) => body)).toEqual(['{"query":"{ behind }"}']);
    });

    it('before its query is sent has it not sent, but its mutation is', async () => {
      const context = testContext();
      context.abandonment.happen();
      expect(await failureOf(client.send(QUERY, 'query', context))).toMatchObject({ reason: 'abandoned' });
      expect(subgraph.requests).toEqual([]);
      expect(await client.send(MUTATION, 'mutation', context)).toMatchObject({ data: { ok: true } });
    });
  });

  describe('equal queries of one operation', () => {
    it('are sent once, and each gets objects of its own', async () => {
      const held = subgraph.held();
      const context = testContext();
      const asked = Array.from({ length: 3 }, () => client.send(QUERY, 'query', context));
      json(200, '{"data":{"nested":{"a":1}}}')(await held, '');
      const answers = await Promise.all(asked);
      expect(subgraph.requests.length).toBe(1);
      expect(answers.map(({ data }) => data)).toEqual(Array.from({ length: 3 }, () => ({ nested: { a: 1 } })));
      expect(new Set(answers.map(({ data }) => data?.['nested'])).size).toBe(3);
    });

    it('fail together', async () => {
      subgraph.script = json(500, '');
      const context = testContext();
      const failures = await Promise.all([1, 2].map(() => failureOf(client.send(QUERY, 'query', context))));
      expect(failures.map(({ reason }) => reason)).toEqual(['http', 'http']);
      expect(subgraph.requests.length).toBe(1);
    });

    it('are read for whoever did not recognise them', async () => {
      const context = testContext();
      const recognise = (body: Buffer) => body.equals(Buffer.from('{"data":{"ok":true}}'));
      const [first, second, third] = await Promise.all([
        client.send(QUERY, 'query', context, recognise),
        client.send(QUERY, 'query', context),
        client.send(QUERY, 'query', context, recognise),
      ]);
      expect(subgraph.requests.length).toBe(1);
      const recognised = Buffer.from('{"data":{"ok":true}}');
      expect(first).toEqual({ recognised, data: undefined, errors: undefined });
      expect(second).toEqual({ recognised: null, data: { ok: true }, errors: undefined });
      expect(third).toEqual(first);
    });

    it.each([
      ['other operations', () => [testContext(), testContext()], [QUERY, QUERY], 'query'],
      ['other questions', () => Array(2).fill(testContext()), [QUERY, `${QUERY} `], 'query'],
      ['mutations', () => Array(2).fill(testContext()), [MUTATION, MUTATION], 'mutation'],
    ] as const)('are not shared with %s', async (_, contexts, bodies, kind) => {
      const [one, two] = contexts();
      await Promise.all([client.send(bodies[0], kind, one!), client.send(bodies[1], kind, two!)]);
      expect(subgraph.requests.length).toBe(2);
    });

    it('are not shared one after the other', async () => {
      const context = testContext();
      await client.send(QUERY, 'query', context);
      await client.send(QUERY, 'query', context);
      expect(subgraph.requests.length).toBe(2);
    });
  });

  describe('the circuit', () => {
    const circuit = async () =>
      (await metrics.registry.getSingleMetric('gateway_subgraph_circuit')!.get()).values[0]!.value;
    const fail = async (times: number) => {
      for (let i = 0; i < times; i += 1) await failureOf(client.send(QUERY, 'query', testContext()));
    };

    it('opens after ten failures, tries after a second, and closes with an answer', async () => {
      subgraph.script = json(503, 'down', 'text/plain');
      await fail(10);
      await vi.waitFor(async () => expect(await circuit()).toBe(2));
      expect(await failureOf(client.send(MUTATION, 'mutation', testContext()))).toMatchObject({
        reason: 'circuitOpen',
      });
      expect(subgraph.requests.length).toBe(10);

      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1_000 });
      const held = subgraph.held();
      const probe = client.send(QUERY, 'query', testContext());
      const response = await held;
      expect(await circuit()).toBe(1);
      expect(await failureOf(client.send(QUERY, 'query', testContext()))).toMatchObject({ reason: 'circuitOpen' });
      json(200, '{"data":{"ok":true}}')(response, '');
      expect(await probe).toMatchObject({ data: { ok: true } });

      expect(await circuit()).toBe(0);
      expect(lines.filter(({ message }) => message.startsWith('circuit')).map(({ level }) => level)).toEqual([
        'warn',
        'info',
        'info',
      ]);
      expect(subgraph.requests.length).toBe(11);
    });

    it('stays closed while the subgraph answers, with errors or nonsense', async () => {
      subgraph.script = json(500, '{"errors":[{"message":"no"}]}');
      for (let i = 0; i < 12; i += 1) await client.send(QUERY, 'query', testContext());
      subgraph.script = json(200, 'nonsense');
      await fail(12);
      expect(await circuit()).toBe(0);
    });
  });

  describe('what a subgraph is sent', () => {
    it('is nothing of the client’s but what is passed on', async () => {
      await client.send(
        QUERY,
        'query',
        testContext({ identity: () => 'a.b.c', passedOn: ['authorization', 'Bearer é'] }),
      );
      const { headers } = subgraph.requests[0]!;
      expect(Object.keys(headers).toSorted()).toEqual([
        'accept',
        'authorization',
        'connection',
        'content-length',
        'content-type',
        'host',
        'traceparent',
        'x-emporium-deadline-ms',
        'x-emporium-identity',
        'x-request-id',
      ]);
      expect(headers).toMatchObject({ authorization: 'Bearer é', 'x-emporium-identity': 'a.b.c' });
    });
  });

  describe('the metrics', () => {
    it('count fetches by what became of them', async () => {
      await client.send(QUERY, 'query', testContext());
      subgraph.script = json(200, '{"errors":[{"message":"no"}]}');
      await client.send(QUERY, 'query', testContext());
      subgraph.script = json(200, '{}');
      await failureOf(client.send(QUERY, 'query', testContext()));
      const text = await metrics.registry.metrics();
      for (const outcome of ['ok', 'errors', 'failed']) {
        expect(text).toContain(
          `gateway_subgraph_fetch_duration_seconds_count{subgraph="products",outcome="${outcome}"} 1`,
        );
      }
    });
  });
});
