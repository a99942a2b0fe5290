import { connect, type Socket } from 'node:net';
import { drive, type Load, type Operation } from '../bench/load.ts';
import { createMessageReader } from './messages.ts';

// The clients, in a process of their own: connections on which one request follows the other. Requests are made in
// advance, answers are counted and not read, so a request costs this process a few microseconds.

export interface LoadOrder {
  readonly url: string;
  readonly body: string;
  /** One for each customer; requests take them in turn. */
  readonly authorizations: readonly string[];
  readonly connections: number;
  /** Null until each customer has come once. */
  readonly seconds: number | null;
  /** How long the right answer is. */
  readonly answerBytes: number;
}

/** What was measured, once every connection had been used. */
export interface SteadyLoad extends Load {
  /** Those too that came before it was measured. */
  readonly operationsInAll: number;
}

export type LoadOutcome = { readonly load: SteadyLoad | null } | { readonly failure: string };

/** Until every connection is used, the gateway's to its subgraphs too: what that takes is nobody's latency later. */
const OPENING_SECONDS = 0.3;

/** Extensions may hold figures, such as what is left of a budget, so an answer's length varies; an error changes it by more. */
const LENGTH_VARIES_BY = 64;

process.on('message', (order: LoadOrder) => {
  void run(order)
    .then((load): LoadOutcome => ({ load }))
    .catch((error: unknown): LoadOutcome => ({ failure: error instanceof Error ? error.message : String(error) }))
    .then((outcome) => process.send!(outcome));
});
process.once('disconnect', () => process.exit(0));

async function run({
  url,
  body,
  authorizations,
  connections,
  seconds,
  answerBytes,
}: LoadOrder): Promise<SteadyLoad | null> {
  const { hostname, port, pathname } = new URL(url);
  const requests = authorizations.map((authorization) =>
    Buffer.from(
      `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\naccept: application/json\r\n` +
        `authorization: ${authorization}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    ),
  );
  const clients = await Promise.all(
    Array.from({ length: connections }, () => openConnection(Number(port), hostname, answerBytes)),
  );
  let sent = 0;
  const operation: Operation = { run: (client) => clients[client]!.send(requests[sent++ % requests.length]!) };
  try {
    if (seconds !== null) {
      const opening = await drive(operation, connections, OPENING_SECONDS);
      const load = await drive(operation, connections, seconds);
      return { ...load, operationsInAll: opening.operations + load.operations };
    }
    await Promise.all(
      clients.map(async (_, client) => {
        while (sent < requests.length) await operation.run(client);
      }),
    );
    return null;
  } finally {
    for (const client of clients) client.close();
  }
}

interface Connection {
  /** Resolves with the right answer, and rejects with any other. */
  send(request: Buffer): Promise<void>;
  close(): void;
}

async function openConnection(port: number, host: string, answerBytes: number): Promise<Connection> {
  let settle: PromiseWithResolvers<void> | null = null;
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opened = connect({ port, host, noDelay: true }, () => resolve(opened));
    opened.once('error', reject);
  });
  const fail = (reason: string): void => settle?.reject(new Error(reason));
  socket.on('error', (error) => fail(error.message));
  socket.on('close', () => fail('the gateway closed a connection'));
  socket.on(
    'data',
    createMessageReader((head, body) => {
      if (!head.startsWith('HTTP/1.1 200')) fail(`${head.split('\r\n', 1)[0]}: ${body.toString().slice(0, 500)}`);
      else if (Math.abs(body.length - answerBytes) > LENGTH_VARIES_BY) {
        fail(`an answer of ${body.length} bytes instead of ${answerBytes}: ${body.toString().slice(0, 500)}`);
      } else settle?.resolve();
    }),
  );
  return {
    send(request) {
      settle = Promise.withResolvers();
      socket.write(request);
      return settle.promise;
    },
    close: () => void socket.destroy(),
  };
}
