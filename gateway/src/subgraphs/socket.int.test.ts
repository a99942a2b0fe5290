import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { silentLog } from '@emporium/platform/log';
import { afterEach, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { LIMITS } from '../limits.ts';
import { createMetrics } from '../metrics.ts';
import { SubgraphSocket } from './socket.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** The first event of a subscription, of which the subgraph sends this as the result. */
async function received(payload: unknown, log = silentLog): Promise<unknown> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'graphql-transport-ws' });
  server.on('connection', (socket) =>
    socket.on('message', (message: Buffer) => {
      const { id, type } = JSON.parse(message.toString()) as { id?: string; type: string };
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (type === 'subscribe') socket.send(JSON.stringify({ id, type: 'next', payload }));
    }),
  );
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const socket = new SubgraphSocket({ name: 'products', url, limits: LIMITS, metrics: createMetrics(), log });
  stops.push(
    () => socket.close(),
    () => new Promise((resolve) => server.close(resolve)),
  );
  const events = socket.subscribe({ query: 'subscription { a }', variables: {}, extensions: {} });
  const { value } = await events.next();
  await events.return!();
  return value;
}

it.each([
  { data: { a: 1 } },
  { data: null, errors: [{ message: 'no' }] },
  { data: { a: null }, errors: [{ message: 'no', path: ['a'], extensions: null }] },
])('passes a result on as it is: %j', async (result) => {
  expect(await received(result)).toEqual(result);
});

it.each([
  ['neither data nor errors', {}],
  ['no data, and no error that says why', { data: null, errors: [] }],
  ['data that is no map', { data: 'x' }],
  ['errors that are no list', { data: { a: 1 }, errors: 'x' }],
  ['an error that is none', { data: null, errors: [null] }],
])('makes an error of what is no result: %s', async (_, result) => {
  const warn = vi.fn();
  const log = Object.assign(Object.create(silentLog) as typeof silentLog, { warn });
  expect(await received(result, log)).toEqual({
    data: null,
    errors: [
      {
        message: expect.stringContaining('The products service is not available.'),
        extensions: { code: 'SERVICE_UNAVAILABLE', service: 'products' },
      },
    ],
  });
  expect(warn).toHaveBeenCalledOnce();
});
