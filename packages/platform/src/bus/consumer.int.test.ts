import type { DomainEvent, Envelope } from '@emporium/contracts/events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { migrate, openDatabase, platformTables, sqlMigration, type Database, type Tx } from '../db/index.ts';
import { silentLog, testDatabase, type TestDatabase } from '../testing/index.ts';
import { currentTrace } from '../trace/index.ts';
import { testEnvelope } from './event-bus.contract.ts';
import {
  busMigrations,
  postgresEventBus,
  replayDeadLetter,
  startConsumer,
  type Consumer,
  type EventBus,
  type EventHandlers,
} from './index.ts';

type Counted = { readonly type: 'test.counted.v1'; readonly n: number };
type Handle = NonNullable<EventHandlers<Counted>['test.counted.v1']>;

let busDatabase: TestDatabase;
let database: TestDatabase;
let bus: EventBus;
let busDb: Database;
let db: Database;
let consumers: Consumer[] = [];

beforeAll(async () => {
  [busDatabase, database] = await Promise.all([
    testDatabase({ template: 'bus', prepare: (url) => migrate(url, busMigrations) }),
    testDatabase({
      template: 'platform-consumer',
      prepare: (url) =>
        migrate(url, [
          ...platformTables,
          sqlMigration(1767225700000, 'Effect', ['CREATE TABLE effect (position serial, n int NOT NULL)']),
        ]),
    }),
  ]);
  bus = postgresEventBus({ url: busDatabase.url, log: silentLog });
  busDb = openDatabase({ url: busDatabase.url, name: 'test', poolSize: 2, log: silentLog });
  db = openDatabase({ url: database.url, name: 'consumer under test', poolSize: 6, log: silentLog });
});
beforeEach(async () => {
  await busDb.query('TRUNCATE event_log, consumer_offset');
  await db.query('TRUNCATE effect, idempotency, dead_letter');
});
afterEach(async () => {
  await Promise.all(consumers.map((consumer) => consumer.stop()));
  consumers = [];
});
afterAll(async () => {
  await Promise.all([bus.close(), busDb.close(), db.close()]);
  await Promise.all([busDatabase.drop(), database.drop()]);
});

const event = (n: number) => testEnvelope('test', 'a', n);
const apply: Handle = async (tx, { n }) => tx.write('INSERT INTO effect (n) VALUES ($1)', [n]);
const handlersOf = (handle: Handle): EventHandlers<Counted> => ({ 'test.counted.v1': handle });
const start = (handle: Handle, over: EventBus = bus) => {
  const consumer = startConsumer({ bus: over, db, consumer: 'tester', handlers: handlersOf(handle), log: silentLog });
  consumers.push(consumer);
  return consumer;
};
const effects = async () =>
  (await db.query<{ n: number }>('SELECT n FROM effect ORDER BY position')).map((row) => row.n);
const deadLetters = () =>
  db.query<{ event_id: string; envelope: Envelope; error: string; attempts: number }>(
    'SELECT event_id, envelope, error, attempts FROM dead_letter',
  );

/** A bus that hands its events to the subscriber by hand. */
function manualBus() {
  let deliver: ((envelope: Envelope) => Promise<void>) | undefined;
  const manual: EventBus = {
    publish: async () => {},
    subscribe: ({ handle }) => {
      deliver = handle;
      return { idle: async () => {}, stop: async () => {} };
    },
    close: async () => {},
  };
  return { manual, deliver: (envelope: Envelope) => deliver!(envelope) };
}

