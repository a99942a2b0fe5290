import type { DomainEvent, Envelope } from '@emporium/contracts/events';
import type { EventBus } from '../bus/index.ts';
import { startListener, type Database } from '../db/index.ts';
import type { Log } from '../log/index.ts';
import { createPump } from '../pump/index.ts';

interface OutboxRow {
  readonly position: bigint;
  readonly id: string;
  readonly key: string;
  readonly event: DomainEvent;
  readonly traceparent: string | null;
  readonly occurred_at: Date;
}

export interface Relay {
  /** Resolves when the outbox was seen empty. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

const BATCH = 500;

/**
 * Moves events from the outbox to the bus: published first, deleted second, so a crash between the
 * two publishes again (the bus knows an event by its id) and loses nothing. One relay per database
 * is active at a time, by an advisory lock, because two would mix up the order within a key; rows
 * are deleted by their exact positions, because a transaction that commits late may hold a lower one.
 */
export function startRelay({ db, bus, topic, log }: { db: Database; bus: EventBus; topic: string; log: Log }): Relay {
  const pump = createPump({
    name: `${topic} relay`,
    log,
    step: async () => {
      const rows = await db.query<OutboxRow>(
        'SELECT position, id, key, event, traceparent, occurred_at FROM outbox ORDER BY position LIMIT $1',
        [BATCH],
      );
      if (rows.length === 0) return 'idle';
      await bus.publish(
        topic,
        rows.map((row) => toEnvelope(topic, row)),
      );
      await db.query('DELETE FROM outbox WHERE position = ANY($1)', [rows.map((row) => row.position)]);
      // What was committed meanwhile wakes the pump.
      return rows.length === BATCH ? 'more' : 'idle';
    },
  });
  const listener = startListener({
    url: db.url,
    name: `${topic} relay`,
    channels: ['outbox'],
    leaderLock: 'outbox relay',
    onReady: pump.resume,
    onNotification: pump.wake,
    onLost: pump.pause,
    log,
  });
  return {
    idle: pump.idle,
    async stop() {
      await pump.stop();
      await listener.stop();
    },
  };
}

const toEnvelope = (topic: string, row: OutboxRow): Envelope => ({
  id: row.id as Envelope['id'],
  topic,
  key: row.key,
  occurredAt: row.occurred_at.toISOString(),
  ...(row.traceparent !== null && { traceparent: row.traceparent }),
  event: row.event,
});
