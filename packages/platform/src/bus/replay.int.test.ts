import type { Envelope } from '@emporium/contracts/events';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { migrate, openDatabase, platformTables, sqlMigration, type Database } from '../db/index.ts';
import { silentLog, testDatabase, type TestDatabase } from '../testing/index.ts';
import { parkDeadLetter } from './dead-letter.ts';
import { testEnvelope } from './event-bus.contract.ts';
import { readDeadLetters, replayDeadLetters, type EventHandlers, type Replayed } from './index.ts';

type Counted = { readonly type: 'test.counted.v1'; readonly n: number };
type Handle = NonNullable<EventHandlers<Counted>['test.counted.v1']>;

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase({
    template: 'platform-replay',
    prepare: (url) =>
      migrate(url, [
        ...platformTables,
        sqlMigration(1767225700000, 'Effect', ['CREATE TABLE effect (position serial, n int NOT NULL)']),
      ]),
  });
  db = openDatabase({ url: database.url, name: 'replay under test', poolSize: 3, log: silentLog });
});
beforeEach(() => db.query('TRUNCATE effect, idempotency, dead_letter'));
afterAll(async () => {
  await db.close();
  await database.drop();
});

const apply: Handle = async (tx, { n }) => tx.write('INSERT INTO effect (n) VALUES ($1)', [n]);
const park = (envelope: Envelope, consumer = 'tester') =>
  parkDeadLetter(db, consumer, envelope, new Error('the order\nis unknown'), 5);
const effects = async () =>
  (await db.query<{ n: number }>('SELECT n FROM effect ORDER BY position')).map((row) => row.n);

async function replayAll(handle: Handle): Promise<Replayed['outcome'][]> {
  const letters = await readDeadLetters(db, 'tester');
  const outcomes: Replayed['outcome'][] = [];
  for await (const { outcome } of replayDeadLetters(db, 'tester', letters, { 'test.counted.v1': handle })) {
    outcomes.push(outcome);
  }
  return outcomes;
}

it('reads what a consumer has put aside, in the order in which it happened', async () => {
  const [first, second, others] = [
    testEnvelope('test', 'a', 1),
    testEnvelope('test', 'b', 2),
    testEnvelope('t', 'c', 3),
  ];
  await park(second);
  await park(first);
  await park(others, 'somebody else');
  expect(await readDeadLetters(db, 'tester')).toMatchObject([
    {
      eventId: first.id,
      topic: 'test',
      type: 'test.counted.v1',
      key: 'a',
      attempts: 5,
      parkedAt: expect.any(Date),
      error: 'Error: the order\nis unknown',
    },
    { eventId: second.id, key: 'b' },
  ]);
});

it('handles what failed before once it can, in order and once, and has nothing left', async () => {
  const envelopes = [1, 2, 3].map((n) => testEnvelope('test', 'a', n));
  for (const envelope of envelopes.toReversed()) await park(envelope);
  const done = { ok: true, value: null };
  const replays = await Promise.all([replayAll(apply), replayAll(apply)]);
  expect(replays[0]!.concat(replays[1]!).filter(({ ok }) => ok)).not.toEqual([]);
  expect(await effects()).toEqual([1, 2, 3]);
  expect(await readDeadLetters(db, 'tester')).toEqual([]);
  await park(envelopes[0]!);
  expect(await replayAll(apply)).toEqual([done]);
  expect(await effects()).toEqual([1, 2, 3]);
});

it('lets no event overtake one of its key that fails again, and goes on with the others', async () => {
  const [stuck, behind, other] = [
    testEnvelope('test', 'a', 1),
    testEnvelope('test', 'a', 2),
    testEnvelope('test', 'b', 3),
  ];
  for (const envelope of [stuck, behind, other]) await park(envelope);
  const [before] = await readDeadLetters(db, 'tester');
  const failing: Handle = async (tx, event, envelope) => {
    await apply(tx, event, envelope);
    if (event.n === 1) throw new Error('still broken');
  };
  expect(await replayAll(failing)).toEqual([
    { ok: false, error: { code: 'STILL_FAILING', error: 'Error: still broken' } },
    { ok: false, error: { code: 'HELD_BACK', behind: stuck.id } },
    { ok: true, value: null },
  ]);
  expect(await effects()).toEqual([3]);
  expect(await readDeadLetters(db, 'tester')).toMatchObject([
    { eventId: stuck.id, attempts: 6, error: 'Error: still broken', parkedAt: before!.parkedAt },
    { eventId: behind.id, attempts: 5 },
  ]);
  expect(await replayAll(apply)).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  expect(await effects()).toEqual([3, 1, 2]);
});

it('holds nothing back for a key of another topic', async () => {
  await park(testEnvelope('test', 'a', 1));
  await park(testEnvelope('other', 'a', 2));
  const outcomes = await replayAll(async (tx, event, envelope) => {
    if (envelope.topic === 'test') throw new Error('still broken');
    await apply(tx, event, envelope);
  });
  expect(outcomes.map(({ ok }) => ok)).toEqual([false, true]);
});
