import type { DomainEvent, Envelope } from '@emporium/contracts/events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { busMigrations, postgresEventBus, type EventBus } from '../bus/index.ts';
import { migrate, openDatabase, platformTables, sqlMigration, type Database } from '../db/index.ts';
import { silentLog, testDatabase, type TestDatabase } from '../testing/index.ts';
import { withTrace } from '../trace/index.ts';
import { appendToOutbox, startRelay, type Relay } from './index.ts';

type Counted = DomainEvent & { readonly n: number };

let busDatabase: TestDatabase;
let database: TestDatabase;
let bus: EventBus;
let busDb: Database;
let db: Database;
let relays: Relay[] = [];

beforeAll(async () => {
  [busDatabase, database] = await Promise.all([
    testDatabase({ template: 'bus', prepare: (url) => migrate(url, busMigrations) }),
    testDatabase({
      template: 'platform-outbox',
      prepare: (url) =>
        migrate(url, [
          ...platformTables,
          sqlMigration(1767225700000, 'Account', ['CREATE TABLE account (id text PRIMARY KEY, n int NOT NULL)']),
        ]),
    }),
  ]);
  bus = postgresEventBus({ url: busDatabase.url, log: silentLog });
  busDb = openDatabase({ url: busDatabase.url, name: 'test', poolSize: 2, log: silentLog });
  db = openDatabase({ url: database.url, name: 'test', poolSize: 10, log: silentLog });
});
beforeEach(async () => {
  await busDb.query('TRUNCATE event_log');
  await db.query('TRUNCATE outbox, account');
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()));
  relays = [];
});
afterAll(async () => {
  await Promise.all([bus.close(), busDb.close(), db.close()]);
  await Promise.all([busDatabase.drop(), database.drop()]);
});

const start = (over: EventBus = bus) => {
  const relay = startRelay({ db, bus: over, topic: 'test', log: silentLog });
  relays.push(relay);
  return relay;
};
const event = (n: number): Counted => ({ type: 'test.counted.v1', n });
const append = (key: string, n: number) => db.uow.run(async (tx) => appendToOutbox(tx, key, event(n)));
/** Adds one to an account, under its lock, and says so. */
const increment = (id: string) =>
  db.uow.run(async (tx) => {
    const [account] = await tx.query<{ n: number }>('SELECT n FROM account WHERE id = $1 FOR UPDATE', [id]);
    tx.write('UPDATE account SET n = n + 1 WHERE id = $1', [id]);
    appendToOutbox(tx, id, event(account!.n + 1));
  });
const logged = async (key: string) =>
  (
    await busDb.query<{ n: number }>(
      `SELECT (event->>'n')::int AS n FROM event_log WHERE topic = 'test' AND key = $1 ORDER BY position`,
      [key],
    )
  ).map((row) => row.n);
const waiting = async () => (await db.one<{ n: bigint }>('SELECT count(*) AS n FROM outbox'))!.n;
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
const over = (publish: EventBus['publish']): EventBus => ({ ...bus, publish });

