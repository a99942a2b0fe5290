import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { ExchangeHandler } from '../http/exchange.ts';
import { PlainConnection } from './client-connection.ts';

export interface PlainServer {
  /** Closes the connections on which nothing is to be answered. */
  closeIdle(): void;
}

/** How late it may be noticed that a connection has waited long enough: one timer serves all of them. */
const SWEEP_EVERY_MS = 5_000;

/**
 * Lets `server` read connections only from what is no plain request on (see `PlainConnection`). Node documents that any
 * stream may be given to a server as a connection, by its event of that name.
 */
export function servePlainRequests(
  server: Server,
  handlers: ReadonlyMap<string, ExchangeHandler>,
  keepAliveMs: number,
): PlainServer {
  const [nodes] = server.listeners('connection') as [(this: Server, socket: Socket) => void];
  server.removeAllListeners('connection');
  const open = new Set<PlainConnection>();
  const keepAlive = `connection: keep-alive\r\nkeep-alive: timeout=${Math.floor(keepAliveMs / 1000)}\r\n`;
  const options = { handlers, keepAlive, open, takeOver: (socket: Socket) => nodes.call(server, socket) };
  server.on('connection', (socket: Socket) => new PlainConnection(socket, options));
  const closeIdleSince = (instant: number): void => {
    for (const connection of open) connection.closeIfIdleSince(instant);
  };
  const sweeper = setInterval(() => closeIdleSince(Date.now() - keepAliveMs), SWEEP_EVERY_MS).unref();
  server.once('close', () => clearInterval(sweeper));
  return { closeIdle: () => closeIdleSince(Date.now()) };
}
