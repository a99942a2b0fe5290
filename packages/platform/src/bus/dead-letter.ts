import type { Envelope } from '@emporium/contracts/events';
import type { EventId } from '@emporium/contracts/ids';
import { isConnectionFailure, type Database } from '../db/index.ts';
import { err, ok, type Result } from '../result/index.ts';
import { childOf, parseTraceparent, withTrace } from '../trace/index.ts';
import { handlerFor, inboxKey, type AnyEventHandlers } from './inbox.ts';

export type ReplayFailure =
  | { readonly code: 'NOT_FOUND' }
  /** Nobody handles this type of event any more. */
  | { readonly code: 'NO_HANDLER'; readonly eventType: string }
  | { readonly code: 'STILL_FAILING'; readonly error: string };

/** An event that a consumer has put aside. */
export interface DeadLetter {
  readonly eventId: EventId;
  /** The producing subgraph. */
  readonly topic: string;
  readonly type: string;
  /** The aggregate's id. */
  readonly key: string;
  /** When it was put aside first. */
  readonly parkedAt: Date;
  /** How often its handler has failed, replays included. */
  readonly attempts: number;
  /** What stopped the handler the last time. */
  readonly error: string;
}

/** What a consumer has put aside, in the order in which it happened. */
export const readDeadLetters = (db: Database, consumer: string): Promise<DeadLetter[]> =>
  db.query<DeadLetter>(
    `SELECT event_id AS "eventId", envelope->>'topic' AS topic, envelope->'event'->>'type' AS type,
            envelope->>'key' AS key, parked_at AS "parkedAt", attempts, error
       FROM dead_letter WHERE consumer = $1
      ORDER BY envelope->>'occurredAt', event_id`,
    [consumer],
  );

/** Puts an event aside with the error that stopped it; once more for an event that is there already. */
export async function parkDeadLetter(
  db: Database,
  consumer: string,
  envelope: Envelope,
  error: unknown,
  attempts: number,
): Promise<void> {
  await db.query(
    `INSERT INTO dead_letter (consumer, event_id, envelope, error, attempts) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (consumer, event_id) DO UPDATE
       SET error = excluded.error, attempts = dead_letter.attempts + excluded.attempts`,
    [consumer, envelope.id, JSON.stringify(envelope), String(error), attempts],
  );
}

/**
 * Hands a parked event to its handler again, once, and removes it in the handler's transaction.
 * However often and however concurrently it is called, the handler takes effect once at most. A
 * failure stays parked with its newest error. Events of the key that came later were handled
 * meanwhile: the handler must bear that.
 */
export async function replayDeadLetter(
  db: Database,
  consumer: string,
  eventId: string,
  handlers: AnyEventHandlers,
): Promise<Result<null, ReplayFailure>> {
  const which = [consumer, eventId];
  const parked = await db.one<{ envelope: Envelope }>(
    'SELECT envelope FROM dead_letter WHERE consumer = $1 AND event_id = $2',
    which,
  );
  if (parked === null) return err({ code: 'NOT_FOUND' });
  const { envelope } = parked;
  const handler = handlerFor(handlers, envelope.event.type);
  if (handler === undefined) return err({ code: 'NO_HANDLER', eventType: envelope.event.type });

  try {
    await withTrace(childOf(parseTraceparent(envelope.traceparent)), () =>
      db.uow.once(inboxKey(consumer, envelope.id), envelope.id, async (tx) => {
        await handler(tx, envelope.event, envelope);
        tx.write('DELETE FROM dead_letter WHERE consumer = $1 AND event_id = $2', which);
        return null;
      }),
    );
  } catch (error) {
    if (isConnectionFailure(error)) throw error;
    const [still] = await db.query(
      `UPDATE dead_letter SET error = $3, attempts = attempts + 1 WHERE consumer = $1 AND event_id = $2 RETURNING 1`,
      [...which, String(error)],
    );
    // Without the row, another replay has succeeded meanwhile, and this one failed on what that one did.
    return still === undefined ? ok(null) : err({ code: 'STILL_FAILING', error: String(error) });
  }
  // It may have been parked and then delivered again with success: then the handler did not run now, and the row is left.
  await db.query('DELETE FROM dead_letter WHERE consumer = $1 AND event_id = $2', which);
  return ok(null);
}
