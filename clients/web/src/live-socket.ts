import { createClient, type Client } from 'graphql-ws';

export interface SocketOptions {
  /** `wss://shop.example/graphql` */
  readonly url: string;
  /** Asked at each connection: the gateway closes a socket when its token ends, and the next needs a new one. */
  readonly token?: () => string | null | Promise<string | null>;
  /** For a platform without a WebSocket of its own. */
  readonly webSocketImpl?: unknown;
  /** How long to wait before attempt number `attempt`, counted from 0. */
  readonly waitMs?: (attempt: number) => number;
}

const LONGEST_WAIT_MS = 30_000;

/** Doubles from a quarter of a second to half a minute, at random, so that a restarted gateway is not stormed. */
export const backoffMs = (attempt: number): number =>
  Math.min(LONGEST_WAIT_MS, 250 * 2 ** attempt) * (0.5 + Math.random() / 2);

/**
 * One socket for all live operations of a page: opened by the first, closed after the last, reopened for as long as
 * there are any. Only what cannot get better ends it: a token that is not accepted, a message that is not understood.
 */
export function openSocket({ url, token = () => null, webSocketImpl, waitMs = backoffMs }: SocketOptions): Client {
  return createClient({
    url,
    webSocketImpl,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (attempt) => new Promise((resolve) => setTimeout(resolve, waitMs(attempt))),
    shouldRetry: () => true,
    keepAlive: 15_000,
    connectionParams: async () => {
      const bearer = await token();
      return bearer === null ? {} : { authorization: `Bearer ${bearer}` };
    },
  });
}
