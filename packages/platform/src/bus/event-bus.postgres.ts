import type { DomainEvent, Envelope } from '@emporium/contracts/events';
import { openDatabase, sqlMigration, startListener, type Migration } from '../db/index.ts';
import type { Log } from '../log/index.ts';
import { createPump, type Pump } from '../pump/index.ts';
import type { EventBus } from './event-bus.ts';

export const busMigrations: readonly Migration[] = [
  sqlMigration(1767225600001, 'EventLog', [
    `CREATE TABLE event_log (
       position bigint GENERATED ALWAYS AS IDENTITY,
       topic text NOT NULL,
       id text NOT NULL UNIQUE,
       key text NOT NULL,
       event jsonb NOT NULL,
       traceparent text,
       occurred_at timestamptz NOT NULL,
       PRIMARY KEY (topic, position)
     )`,
    `CREATE TABLE consumer_offset (
       consumer text NOT NULL,
       topic text NOT NULL,
       position bigint NOT NULL,
       PRIMARY KEY (consumer, topic)
     )`,
  ]),
];

interface LogRow {
  readonly position: bigint;
  readonly id: string;
  readonly key: string;
  readonly event: DomainEvent;
  readonly traceparent: string | null;
  readonly occurred_at: Date;
}

const BATCH = 200;

/**
 * The event bus on a PostgreSQL table in a database of its own. Publishers to one topic take turns
 * (an advisory lock held to the commit), so positions of a topic become visible in their order and
 * a consumer that has seen position n has seen everything below it.
 */
export function postgresEventBus({ url, log }: { url: string; log: Log }): EventBus {
  const db = openDatabase({ url, name: 'event bus', poolSize: 8, log });

  const publish = async (topic: string, envelopes: readonly Envelope[]): Promise<void> => {
    await db.uow.run(async (tx) => {
      // Nothing waits here: the lock leaves with what it is for, in one write.
      tx.write('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [topic]);
      tx.write(
        `WITH appended AS (
           INSERT INTO event_log (topic, id, key, event, traceparent, occurred_at)
           SELECT $1, e.id, e.key, e.event, e.traceparent, e.occurred_at
             FROM unnest($2::text[], $3::text[], $4::jsonb[], $5::text[], $6::timestamptz[])
                  WITH ORDINALITY AS e (id, key, event, traceparent, occurred_at, n)
            ORDER BY e.n
           ON CONFLICT (id) DO NOTHING RETURNING 1)
         SELECT pg_notify('event_log', $1) WHERE EXISTS (SELECT FROM appended)`,
        [
          topic,
          envelopes.map((envelope) => envelope.id),
          envelopes.map((envelope) => envelope.key),
          envelopes.map((envelope) => JSON.stringify(envelope.event)),
          envelopes.map((envelope) => envelope.traceparent ?? null),
          envelopes.map((envelope) => envelope.occurredAt),
        ],
      );
    });
  };

  /** From now on the log keeps what this consumer has not seen. */
  const register = async (consumer: string, topic: string): Promise<void> => {
    await db.query(
      'INSERT INTO consumer_offset (consumer, topic, position) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING',
      [consumer, topic],
    );
  };

  const readFrom = async (consumer: string, topic: string): Promise<LogRow[]> =>
    db.query<LogRow>(
      `SELECT position, id, key, event, traceparent, occurred_at FROM event_log
        WHERE topic = $2
          AND position > coalesce((SELECT position FROM consumer_offset WHERE consumer = $1 AND topic = $2), 0)
        ORDER BY position LIMIT $3`,
      [consumer, topic, BATCH],
    );

  /** Never backwards: a process that lost the lead may finish its event after its successor went on. */
  const advance = async (consumer: string, topic: string, position: bigint): Promise<void> => {
    await db.query(
      `INSERT INTO consumer_offset (consumer, topic, position) VALUES ($1, $2, $3)
       ON CONFLICT (consumer, topic) DO UPDATE
         SET position = greatest(consumer_offset.position, excluded.position)`,
      [consumer, topic, position],
    );
  };

  return {
    publish,
    subscribe({ consumer, topics, handle }) {
      let leading = false;
      let stopped = false;

      /** Hands on one batch; a failure leaves the rest for the next try. What comes meanwhile wakes the pump. */
      const handleNext = async (topic: string): Promise<'more' | 'idle'> => {
        const rows = await readFrom(consumer, topic);
        let done = 0;
        try {
          for (const row of rows) {
            if (stopped || !leading) break;
            await handle(toEnvelope(topic, row));
            done += 1;
          }
        } finally {
          if (done > 0) await advance(consumer, topic, rows[done - 1]!.position);
        }
        return done < rows.length || rows.length === BATCH ? 'more' : 'idle';
      };

      const pumpOf = (topic: string): Pump => {
        let registered = false;
        return createPump({
          name: `${consumer} consumer of ${topic}`,
          log,
          step: async () => {
            if (!registered) await register(consumer, topic);
            registered = true;
            return handleNext(topic);
          },
        });
      };

      const pumps = new Map(topics.map((topic) => [topic, pumpOf(topic)]));
      const all = [...pumps.values()];
      const listener = startListener({
        url,
        name: `${consumer} consumer`,
        channels: ['event_log'],
        leaderLock: `consumer ${consumer}`,
        onReady: () => {
          leading = true;
          all.forEach((pump) => pump.resume());
        },
        onNotification: (_channel, topic) => pumps.get(topic)?.wake(),
        onLost: () => {
          leading = false;
          all.forEach((pump) => pump.pause());
        },
        log,
      });
      return {
        idle: async () => void (await Promise.all(all.map((pump) => pump.idle()))),
        async stop() {
          stopped = true;
          await Promise.all(all.map((pump) => pump.stop()));
          await listener.stop();
        },
      };
    },
    close: () => db.close(),
  };
}

const toEnvelope = (topic: string, row: LogRow): Envelope => ({
  id: row.id as Envelope['id'],
  topic,
  key: row.key,
  occurredAt: row.occurred_at.toISOString(),
  ...(row.traceparent !== null && { traceparent: row.traceparent }),
  event: row.event,
});