describe('appendToOutbox', () => {
  it('publishes an event if, and only if, the transaction commits', async () => {
    const relay = start();
    await append('a', 1);
    await expect(
      db.uow.run(async (tx) => {
        appendToOutbox(tx, 'a', event(2));
        await tx.query('SELECT 1'); // sends the event, still inside the transaction
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await expect(
      db.uow.run(async (tx) => {
        appendToOutbox(tx, 'a', event(3));
        tx.write('SELECT 1 / 0');
      }),
    ).rejects.toThrow('division by zero');
    await append('a', 4);
    await relay.idle();
    expect(await logged('a')).toEqual([1, 4]);
    expect(await waiting()).toBe(0n);
  });

  it('passes the trace, the key and the moment on', async () => {
    const before = Date.now();
    const trace = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true };
    await withTrace(trace, () => append('a', 1));
    await append('b', 2);
    const published: Envelope[] = [];
    await start(over(async (_topic, envelopes) => void published.push(...envelopes))).idle();
    expect(published).toEqual([
      {
        id: expect.stringMatching(/^evt_/),
        topic: 'test',
        key: 'a',
        occurredAt: expect.any(String),
        traceparent: `00-${trace.traceId}-${trace.spanId}-01`,
        event: event(1),
      },
      { id: expect.stringMatching(/^evt_/), topic: 'test', key: 'b', occurredAt: expect.any(String), event: event(2) },
    ]);
    for (const { occurredAt } of published) expect(Math.abs(Date.parse(occurredAt) - before)).toBeLessThan(60_000);
  });
});

describe('startRelay', () => {
  it('publishes what waits when it starts, and then without being asked', async () => {
    await append('a', 1);
    start();
    await vi.waitFor(async () => expect(await logged('a')).toEqual([1]));
    await append('a', 2);
    await vi.waitFor(async () => expect(await logged('a')).toEqual([1, 2]));
  });

  it('keeps the order within a key while many write at once', async () => {
    const keys = ['a', 'b', 'c', 'd'];
    await db.query(`INSERT INTO account SELECT unnest($1::text[]), 0`, [keys]);
    const relay = start();
    await Promise.all(Array.from({ length: 400 }, (_, n) => increment(keys[n % 4]!)));
    await relay.idle();
    for (const key of keys) expect(await logged(key)).toEqual(upTo(100));
  });

  it('takes an event that commits late, while a later one is being published', async () => {
    const began = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const relay = start(
      over(async (topic, envelopes) => {
        began.resolve();
        await finish.promise;
        await bus.publish(topic, envelopes);
      }),
    );
    await db.uow.run(async (tx) => {
      appendToOutbox(tx, 'late', event(1));
      await tx.query('SELECT 1'); // has its position now
      await append('early', 2);
      await began.promise;
    });
    finish.resolve();
    await relay.idle();
    expect(await logged('early')).toEqual([2]);
    expect(await logged('late')).toEqual([1]);
  });

  it('publishes again what was published but not deleted, and the log has it once', async () => {
    const published = vi.fn();
    await append('a', 1);
    await append('a', 2);
    const dying = start(
      over(async (topic, envelopes) => {
        await bus.publish(topic, envelopes);
        published();
        throw new Error('killed before it could delete');
      }),
    );
    await vi.waitFor(() => expect(published).toHaveBeenCalled());
    await dying.stop();
    expect(await waiting()).toBe(2n);

    await append('a', 3);
    await start().idle();
    expect(await logged('a')).toEqual([1, 2, 3]);
    expect(await waiting()).toBe(0n);
  });

  it('waits for a bus that is away, and loses nothing', async () => {
    let failures = 3;
    const relay = start(
      over(async (topic, envelopes) => {
        if (failures-- > 0) throw new Error('bus away');
        await bus.publish(topic, envelopes);
      }),
    );
    await append('a', 1);
    await relay.idle();
    expect(failures).toBe(-1);
    expect(await logged('a')).toEqual([1]);
  });

  it('is one at a time; a second takes over when the first stops or loses its connection', async () => {
    const [first, second] = [vi.fn(bus.publish.bind(bus)), vi.fn(bus.publish.bind(bus))];
    const one = start(over(first));
    await one.idle();
    start(over(second));
    const backends = `FROM pg_stat_activity WHERE application_name = 'test relay' AND datname = current_database()`;
    const queued = () =>
      vi.waitFor(async () =>
        expect(await db.query(`SELECT 1 ${backends} AND wait_event = 'advisory'`)).toHaveLength(1),
      );
    await queued();
    await append('a', 1);
    await vi.waitFor(async () => expect(await logged('a')).toEqual([1]));
    expect(second).not.toHaveBeenCalled();

    await db.query(`SELECT pg_terminate_backend(pid, 5000) ${backends} AND wait_event IS DISTINCT FROM 'advisory'`);
    await append('a', 2);
    await vi.waitFor(async () => expect(await logged('a')).toEqual([1, 2]));
    expect(second).toHaveBeenCalled();

    await queued(); // the first is back, in line behind the second
    await relays[1]!.stop();
    await append('a', 3);
    await vi.waitFor(async () => expect(await logged('a')).toEqual([1, 2, 3]));
  });

  it('keeps the order when a deposed relay finishes its batch late', async () => {
    const began = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const slow = start(
      over(async (topic, envelopes) => {
        began.resolve();
        await finish.promise;
        await bus.publish(topic, envelopes);
      }),
    );
    await append('a', 1);
    await began.promise;
    await append('a', 2);
    const next = start();
    const backends = `FROM pg_stat_activity WHERE application_name = 'test relay' AND datname = current_database()`;
    await vi.waitFor(async () =>
      expect(await db.query(`SELECT 1 ${backends} AND wait_event = 'advisory'`)).toHaveLength(1),
    );
    await db.query(`SELECT pg_terminate_backend(pid, 5000) ${backends} AND wait_event IS DISTINCT FROM 'advisory'`);
    await next.idle();
    await append('a', 3);
    await next.idle();
    finish.resolve();
    await slow.stop();
    await next.idle();
    expect(await logged('a')).toEqual([1, 2, 3]);
    expect(await waiting()).toBe(0n);
  });
});
