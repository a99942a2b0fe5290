import { DealTicksDocument, type DealTicksSubscription } from '@emporium/web-client';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** A socket of its own that follows deals, as one open browser tab does. */
export interface Follower {
  readonly firstTick: Promise<void>;
  /** Of the ticks that came, in the order in which they came. */
  readonly sequences: readonly bigint[];
  /** Why the stream ended, if it did. */
  readonly failure: unknown;
  /** Told how old each tick is when it comes. */
  onTick: ((delayMs: number) => void) | null;
  stop(): Promise<void>;
}

const FIRST_TICK_WITHIN_MS = 30_000;

export function followDeals(url: string, dealIds: readonly string[]): Follower {
  const socket = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
  const sequences: bigint[] = [];
  const first = Promise.withResolvers<void>();
  const late = setTimeout(() => first.reject(new Error('no deal ticked')), FIRST_TICK_WITHIN_MS);
  first.promise.finally(() => clearTimeout(late)).catch(() => {});

  let failure: unknown = null;
  const fail = (error: unknown): void => {
    failure ??= error;
    first.reject(new Error('a socket failed', { cause: error }));
  };
  const follower = {
    firstTick: first.promise,
    sequences,
    get failure() {
      return failure;
    },
    onTick: null as Follower['onTick'],
    stop: async () => socket.dispose(),
  };
  socket.subscribe<DealTicksSubscription>(
    { query: DealTicksDocument.toString(), variables: { dealIds } },
    {
      next({ data, errors }) {
        if (!data) return fail(errors);
        const { sequence, serverTime } = data.dealTicks;
        sequences.push(BigInt(sequence));
        follower.onTick?.(Date.now() - Date.parse(serverTime));
        first.resolve();
      },
      error: fail,
      complete: () => fail(new Error('the server ended the stream')),
    },
  );
  return follower;
}
