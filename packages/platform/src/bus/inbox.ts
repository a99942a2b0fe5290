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

/** Handlers of whatever events, to those who only pass them on. */
export type AnyEventHandlers = Readonly<
  Record<string, ((tx: Tx, event: never, envelope: Envelope) => Promise<void>) | undefined>
>;

export const handlerFor = (handlers: AnyEventHandlers, type: string): EventHandler | undefined =>
  handlers[type] as EventHandler | undefined;

/** The idempotency key under which a consumer remembers that it has handled an event. */
export const inboxKey = (consumer: string, eventId: string): string => `event:${consumer}:${eventId}`;
