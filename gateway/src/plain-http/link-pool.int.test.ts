import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Asking } from '../subgraphs/transport.ts';
import { LinkPool } from './link-pool.ts';

const BODY = '{"data":{"a":"naïve 🌶️"}}';
const LENGTH = `content-length: ${Buffer.byteLength(BODY)}\r\n`;
const answer = (fields = LENGTH, body = BODY): string =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${fields}\r\n${body}`;
const IN_CHUNKS = answer(
  'transfer-encoding: chunked\r\n',
  `${Buffer.byteLength(BODY).toString(16)}\r\n${BODY}\r\n0\r\n\r\n`,
);
const TO_THE_END = answer('', BODY);

let server: Server;
let pool: LinkPool;
/** Connections so far, and what each brought. */
let sockets: Socket[];
let others: number;
/** Answers what has come. */
let respond: (socket: Socket) => void;

beforeEach(async () => {
  sockets = [];
  others = 0;
  respond = (socket) => socket.write(answer());
  server = createServer({ noDelay: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => {}).on('data', () => respond(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  pool = new LinkPool({
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`),
    connections: 2,
    keepAliveMs: 4_000,
    answerBytes: 1_000_000,
    metOther: () => (others += 1),
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await pool.close();
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** Status, content type and body of the answer. */
const ask = (body = '{}'): Promise<unknown[]> =>
  new Promise((resolve, reject) => {
    const told: unknown[] = [];
    const asking: Asking = {
      body,
      headers: () => ['x-a', 'b'],
      isOver: false,
      sent: () => {},
      begun: (...begun) => void told.push(...begun),
      answered: (body) => resolve([...told, body.toString()]),
      broke: reject,
    };
    pool.dispatch(asking);
  });
const RIGHT = [200, 'application/json', BODY];

it.each([
  ['with a length', answer(), 1],
  ['in chunks', IN_CHUNKS, Buffer.byteLength(IN_CHUNKS) - 1],
])('reads an answer %s wherever it is cut', async (_, text, connections) => {
  const bytes = Buffer.from(text);
  for (let at = 1; at < bytes.length; at += 1) {
    respond = (socket) => {
      socket.write(bytes.subarray(0, at), () => setImmediate(() => socket.write(bytes.subarray(at))));
    };
    expect(await ask()).toEqual(RIGHT);
  }
  expect(sockets.length).toBe(connections);
});

it('reads an answer that ends with its connection, as with HTTP/1.0', async () => {
  for (const text of [TO_THE_END, TO_THE_END.replace('1.1', '1.0')]) {
    respond = (socket) => socket.end(text);
    expect(await ask()).toEqual(RIGHT);
  }
  expect(others).toBe(2);
});

it('reads over what comes before an answer', async () => {
  respond = (socket) => socket.write(`HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${answer()}`);
  expect(await ask()).toEqual(RIGHT);
});

it('sends a question of any characters and length', async () => {
  for (const body of ['{"ascii":1}', '{"ü":"🌶️"}', `"${'ü'.repeat(300_000)}"`]) {
    let text = '';
    const whole = Promise.withResolvers<void>();
    respond = () => {};
    server.once('connection', (socket: Socket) =>
      socket.setEncoding('utf8').on('data', (piece: unknown) => {
        text += piece as string;
        if (text.endsWith(body)) {
          socket.write(answer(`connection: close\r\n${LENGTH}`));
          whole.resolve();
        }
      }),
    );
    const asked = ask(body);
    await whole.promise;
    expect(await asked).toEqual(RIGHT);
    const port = (server.address() as AddressInfo).port;
    expect(text.slice(0, -body.length)).toBe(
      `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: keep-alive\r\nx-a: b\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`,
    );
  }
});

it.each([
  ['it has waited long enough', '', 3_999],
  ['the server is about to close it', 'keep-alive: timeout=3\r\n', 1_999],
])('does not use a connection again when %s', async (_, fields, waits) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  respond = (socket) => socket.write(answer(fields + LENGTH));
  await ask();
  vi.advanceTimersByTime(waits);
  await ask();
  expect(sockets.length).toBe(1);
  vi.advanceTimersByTime(waits + 1);
  await ask();
  expect(sockets.length).toBe(2);
});

it('gives nobody what came too much, or too late', async () => {
  respond = (socket) => socket.write(answer() + answer(LENGTH, BODY.replace('naïve', 'other')));
  expect(await ask()).toEqual(RIGHT);
  respond = (socket) => socket.write(answer());
  expect(await ask()).toEqual(RIGHT);
  expect(sockets.length).toBe(2);
  const dropped = once(sockets[1]!, 'close');
  sockets[1]!.write(answer());
  await dropped;
  expect(await ask()).toEqual(RIGHT);
  expect(sockets.length).toBe(3);
});

it('sends those in line when a connection is free, or has broken', async () => {
  const waiting: Socket[] = [];
  respond = (socket) => waiting.push(socket);
  const asked = Array.from({ length: 6 }, () => ask().catch((error: Error) => error.message));
  await vi.waitFor(() => expect(waiting.length).toBe(2));
  respond = (socket) => socket.write(answer());
  waiting[0]!.destroy();
  waiting[1]!.write(answer());
  const answers = await Promise.all(asked);
  expect(answers.filter((one) => one === 'the connection ended before the answer').length).toBe(1);
  expect(answers.filter((one) => JSON.stringify(one) === JSON.stringify(RIGHT)).length).toBe(5);
  expect(sockets.length).toBe(3);
});

it('closes when what was sent has been answered', async () => {
  const arrived = Promise.withResolvers<Socket>();
  respond = arrived.resolve;
  const asked = ask();
  const socket = await arrived.promise;
  let closed = false;
  const closing = pool.close().then(() => (closed = true));
  await new Promise(setImmediate);
  expect(closed).toBe(false);
  socket.write(answer());
  expect(await asked).toEqual(RIGHT);
  await closing;
});
