import type { EventId } from '../ids.ts';

/** What every event has: a versioned name in the past tense, `<producer>.<what-happened>.v<N>`. */
export interface DomainEvent {
  readonly type: `${string}.${string}.v${number}`;
}

/** An event as the bus delivers it. Delivered at least once, in order per `key`. */
export interface Envelope<E extends DomainEvent = DomainEvent> {
  readonly id: EventId;
  /** The producing subgraph. */
  readonly topic: string;
  /** The aggregate's id; events of one key arrive in the order they were committed. */
  readonly key: string;
  readonly occurredAt: string;
  readonly traceparent?: string;
  readonly event: E;
}
