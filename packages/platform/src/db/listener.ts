import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log/index.ts';

export interface ListenerOptions {
  readonly url: string;
  readonly name: string;
  readonly channels: readonly string[];
  /** Taken before listening and held while the connection lives: of several processes one at a time is past this point. */
  readonly leaderLock?: string;
  /** Connected (again): notifications may have been missed, so look at the tables now. */
  readonly onReady: () => void;
  readonly onNotification: (channel: string, payload: string) => void;
  /** The connection, and with it the leader lock, is gone. */
  readonly onLost?: () => void;
  readonly log: Log;
}

export interface Listener {
  stop(): Promise<void>;
}

const RECONNECT_MIN_MS = 100;
const RECONNECT_MAX_MS = 5_000;
const CONNECT_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 10_000;

/**
 * Makes the server notice within seconds that we are gone: a host that vanishes must not keep the
 * leader lock for the two hours of TCP's own keep-alive, nor a backend wait for a lock that nobody
 * wants. A server that lacks one of these refuses it and does without.
 */
const NOTICE_ABSENCE = [
  `SET client_connection_check_interval = '1s'`,
  'SET tcp_keepalives_idle = 10',
  'SET tcp_keepalives_interval = 5',
  'SET tcp_keepalives_count = 3',
];

/** Holds one connection with `LISTEN` open, and opens it anew when it breaks, for as long as it takes. */
export function startListener(options: ListenerOptions): Listener {
  const log = options.log.child({ listener: options.name });
  const stopping = new AbortController();
  let client: pg.Client | null = null;

  const session = async (): Promise<void> => {
    const own = new pg.Client({
      connectionString: options.url,
      application_name: options.name,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    client = own;
    const ended = new Promise<void>((resolve) => own.once('end', resolve));
    own.on('error', (error) => log.debug({ err: error }, 'listener connection failed'));
    own.on('notification', ({ channel, payload }) => options.onNotification(channel, payload ?? ''));
    try {
      await own.connect();
      if (options.leaderLock) {
        for (const statement of NOTICE_ABSENCE) await own.query(statement).catch(() => {});
        await own.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [options.leaderLock]);
      }
      for (const channel of options.channels) await own.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      if (stopping.signal.aborted) return;
      options.onReady();
      await ended;
      options.onLost?.();
    } finally {
      await own.end().catch(() => {});
    }
  };

  const running = (async () => {
    let waitMs = RECONNECT_MIN_MS;
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      await session().catch((error: unknown) => log.debug({ err: error }, 'listener could not connect'));
      if (stopping.signal.aborted) break;
      waitMs = Date.now() - startedAt > RECONNECT_MAX_MS ? RECONNECT_MIN_MS : Math.min(waitMs * 2, RECONNECT_MAX_MS);
      log.warn({ waitMs }, 'listener lost its connection and will reconnect');
      await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();

  return {
    async stop() {
      stopping.abort();
      // A backend that waits for the leader lock does not read its socket: close our end instead of asking.
      (client as unknown as { connection: { stream: { destroy(): void } } } | null)?.connection.stream.destroy();
      await running;
    },
  };
}
