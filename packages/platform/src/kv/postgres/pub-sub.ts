import { startListener } from '../../db/listener.ts';
import type { Database } from '../../db/index.ts';
import type { Log } from '../../log/index.ts';
import { assertFits, type PubSub, type Subscription } from '../pub-sub.ts';

/** One for all topics: a process hears everything published in its database and keeps what it asked for. */
const CHANNEL = 'pub_sub';

export interface PostgresPubSubOptions {
  readonly db: Pick<Database, 'query' | 'url'>;
  /** Shown in pg_stat_activity. */
  readonly name: string;
  readonly log: Log;
}

/** Holds one connection from the first subscription until `close`, and opens it again when it breaks. */
export function postgresPubSub({ db, name, log }: PostgresPubSubOptions): PubSub {
  const subscriptions = new Map<string, Set<Subscription>>();
  const firstReady = Promise.withResolvers<void>();
  let connectedBefore = false;
  let listener: ReturnType<typeof startListener> | null = null;

  /** One subscriber's mistake must not keep the others from hearing. */
  const tell = (callback: () => void): void => {
    try {
      callback();
    } catch (error) {
      log.error({ err: error }, 'a subscriber failed');
    }
  };

  const onReady = (): void => {
    if (connectedBefore) {
      for (const set of subscriptions.values()) for (const { onGap } of set) tell(() => onGap?.());
    }
    connectedBefore = true;
    firstReady.resolve();
  };

  const onNotification = (_channel: string, payload: string): void => {
    const end = payload.indexOf('\n');
    const message = payload.slice(end + 1);
    for (const { onMessage } of subscriptions.get(payload.slice(0, end)) ?? []) tell(() => onMessage(message));
  };

  const remove = (topic: string, subscription: Subscription): void => {
    const set = subscriptions.get(topic);
    set?.delete(subscription);
    if (set?.size === 0) subscriptions.delete(topic);
  };

  return {
    publish: async (topic, message) => {
      assertFits(topic, message);
      await db.query('SELECT pg_notify($1, $2)', [CHANNEL, `${topic}\n${message}`]);
    },
    subscribe: async (topic, subscription) => {
      if (subscription.signal.aborted) return;
      subscriptions.set(topic, (subscriptions.get(topic) ?? new Set()).add(subscription));
      subscription.signal.addEventListener('abort', () => remove(topic, subscription), { once: true });
      listener ??= startListener({ url: db.url, name, channels: [CHANNEL], onReady, onNotification, log });
      await firstReady.promise;
    },
    close: async () => {
      subscriptions.clear();
      firstReady.resolve();
      await listener?.stop();
    },
  };
}
