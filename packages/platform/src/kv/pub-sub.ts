/**
 * Tells other processes at once that something happened. Carries ids, not contents, and promises
 * nothing: whoever is not connected misses the message, so the truth must be readable elsewhere.
 */
export interface PubSub {
  /** @throws RangeError when topic and message are longer than `MESSAGE_LIMIT_BYTES` together */
  publish(topic: string, message: string): Promise<void>;
  /** Resolves when messages arrive; every message published after that does, while the connection holds. */
  subscribe(topic: string, subscription: Subscription): Promise<void>;
  close(): Promise<void>;
}

export interface Subscription {
  readonly onMessage: (message: string) => void;
  /** The connection was lost and is back: messages may have been missed, so look at the source. */
  readonly onGap?: () => void;
  /** Ends the subscription. */
  readonly signal: AbortSignal;
}

/** What the narrowest carrier takes: a PostgreSQL notification. */
export const MESSAGE_LIMIT_BYTES = 7_900;

export function assertFits(topic: string, message: string): void {
  if (topic === '' || topic.includes('\n')) throw new RangeError('a topic is one line of text');
  const bytes = Buffer.byteLength(topic) + Buffer.byteLength(message);
  if (bytes <= MESSAGE_LIMIT_BYTES) return;
  throw new RangeError(
    `a message of ${bytes} bytes exceeds the limit of ${MESSAGE_LIMIT_BYTES}: publish an id instead`,
  );
}
