import type { Envelope } from '@emporium/contracts/events';

/**
 * The log that events travel on, a topic per producing subgraph. At least once; in order per key
 * within a topic. The embedded adapter is a table, the other one Kafka.
 */
export interface EventBus {
  /** Resolves when the events are durable. Publishing an event again (the same id) has no effect or delivers it twice, never loses it. */
  publish(topic: string, envelopes: readonly Envelope[]): Promise<void>;

  /**
   * Delivers each event of the topics that the consumer has not finished, oldest first, one at a time per topic.
   * `handle` must not reject for a poisoned event: what it leaves unhandled it parks. A rejection is
   * taken for broken infrastructure and the event is delivered again. Several processes may subscribe as
   * one consumer: they share the work. The log keeps events for seven days at least, and longer for a
   * consumer that has started once and is behind.
   */
  subscribe(options: {
    readonly consumer: string;
    readonly topics: readonly string[];
    readonly handle: (envelope: Envelope) => Promise<void>;
  }): Subscription;

  /** After its subscriptions were stopped. */
  close(): Promise<void>;
}

export interface Subscription {
  /** Resolves when everything published before this call was handled, by this process if it has the lead, or when it stops. */
  idle(): Promise<void>;
  /** Finishes the event under way; the next start goes on after it. */
  stop(): Promise<void>;
}
