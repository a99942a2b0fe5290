import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { migrate, openDatabase, type Database } from '../db/index.ts';
import { err } from '../result/index.ts';
import { silentLog, testDatabase, type TestDatabase } from '../testing/index.ts';
import { describeEventBus, testEnvelope } from './event-bus.contract.ts';
import { busMigrations, postgresEventBus, pruneEventLog } from './index.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase({ template: 'bus', prepare: (url) => migrate(url, busMigrations) });
  db = openDatabase({ url: database.url, name: 'test', poolSize: 4, log: silentLog });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const connect = () => postgresEventBus({ url: database.url, log: silentLog });
const positionOf = async (consumer: string) =>
  (await db.one<{ position: bigint }>('SELECT position FROM consumer_offset WHERE consumer = $1', [consumer]))!
    .position;
const publishAged = async (topic: string, ages: readonly string[]) => {
  const bus = connect();
  await bus.publish(
    topic,
    ages.map((_, n) => testEnvelope(topic, 'a', n)),
  );
  await bus.close();
  for (const [n, age] of ages.entries())
    await db.query(
      `UPDATE event_log SET occurred_at = now() - $3::interval WHERE topic = $1 AND (event->>'n')::int = $2`,
      [topic, n, age],
    );
};
const left = async (topic: string) =>
  (
    await db.query<{ n: number }>(`SELECT (event->>'n')::int AS n FROM event_log WHERE topic = $1 ORDER BY 1`, [topic])
  ).map((row) => row.n);

describeEventBus('PostgreSQL', () => ({ connect }));

describe('a process that lost the lead', () => {
  it('finishes its event, starts no other, and does not set its successor back', async () => {
    const [one, two] = [connect(), connect()];
    const topic = 'lost-lead';
    const began = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const handledByFirst: string[] = [];
    const first = one.subscribe({
      consumer: 'deposed',
      topics: [topic],
      handle: async (envelope) => {
        began.resolve();
        await finish.promise;
        handledByFirst.push(envelope.id);
      },
    });
    const events = [1, 2, 3].map((n) => testEnvelope(topic, 'a', n));
    await one.publish(topic, events);
    await began.promise;

    const handledBySecond: string[] = [];
    const second = two.subscribe({
      consumer: 'deposed',
      topics: [topic],
      handle: async (envelope) => void handledBySecond.push(envelope.id),
    });
    const backends = `FROM pg_stat_activity WHERE application_name = 'deposed consumer'`;
    await vi.waitFor(async () =>
      expect(await db.query(`SELECT 1 ${backends} AND wait_event = 'advisory'`)).toHaveLength(1),
    );
    await db.query(`SELECT pg_terminate_backend(pid, 5000) ${backends} AND wait_event IS DISTINCT FROM 'advisory'`);
    await second.idle();
    expect(handledBySecond).toEqual(events.map((event) => event.id));
    const position = await positionOf('deposed');

    finish.resolve();
    await vi.waitFor(() => expect(handledByFirst).not.toEqual([]));
    await first.stop();
    expect(handledByFirst).toEqual([events[0]!.id]);
    expect(await positionOf('deposed')).toBe(position);
    await second.stop();
    await Promise.all([one.close(), two.close()]);
  });
});

describe('a publisher that commits late', () => {
  it('keeps later ones of its topic waiting, so that its lower positions are not passed over', async () => {
    const [bus, other] = [connect(), connect()];
    const topic = 'late-commit';
    const handled: string[] = [];
    const subscription = bus.subscribe({
      consumer: 'reader',
      topics: [topic],
      handle: async (envelope) => void handled.push(envelope.id),
    });
    const waiting = (event: string) =>
      db.query('SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = $1', [event]);
    const early = testEnvelope(topic, 'a', 1);
    const contested = testEnvelope(topic, 'a', 2);
    const late = testEnvelope(topic, 'a', 3);

    let publishing: Promise<unknown>[] = [];
    await db.uow.run(async (tx) => {
      // The late one has taken its first position when it waits to see whether this row of the same id stays.
      await tx.query(
        `INSERT INTO event_log (topic, id, key, event, occurred_at) VALUES ('elsewhere', $1, 'a', '{}', now())`,
        [contested.id],
      );
      publishing = [bus.publish(topic, [early, contested])];
      await vi.waitFor(async () => expect(await waiting('transactionid')).toHaveLength(1));
      const second = other.publish(topic, [late]);
      publishing.push(second);
      const queued = vi.waitFor(async () => expect(await waiting('advisory')).toHaveLength(1));
      await Promise.race([queued, second]);
      await subscription.idle();
      return err('rolled back');
    });
    await Promise.all(publishing);
    await subscription.idle();
    expect(handled).toEqual([early.id, contested.id, late.id]);
    await subscription.stop();
    await Promise.all([bus.close(), other.close()]);
  });
});

describe('trouble with the server', () => {
  it('goes on after all its backends were killed', async () => {
    const bus = connect();
    const handled: unknown[] = [];
    const subscription = bus.subscribe({
      consumer: 'survivor',
      topics: ['killed'],
      handle: async ({ event }) => void handled.push((event as { n?: number }).n),
    });
    await bus.publish('killed', [testEnvelope('killed', 'a', 1)]);
    await subscription.idle();
    await db.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await vi.waitFor(() => bus.publish('killed', [testEnvelope('killed', 'a', 2)]));
    await vi.waitFor(() => expect(handled).toEqual([1, 2]));
    await subscription.stop();
    await bus.close();
  });
});

describe('pruneEventLog', () => {
  beforeEach(() => db.query('TRUNCATE event_log, consumer_offset'));

  const consume = async (consumer: string, topic: string, refuseFrom = Infinity) => {
    const bus = connect();
    const reached = Promise.withResolvers<void>();
    const subscription = bus.subscribe({
      consumer,
      topics: [topic],
      handle: async ({ event }) => {
        if ((event as unknown as { n: number }).n < refuseFrom) return;
        reached.resolve();
        throw new Error('stuck');
      },
    });
    await (refuseFrom === Infinity ? subscription.idle() : reached.promise);
    await subscription.stop();
    await bus.close();
  };

  it('removes what is old, unless a consumer has not passed it', async () => {
    await publishAged('aged', ['9 days', '8 days', '8 days', '6 days', '0 days']);
    await consume('ahead', 'aged');
    await consume('behind', 'aged', 2);
    expect(await pruneEventLog(db)).toBe(2);
    expect(await left('aged')).toEqual([2, 3, 4]);
    await consume('behind', 'aged');
    expect(await pruneEventLog(db)).toBe(1);
    expect(await left('aged')).toEqual([3, 4]);
  });

  it('keeps everything for a consumer that has started but handled nothing', async () => {
    await publishAged('untouched', ['9 days']);
    await consume('first-time', 'untouched', 0);
    expect(await pruneEventLog(db)).toBe(0);
  });

  it('removes old events that nobody listens to, in as many batches as it takes', async () => {
    await db.query(
      `INSERT INTO event_log (topic, id, key, event, occurred_at)
       SELECT 'unheard', 'u' || n, 'a', '{}', now() - interval '8 days' FROM generate_series(1, 2500) n`,
    );
    expect(await pruneEventLog(db)).toBe(2_500);
    expect(await pruneEventLog(db)).toBe(0);
  });
});