describe('startConsumer', () => {
  it('hands each event to its handler, in order, and passes by what nobody handles', async () => {
    const consumer = start(apply);
    const unknown = { ...event(9), event: { type: 'test.unknown.v1' } } satisfies Envelope;
    await bus.publish('test', [event(1), unknown, event(2)]);
    await consumer.idle();
    expect(await effects()).toEqual([1, 2]);
    expect(await deadLetters()).toEqual([]);
  });

  it('takes effect once, however often and however concurrently an event is delivered', async () => {
    const { manual, deliver } = manualBus();
    start(apply, manual);
    const envelope = event(1);
    await Promise.all(Array.from({ length: 5 }, () => deliver(envelope)));
    await deliver(envelope);
    expect(await effects()).toEqual([1]);
  });

  it('delivers the whole log again without effect when the consumer’s position is lost', async () => {
    const consumer = start(apply);
    await bus.publish('test', [event(1), event(2)]);
    await consumer.idle();
    await consumer.stop();
    await busDb.query('TRUNCATE consumer_offset');
    const again = vi.fn(apply);
    await start(again).idle();
    expect(await effects()).toEqual([1, 2]);
    const [{ position }] = (await busDb.query<{ position: bigint }>('SELECT position FROM consumer_offset')) as [never];
    expect(position).not.toBe(0n);
  });

  it('tries a failing handler again, and leaves nothing of the failed attempts', async () => {
    let failures = 3;
    const consumer = start(async (tx, ...rest) => {
      await apply(tx, ...rest);
      await tx.query('SELECT 1'); // sends the write
      if (failures-- > 0) throw new Error('not yet');
    });
    await bus.publish('test', [event(1), event(2)]);
    await consumer.idle();
    expect(await effects()).toEqual([1, 2]);
    expect(await deadLetters()).toEqual([]);
  });

  it('parks an event whose handler keeps failing, with the error, and goes on', async () => {
    const attempts = vi.fn();
    const consumer = start(async (tx, counted, envelope) => {
      if (counted.n === 1) {
        attempts();
        throw new Error('the order is unknown');
      }
      await apply(tx, counted, envelope);
    });
    const poisoned = event(1);
    await bus.publish('test', [poisoned, event(2)]);
    await consumer.idle();
    expect(await effects()).toEqual([2]);
    expect(attempts).toHaveBeenCalledTimes(5);
    expect(await deadLetters()).toEqual([
      { event_id: poisoned.id, envelope: poisoned, error: 'Error: the order is unknown', attempts: 5 },
    ]);
  });

  it('parks nothing because the database went away: the event waits for it', async () => {
    let kills = 5;
    const consumer = start(async (tx, ...rest) => {
      await apply(tx, ...rest);
      if (kills-- > 0) await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    await bus.publish('test', [event(1)]);
    await consumer.idle();
    expect(await effects()).toEqual([1]);
    expect(kills).toBe(-1);
    expect(await deadLetters()).toEqual([]);
  });

  it('runs the handler in the trace of the event, or in one of its own', async () => {
    const traces: (string | undefined)[] = [];
    const spans: (string | undefined)[] = [];
    const consumer = start(async () => {
      traces.push(currentTrace()?.traceId);
      spans.push(currentTrace()?.spanId);
    });
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await bus.publish('test', [{ ...event(1), traceparent }, event(2)]);
    await consumer.idle();
    expect(traces).toEqual(['0af7651916cd43dd8448eb211c80319c', expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(traces[1]).not.toBe(traces[0]);
    expect(spans[0]).not.toBe('b7ad6b7169203331');
  });
});

describe('replayDeadLetter', () => {
  const parkOne = async () => {
    const { manual, deliver } = manualBus();
    start(async () => {
      throw new Error('broken');
    }, manual);
    const envelope = { ...event(1), traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
    await deliver(envelope);
    expect(await deadLetters()).toHaveLength(1);
    return { envelope, deliver };
  };
  const replay = (envelope: Envelope, handle: Handle) =>
    replayDeadLetter(db, 'tester', envelope.id, handlersOf(handle));

  it('hands the event to its handler and removes it, in the trace it came with', async () => {
    const { envelope } = await parkOne();
    let traceId: string | undefined;
    const outcome = await replay(envelope, async (tx: Tx, ...rest) => {
      traceId = currentTrace()?.traceId;
      await apply(tx, ...rest);
    });
    expect(outcome).toEqual({ ok: true, value: null });
    expect(await effects()).toEqual([1]);
    expect(await deadLetters()).toEqual([]);
    expect(traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(await replay(envelope, apply)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });

  it('takes effect once for concurrent replays and a redelivery, and none brings the row back', async () => {
    const { envelope } = await parkOne();
    await db.query('CREATE UNIQUE INDEX effect_once ON effect (n)');
    let arrived = 0;
    const all = Promise.withResolvers<void>();
    const together: Handle = async (tx, ...rest) => {
      if ((arrived += 1) === 3) all.resolve();
      await all.promise;
      await apply(tx, ...rest);
    };
    const outcomes = await Promise.all([1, 2, 3].map(() => replay(envelope, together)));
    await db.query('DROP INDEX effect_once');
    expect(outcomes).toEqual([1, 2, 3].map(() => ({ ok: true, value: null })));
    expect(await effects()).toEqual([1]);
    expect(await deadLetters()).toEqual([]);
    const { manual, deliver } = manualBus();
    start(apply, manual);
    await deliver(envelope);
    expect(await effects()).toEqual([1]);
  });

  it('keeps the row when the handler fails again, with the new error', async () => {
    const { envelope } = await parkOne();
    const outcome = await replay(envelope, async (tx, ...rest) => {
      await apply(tx, ...rest);
      await tx.query('SELECT 1');
      throw new Error('broken differently');
    });
    expect(outcome).toEqual({ ok: false, error: { code: 'STILL_FAILING', error: 'Error: broken differently' } });
    expect(await effects()).toEqual([]);
    expect(await deadLetters()).toMatchObject([{ error: 'Error: broken differently', attempts: 6 }]);
  });

  it('removes, without handling it again, what was handled after it was parked', async () => {
    const { envelope } = await parkOne();
    const { manual, deliver } = manualBus();
    start(apply, manual);
    await deliver(envelope);
    expect(await replay(envelope, apply)).toEqual({ ok: true, value: null });
    expect(await effects()).toEqual([1]);
    expect(await deadLetters()).toEqual([]);
  });

  it('says so when nobody handles the type any more', async () => {
    const { envelope } = await parkOne();
    const none: EventHandlers<DomainEvent> = {};
    expect(await replayDeadLetter(db, 'tester', envelope.id, none)).toEqual({
      ok: false,
      error: { code: 'NO_HANDLER', eventType: 'test.counted.v1' },
    });
    expect(await deadLetters()).toHaveLength(1);
  });
});
