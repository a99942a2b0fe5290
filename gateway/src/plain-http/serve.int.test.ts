import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Exchange } from '../http/exchange.ts';
import { servePlainRequests, type PlainServer } from './serve.ts';

const KEEP_ALIVE_MS = 72_000;

let server: Server;
let plain: PlainServer;
let clients: Client[];
/** What answers plain requests. */
let handle: (exchange: Exchange) => void;
/** Methods and URLs of what Node's server has read. */
let byNode: string[];

beforeEach(async () => {
  byNode = [];
  clients = [];
  handle = (exchange) => answer(exchange, 'plain');
  server = createServer((request, response) => {
    byNode.push(`${request.method} ${request.url}`);
    request.resume().on('end', () => response.end('node'));
  });
  plain = servePlainRequests(server, new Map([['/graphql', (exchange) => handle(exchange)]]), KEEP_ALIVE_MS);
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => {
  vi.useRealTimers();
  for (const client of clients) client.socket.destroy();
  server.closeAllConnections();
  server.close();
});

const answer = (exchange: Exchange, content: string | Buffer, headers: readonly string[] = []): void =>
  exchange.answer(200, headers, content, Buffer.byteLength(content));

const post = (body: string, fields = '', path = '/graphql'): string =>
  `POST ${path} HTTP/1.1\r\nhost: a\r\n${fields}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** A connection, and everything that it has brought. */
class Client {
  readonly socket: Socket;
  text = '';
  #heard: (() => void) | null = null;

  constructor() {
    this.socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    this.socket.setNoDelay();
    this.socket.on('error', () => {});
    this.socket.on('data', (piece) => {
      this.text += piece.toString();
      this.#heard?.();
    });
    clients.push(this);
  }

  async hears(words: string): Promise<void> {
    while (!this.text.includes(words)) await new Promise<void>((resolve) => (this.#heard = resolve));
  }
}

describe('a connection', () => {
  it('brings one request after the other, and Node reads none of them', async () => {
    const client = new Client();
    handle = (exchange) => exchange.readBody(100, (text) => answer(exchange, `to ${text}`));
    for (const body of ['first', 'second', 'third']) {
      client.socket.write(post(body));
      await client.hears(`to ${body}`);
    }
    expect(byNode).toEqual([]);
    expect(client.text).toMatch(
      /^HTTP\/1\.1 200 OK\r\ncontent-length: 8\r\ndate: \w{3}, .* GMT\r\nconnection: keep-alive\r\nkeep-alive: timeout=72\r\n\r\nto first/,
    );
  });

  it('is Node’s with the first request that is not plain, and from then on', async () => {
    const client = new Client();
    client.socket.write(post('{}'));
    await client.hears('plain');
    for (const request of ['GET /health HTTP/1.1\r\nhost: a\r\n\r\n', post('{}'), post('{}', '', '/other')]) {
      client.text = '';
      client.socket.write(request);
      await client.hears('node');
    }
    expect(byNode).toEqual(['GET /health', 'POST /graphql', 'POST /other']);
  });

  it('is Node’s wherever a request is cut', async () => {
    const whole = post('{"query":"{ ü }"}', 'accept: */*\r\n');
    const bytes = Buffer.from(whole);
    for (let at = 1; at < bytes.length; at += 1) {
      const arrived = new Promise((resolve) =>
        server.once('connection', (socket: Socket) => socket.once('data', resolve)),
      );
      const client = new Client();
      client.socket.write(bytes.subarray(0, at));
      await arrived;
      client.socket.write(bytes.subarray(at));
      await client.hears('\r\n\r\n');
      expect(client.text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      client.socket.destroy();
    }
  });

  it('brings what was sent ahead after what it waits for', async () => {
    const paused = new Promise((resolve) =>
      server.once('connection', (socket: Socket) => socket.once('pause', resolve)),
    );
    const client = new Client();
    const asked = Promise.withResolvers<Exchange>();
    handle = asked.resolve;
    client.socket.write(post('1'));
    const first = await asked.promise;
    client.socket.write(post('2'));
    client.socket.write(post('3', '', '/other'));
    await paused;
    expect(byNode).toEqual([]);
    answer(first, 'first');
    await vi.waitFor(() => expect(client.text.split('node').length).toBe(3));
    expect(client.text.indexOf('first')).toBeLessThan(client.text.indexOf('node'));
    expect(byNode).toEqual(['POST /graphql', 'POST /other']);
  });

  it('may be upgraded after a plain request', async () => {
    server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\nupgraded'));
    const client = new Client();
    client.socket.write(post('{}'));
    await client.hears('plain');
    client.socket.write('GET /graphql HTTP/1.1\r\nhost: a\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n');
    await client.hears('upgraded');
  });

  it('ends with an answer that says so', async () => {
    handle = (exchange) => answer(exchange, 'last', ['connection', 'close']);
    const client = new Client();
    client.socket.write(post('{}'));
    await once(client.socket, 'close');
    expect(client.text).toMatch(/connection: close\r\n.*last$/s);
    expect(client.text).not.toContain('keep-alive');
  });
});

describe('an answer', () => {
  it.each<[string, string | Buffer]>([
    ['text', 'plain'],
    ['text beyond ASCII', 'naïve 🌶️'],
    ['bytes', Buffer.from('naïve 🌶️')],
    ['nothing', ''],
  ])('may be %s', async (_, content) => {
    handle = (exchange) => answer(exchange, content, ['x-a', 'b']);
    const client = new Client();
    client.socket.write(post('{}'));
    await client.hears(`\r\n\r\n${content.toString()}`);
    expect(client.text).toContain(`x-a: b\r\ncontent-length: ${Buffer.byteLength(content)}\r\n`);
  });

  it('has no line break in its head, nor what is no ASCII', async () => {
    for (const value of ['a\r\nx: y', 'a\nb', 'ü']) {
      const thrown = Promise.withResolvers<unknown>();
      handle = (exchange) => {
        try {
          answer(exchange, 'x', ['x-a', value]);
        } catch (error) {
          thrown.resolve(error);
          answer(exchange, 'refused');
        }
      };
      const client = new Client();
      client.socket.write(post('{}'));
      expect(await thrown.promise).toBeInstanceOf(Error);
      await client.hears('refused');
      expect(client.text).not.toContain('x-a');
    }
  });

  it('is given once', async () => {
    handle = (exchange) => {
      expect([exchange.isOver, exchange.isAnswered]).toEqual([false, false]);
      answer(exchange, 'first');
      expect([exchange.isOver, exchange.isAnswered]).toEqual([true, true]);
      answer(exchange, 'second');
    };
    const client = new Client();
    client.socket.write(post('{}'));
    await client.hears('first');
    client.socket.write(post('{}'));
    await vi.waitFor(() => expect(client.text.split('first').length).toBe(3));
    expect(client.text).not.toContain('second');
  });
});

describe('a client', () => {
  it.each(['resetAndDestroy', 'end'] as const)('that goes before its answer is missed: %s', async (leave) => {
    const asked = Promise.withResolvers<Exchange>();
    const gone = Promise.withResolvers<void>();
    handle = (exchange) => {
      exchange.onGone(gone.resolve);
      asked.resolve(exchange);
    };
    const client = new Client();
    client.socket.write(post('{}'));
    const exchange = await asked.promise;
    client.socket[leave]();
    await gone.promise;
    expect([exchange.isOver, exchange.isAnswered]).toEqual([true, false]);
    answer(exchange, 'nobody reads it');
  });

  it('that has its answer is not missed', async () => {
    let missed = 0;
    handle = (exchange) => {
      exchange.onGone(() => (missed += 1));
      answer(exchange, 'plain');
    };
    const client = new Client();
    const closed = new Promise((resolve) =>
      server.once('connection', (socket: Socket) => socket.once('close', resolve)),
    );
    client.socket.write(post('{}'));
    await client.hears('plain');
    client.socket.destroy();
    await closed;
    expect(missed).toBe(0);
  });

  it('that sends nothing is left after a while', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    server.close();
    server = createServer();
    servePlainRequests(server, new Map([['/graphql', (exchange) => handle(exchange)]]), KEEP_ALIVE_MS);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const [silent, busy] = [new Client(), new Client()];
    await Promise.all([silent, busy].map(({ socket }) => once(socket, 'connect')));
    const asked = Promise.withResolvers<Exchange>();
    handle = asked.resolve;
    busy.socket.write(post('{}'));
    const exchange = await asked.promise;
    const closed = once(silent.socket, 'close');
    vi.advanceTimersByTime(KEEP_ALIVE_MS + 5_000);
    await closed;
    answer(exchange, 'late');
    await busy.hears('late');
  });
});

describe('closing what is idle', () => {
  it('cuts no answer off, nor one that is still being read', async () => {
    const large = 'x'.repeat(8 * 1024 * 1024);
    const asked = Promise.withResolvers<Exchange>();
    handle = asked.resolve;
    const [idle, waiting, reading] = [new Client(), new Client(), new Client()];
    waiting.socket.write(post('{}'));
    const exchange = await asked.promise;
    const written = Promise.withResolvers<void>();
    handle = (reader) => {
      answer(reader, large);
      written.resolve();
    };
    reading.socket.pause();
    reading.socket.write(post('{}'));
    await written.promise;

    const closed = once(idle.socket, 'close');
    plain.closeIdle();
    await closed;
    answer(exchange, 'late');
    await waiting.hears('late');
    const ended = once(reading.socket, 'close');
    reading.socket.resume();
    await ended;
    expect(reading.text.length).toBeGreaterThan(large.length);
  });
});
