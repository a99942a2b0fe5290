import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buildSchema, GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { follow, openSocket, OrderLiveDocument } from './index.ts';

const schema = buildSchema(`
  scalar BigInt
  scalar DateTime
  type Query { ok: Boolean }
  type Event { sequence: BigInt! kind: String! status: String! message: String! occurredAt: DateTime! }
  type Subscription { orderUpdated(orderId: ID!, after: BigInt): Event! }
`);
const LAST = 9;
const TOKEN_EXPIRED = 4430;

/** What goes wrong after the event with this sequence, once. */
type Mishap = 'socket closed' | 'source lost' | 'refused' | 'resync';

let sockets: WebSocketServer;
let mishaps: Map<number, Mishap>;
let subscribed: { after: unknown; authorization: unknown }[];

/** Replays what comes after `after`, up to the last event, unless a mishap comes between. */
async function* events(after: unknown) {
  for (let sequence = Number(after ?? 0) + 1; sequence <= LAST; sequence += 1) {
    yield { data: { orderUpdated: { sequence: String(sequence), status: 'SHIPPED' } } };
    const mishap = mishaps.get(sequence);
    mishaps.delete(sequence);
    if (mishap === 'socket closed') {
      for (const socket of sockets.clients) socket.close(TOKEN_EXPIRED, 'The access token has expired.');
      return;
    }
    if (mishap) throw new GraphQLError(mishap, { extensions: EXTENSIONS[mishap] });
  }
}
const EXTENSIONS = {
  'source lost': { code: 'SERVICE_UNAVAILABLE', retryable: true },
  refused: { code: 'FORBIDDEN' },
  resync: { code: 'RESYNC' },
};

beforeEach(async () => {
  mishaps = new Map();
  subscribed = [];
  sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  useServer(
    {
      schema,
      context: (connection) => connection,
      subscribe: (args) => {
        const { after } = args.variableValues as { after?: unknown };
        const { connectionParams } = args.contextValue as { connectionParams: { authorization?: string } };
        subscribed.push({ after, authorization: connectionParams.authorization });
        return events(after) as never;
      },
    },
    sockets,
  );
  await once(sockets, 'listening');
});

afterEach(() => {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
});

const waitMs = (): number => 1;
function open(token: () => string | null = () => null) {
  const { port } = sockets.address() as AddressInfo;
  return openSocket({ url: `ws://127.0.0.1:${port}`, webSocketImpl: WebSocket, token, waitMs });
}
async function sequences(socket = open(), after?: string): Promise<number[]> {
  const seen: number[] = [];
  const variables = { orderId: 'ord_1', ...(after !== undefined && { after }) };
  for await (const event of follow(socket, OrderLiveDocument, variables, { waitMs })) seen.push(Number(event.sequence));
  return seen;
}

describe('follow', () => {
  it('gives every event once until the stream ends', async () => {
    expect(await sequences()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('goes on from where the caller was', async () => {
    expect(await sequences(open(), '6')).toEqual([7, 8, 9]);
  });

  it('resumes without gap or duplicate when its sockets are closed, with a new token each time', async () => {
    mishaps = new Map([
      [2, 'socket closed'],
      [5, 'socket closed'],
    ]);
    let tokens = 0;
    expect(await sequences(open(() => `token ${(tokens += 1)}`))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(subscribed).toEqual([
      { after: undefined, authorization: 'Bearer token 1' },
      { after: '2', authorization: 'Bearer token 2' },
      { after: '5', authorization: 'Bearer token 3' },
    ]);
  });

  it('subscribes again when the source of the events was lost', async () => {
    mishaps.set(4, 'source lost');
    expect(await sequences()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(subscribed.map(({ after }) => after)).toEqual([undefined, '4']);
  });

  it.each([
    ['refused', 'FORBIDDEN'],
    ['resync', 'RESYNC'],
  ] as const)('ends with the code when it is %s', async (mishap, code) => {
    mishaps.set(3, mishap);
    await expect(sequences()).rejects.toMatchObject({ name: 'RequestFailed', code });
    expect(subscribed).toHaveLength(1);
  });

  it('closes the socket when the loop is left', async () => {
    const socket = open();
    const closed = new Promise((resolve) => socket.on('closed', resolve));
    for await (const event of follow(socket, OrderLiveDocument, { orderId: 'ord_1' })) {
      if (event.sequence) break;
    }
    expect(await closed).toMatchObject({ code: 1000 });
  });
});
