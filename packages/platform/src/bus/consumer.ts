import type { DomainEvent, Envelope } from '@emporium/contracts/events';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
import type { Database, Tx } from '../db/index.ts';
import type { Log } from '../log/index.ts';
import { childOf, parseTraceparent, withTrace } from '../trace/index.ts';
import type { EventBus, Subscription } from './event-bus.ts';

/** A handler for each event type that a subgraph listens to; types without one pass by. */
export type EventHandlers<Event extends DomainEvent = DomainEvent> = {
  readonly [Type in Event['type']]?: (
    tx: Tx,
    event: Extract<Event, { readonly type: Type }>,
    envelope: Envelope,
  ) => Promise<void>;
};

export type Consumer = Subscription;

const ATTEMPTS = 5;

/**
 * Hands events to their handlers, each in a transaction of its own in the consumer's database,
 * exactly once by the event's id. A handler that fails five times has the event parked in
 * `dead_letter`, with the error, and the stream goes on.
 */
export function startConsumer<Event extends DomainEvent>(options: {
  readonly bus: EventBus;
  readonly db: Database;
  /** The consuming subgraph. */
  readonly consumer: string;
  readonly handlers: EventHandlers<Event>;
  readonly log: Log;
}): Consumer {
  const { bus, db, consumer, log } = options;
  const handlers = options.handlers as Record<
    string,
    ((tx: Tx, event: DomainEvent, envelope: Envelope) => Promise<void>) | undefined
  >;
  const topics = [...new Set(Object.keys(handlers).map((type) => type.split('.', 1)[0]!))];
  const patiently = retry(handleAll, {
    maxAttempts: ATTEMPTS - 1,
    backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 2_000 }),
  });

  const handleOnce = (envelope: Envelope, handler: NonNullable<(typeof handlers)[string]>): Promise<unknown> =>
    db.uow.once(`event:${consumer}:${envelope.id}`, envelope.id, async (tx) => {
      await handler(tx, envelope.event, envelope);
      return null;
    });

  const park = async (envelope: Envelope, error: unknown): Promise<void> => {
    log.error({ err: error, eventId: envelope.id, eventType: envelope.event.type }, 'event parked as a dead letter');
    await db.query(
      `INSERT INTO dead_letter (consumer, event_id, envelope, error, attempts) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (consumer, event_id) DO UPDATE
         SET error = excluded.error, attempts = dead_letter.attempts + excluded.attempts, parked_at = now()`,
      [consumer, envelope.id, JSON.stringify(envelope), String(error), ATTEMPTS],
    );
  };

  return bus.subscribe({
    consumer,
    topics,
    handle: async (envelope) => {
      const handler = handlers[envelope.event.type];
      if (handler === undefined) return;
      await withTrace(childOf(parseTraceparent(envelope.traceparent)), async () => {
        try {
          await patiently.execute(() => handleOnce(envelope, handler));
        } catch (error) {
          await park(envelope, error);
        }
      });
    },
  });
}
