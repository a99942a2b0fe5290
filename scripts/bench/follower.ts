import type { TypedDocumentString } from '@emporium/web-client';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** A socket of its own that follows one stream, as one open browser tab does. */
export interface Follower {
  readonly firstEvent: Promise<void>;
  /** Of the events that came, in the order in which they came. */
  readonly sequences: readonly bigint[];
  /** Why the stream ended, if it did. */
  readonly failure: unknown;
  /** Told how old each event is when it comes. */
  onEvent: ((delayMs: number) => void) | null;
  stop(): Promise<void>;
}

export interface Followed<Data, Variables> {
  /** The gateway's WebSocket. */
  readonly url: string;
  /** Who follows; null for a visitor. */
  readonly token: string | null;
  readonly document: TypedDocumentString<Data, Variables>;
  readonly variables: Variables;
  /** An event's number, and when it happened as ISO 8601 writes it. */
  readonly read: (data: Data) => { readonly sequence: string; readonly at: string };
}

const FIRST_EVENT_WITHIN_MS = 30_000;

export function follow<Data, Variables extends Record<string, unknown>>(stream: Followed<Data, Variables>): Follower {
  const { url, token, document, variables, read } = stream;
  const socket = createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(token !== null && { connectionParams: { authorization: `Bearer ${token}` } }),
  });
  const sequences: bigint[] = [];
  const first = Promise.withResolvers<void>();
  const late = setTimeout(() => first.reject(new Error('no event came')), FIRST_EVENT_WITHIN_MS);
  first.promise.finally(() => clearTimeout(late)).catch(() => {});

  let failure: unknown = null;
  const fail = (error: unknown): void => {
    failure ??= error;
    first.reject(new Error('a socket failed', { cause: error }));
  };
  const follower = {
    firstEvent: first.promise,
    sequences,
    get failure() {
      return failure;
    },
    onEvent: null as Follower['onEvent'],
    stop: async () => socket.dispose(),
  };
  socket.subscribe<Data>(
    { query: document.toString(), variables },
    {
      next({ data, errors }) {
        if (!data) return fail(errors);
        const { sequence, at } = read(data);
        sequences.push(BigInt(sequence));
        follower.onEvent?.(Date.now() - Date.parse(at));
        first.resolve();
      },
      error: fail,
      complete: () => fail(new Error('the server ended the stream')),
    },
  );
  return follower;
}

const CONNECT_AT_ONCE = 50;

/** Opens so many sockets, a few at a time, each with its first event. What was opened before one fails is stopped. */
export async function followAll(count: number, open: (index: number) => Follower): Promise<Follower[]> {
  const followers: Follower[] = [];
  try {
    while (followers.length < count) {
      const batch = Array.from({ length: Math.min(CONNECT_AT_ONCE, count - followers.length) }, (_, index) =>
        open(followers.length + index),
      );
      followers.push(...batch);
      await Promise.all(batch.map((follower) => follower.firstEvent));
    }
    return followers;
  } catch (error) {
    await stopAll(followers);
    throw error;
  }
}

/** Fails with why a stream ended, if one did. */
export function assertRunning(followers: readonly Follower[]): void {
  for (const { failure } of followers) if (failure) throw new Error('a socket failed', { cause: failure });
}

export async function stopAll(followers: readonly Follower[]): Promise<void> {
  await Promise.all(followers.map((follower) => follower.stop()));
}
