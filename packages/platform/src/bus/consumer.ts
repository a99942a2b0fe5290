import type { Envelope } from '@emporium/contracts/events';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { isConnectionFailure, type Database } from '../db/index.ts';
import type { Log } from '../log/index.ts';
import { childOf, parseTraceparent, withTrace } from '../trace/index.ts';
import { parkDeadLetter } from './dead-letter.ts';
import type { EventBus, Subscription } from './event-bus.ts';
import { handlerFor, inboxKey, type EventHandler, type AnyEventHandlers } from './inbox.ts';

export type Consumer = Subscription;

const ATTEMPTS = 5;

/**
 * Hands events to their handlers, each in a transaction of its own in the consumer's database,
 * exactly once by the event's id. A handler that fails five times has the event parked in
 * `dead_letter`, with the error, and the stream goes on. While the database is out of reach nothing
 * is parked: the event waits.
 */
export function startConsumer(options: {
  readonly bus: EventBus;
  readonly db: Database;
  /** The consuming subgraph. */
  readonly consumer: string;
  readonly handlers: AnyEventHandlers;
  readonly log: Log;
}): Consumer {
  const { bus, db, consumer, handlers, log } = options;
  const topics = [...new Set(Object.keys(handlers).map((type) => type.split('.', 1)[0]!))];
  const patiently = retry(
    handleWhen((error) => !isConnectionFailure(error)),
    { maxAttempts: ATTEMPTS - 1, backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 2_000 }) },
  );

  const handleOnce = (envelope: Envelope, handler: EventHandler): Promise<unknown> =>
    db.uow.once(inboxKey(consumer, envelope.id), envelope.id, async (tx) => {
      await handler(tx, envelope.event, envelope);
      return null;
    });

  return bus.subscribe({
    consumer,
    topics,
    handle: async (envelope) => {
      const handler = handlerFor(handlers, envelope.event.type);
      if (handler === undefined) return;
      await withTrace(childOf(parseTraceparent(envelope.traceparent)), async () => {
        try {
          await patiently.execute(() => handleOnce(envelope, handler));
        } catch (error) {
          if (isConnectionFailure(error)) throw error;
          log.error(
            { err: error, eventId: envelope.id, eventType: envelope.event.type },
            'event parked as a dead letter',
          );
          await parkDeadLetter(db, consumer, envelope, error, ATTEMPTS);
        }
      });
    },
  });
}
