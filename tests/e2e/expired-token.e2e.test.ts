import { once } from 'node:events';
import { CLOSE_CODES, type Gateway } from '@emporium/gateway';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { shopper, signIn } from './support/client.ts';
import { gatewayOfOurOwn } from './support/gateway.ts';
import { signingKey, type SigningKey } from './support/signing-key.ts';

let key: SigningKey;
let gateway: Gateway;
let userId: string;
beforeAll(async () => {
  key = await signingKey();
  gateway = await gatewayOfOurOwn({}, { jwksUrl: key.jwksUrl });
  ({
    viewer: { id: userId },
  } = await (await signIn('buyer')).ask('{ viewer { id } }'));
});
afterAll(async () => {
  await gateway.stop();
  await key[Symbol.asyncDispose]();
});

const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1000);
const bearer = (expiresAt: Date): string => key.token({ sub: userId, expiresAt });

it('counts until it has expired, and from then on says how to get a new one', async () => {
  const { data } = await shopper(bearer(inSeconds(60)), gateway.url).query('{ viewer { id } }');
  expect(data).toEqual({ viewer: { id: userId } });

  const late = await shopper(bearer(inSeconds(-60)), gateway.url).query('{ viewer { id } }');
  expect(late.data ?? null).toBeNull();
  expect(late.errors).toHaveLength(1);
  expect(late.errors![0]!.extensions?.code).toBe('UNAUTHENTICATED');
  expect(late.errors![0]!.message).toMatch(/expired.*sessionRefresh/s);
});

it('opens no socket once it has expired, and closes the one that it opened when it does', async () => {
  const connect = (token: string): WebSocket => {
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
    );
    return socket;
  };
  const [refused] = (await once(connect(bearer(inSeconds(-60))), 'close')) as [number];
  expect(refused).toBe(CLOSE_CODES.unauthenticated);

  const socket = connect(bearer(inSeconds(2)));
  const closed = once(socket, 'close') as Promise<[number]>;
  const [message] = (await once(socket, 'message')) as [Buffer];
  expect(JSON.parse(message.toString())).toMatchObject({ type: 'connection_ack' });
  expect((await closed)[0]).toBe(CLOSE_CODES.tokenExpired);
});
