import type { DomainEvent, Envelope } from '@emporium/contracts/events';
import type { Tx } from '../db/index.ts';

/** A handler for each event type that a subgraph listens to; types without one pass by. */
export type EventHandlers<Event extends DomainEvent = DomainEvent> = {
  readonly [Type in Event['type']]?: (
    tx: Tx,
    event: Extract<Event, { readonly type: Type }>,
    envelope: Envelope,
  ) => Promise<void>;
};

export type EventHandler = (tx: Tx, event: DomainEvent, envelope: Envelope) => Promise<void>;

export const handlerFor = <Event extends DomainEvent>(
  handlers: EventHandlers<Event>,
  type: string,
): EventHandler | undefined => (handlers as Record<string, EventHandler | undefined>)[type];

/** The idempotency key under which a consumer remembers that it has handled an event. */
export const inboxKey = (consumer: string, eventId: string): string => `event:${consumer}:${eventId}`;
