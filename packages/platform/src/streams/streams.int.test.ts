import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { migrate, openDatabase, platformTables, type Database } from '../db/index.ts';
import { silentLog, testDatabase, type TestDatabase } from '../testing/index.ts';
import { appendToStream, startStreams, type StreamEvent, type Streams } from './index.ts';

type Payload = { readonly writer: number; readonly n: number };
type Events = AsyncIterableIterator<StreamEvent<Payload>>;

let database: TestDatabase;
let db: Database;
let running: Streams[] = [];
let subjects = 0;

beforeAll(async () => {
  database = await testDatabase({ template: 'platform', prepare: (url) => migrate(url, platformTables) });
  db = openDatabase({ url: database.url, name: 'test', poolSize: 12, log: silentLog });
});
afterEach(async () => {
  await Promise.all(running.map((streams) => streams.stop()));
  running = [];
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const newSubject = () => `order:${(subjects += 1)}`;
const start = (over: Database = db) => {
  const streams = startStreams({ db: over, log: silentLog, name: 'test' });
  running.push(streams);
  return streams;
};
const append = (subject: string, n: number, writer = 0) =>
  db.uow.run(async (tx) => appendToStream(tx, subject, { writer, n }));
const appendAll = async (subject: string, from: number, to: number) => {
  for (let n = from; n <= to; n += 1) await append(subject, n);
};
const headOf = async (subject: string) =>
  (await db.one<{ sequence: bigint }>('SELECT sequence FROM stream_head WHERE subject = $1', [subject]))?.sequence ??
  0n;
/** Some state, and the sequence it belongs to. */
const snapshotOf = (subject: string) => async (): Promise<StreamEvent<Payload>[]> => [
  { sequence: await headOf(subject), payload: { writer: -1, n: -1 }, occurredAt: new Date() },
];
const take = async (events: Events, count: number): Promise<StreamEvent<Payload>[]> => {
  const taken: StreamEvent<Payload>[] = [];
  while (taken.length < count) {
    const { done, value } = await events.next();
    if (done) throw new Error(`ended after ${taken.length} of ${count}`);
    taken.push(value as StreamEvent<Payload>);
  }
  return taken;
};
const numbers = (events: readonly StreamEvent<Payload>[]) => events.map((event) => event.payload.n);
const sequences = (events: readonly StreamEvent<Payload>[]) => events.map((event) => Number(event.sequence));

/** A database whose reads can be held up or refused. */
function troubled(): { db: Database; hold: () => () => void; refuse: (times: number, error: Error) => void } {
  let gate = Promise.resolve();
  let refusals: Error[] = [];
  const pass = async () => {
    await gate;
    const refusal = refusals.shift();
    if (refusal) throw refusal;
  };
  return {
    db: {
      url: db.url,
      uow: db.uow,
      statements: 0,
      close: async () => {},
      query: async (text, values) => {
        await pass();
        return db.query(text, values);
      },
      search: async (text, values) => {
        await pass();
        return db.search(text, values);
      },
      one: async (text, values) => {
        await pass();
        return db.one(text, values);
      },
    },
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    refuse: (times, error) => {
      refusals = Array.from({ length: times }, () => error);
    },
  };
}

describe('appendToStream', () => {
  it('counts a subject from 1 without a gap, whoever writes, and only what is committed', async () => {
    const subject = newSubject();
    await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        db.uow
          .run(async (tx) => {
            appendToStream(tx, subject, { n });
            if (n % 3 === 0) tx.write('SELECT 1 / 0');
          })
          .catch(() => {}),
      ),
    );
    const rows = await db.query<{ sequence: bigint }>(
      'SELECT sequence FROM stream_event WHERE subject = $1 ORDER BY sequence',
      [subject],
    );
    expect(rows.map((row) => Number(row.sequence))).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });
});

describe('subscribe', () => {
  it('sends the snapshot, then what happens', async () => {
    const subject = newSubject();
    await appendAll(subject, 1, 3);
    const events: Events = await start().subscribe({ subject, snapshot: snapshotOf(subject) });
    await appendAll(subject, 4, 5);
    expect(sequences(await take(events, 3))).toEqual([3, 4, 5]);
  });

  it('sends a state of several parts, and counts on from where it was read', async () => {
    const subject = newSubject();
    await appendAll(subject, 1, 2);
    const streams = start();
    const events: Events = await streams.subscribe({
      subject,
      snapshot: async () => {
        const sequence = await streams.head(subject);
        await append(subject, 3); // between head and state: may be in the state too, and must not be missing
        return [-1, -2].map((n) => ({ sequence, payload: { writer: -1, n }, occurredAt: new Date() }));
      },
    });
    await append(subject, 4);
    expect(sequences(await take(events, 4))).toEqual([2, 2, 3, 4]);
  });

  it('replays everything after the last event the client has seen', async () => {
    const subject = newSubject();
    await appendAll(subject, 1, 5);
    const streams = start();
    const events: Events = await streams.subscribe({ subject, after: 2n });
    await append(subject, 6);
    expect(numbers(await take(events, 4))).toEqual([3, 4, 5, 6]);

    const [one] = await take(await streams.subscribe({ subject, after: 5n }), 1);
    expect(one).toEqual({ sequence: 6n, payload: { writer: 0, n: 6 }, occurredAt: expect.any(Date) });
  });

  it('follows a subject that does not exist yet', async () => {
    const subject = newSubject();
    const events: Events = await start().subscribe({ subject, snapshot: async () => [] });
    await append(subject, 1);
    expect(numbers(await take(events, 1))).toEqual([1]);
  });

  it('keeps subjects apart', async () => {
    const [mine, other] = [newSubject(), newSubject()];
    const streams = start();
    const events: Events = await streams.subscribe({ subject: mine, after: 0n });
    await append(other, 1);
    await append(mine, 2);
    expect(numbers(await take(events, 1))).toEqual([2]);
  });

  it('leaves out what the filter refuses, but never the snapshot', async () => {
    const subject = newSubject();
    const streams = start();
    const filter = ({ n }: Payload) => n > 0 && n % 2 === 0;
    const live: Events = await streams.subscribe({ subject, snapshot: snapshotOf(subject), filter });
    await appendAll(subject, 1, 4);
    expect(numbers(await take(live, 3))).toEqual([-1, 2, 4]);
    const replayed: Events = await streams.subscribe({ subject, after: 0n, filter });
    expect(numbers(await take(replayed, 2))).toEqual([2, 4]);
  });

  it('ends only the subscriber whose filter throws', async () => {
    const subject = newSubject();
    const streams = start();
    const bad: Events = await streams.subscribe({
      subject,
      after: 0n,
      filter: () => {
        throw new Error('bad filter');
      },
    });
    const good: Events = await streams.subscribe({ subject, after: 0n });
    const refused = expect(bad.next()).rejects.toThrow('bad filter');
    await appendAll(subject, 1, 2);
    await refused;
    expect(numbers(await take(good, 2))).toEqual([1, 2]);
    expect(await bad.next()).toEqual({ done: true, value: undefined });
  });

  it('gives every subscriber a contiguous suffix, whenever it joins, while others write', async () => {
    const streams = [start(), start()];
    const names = [newSubject(), newSubject(), newSubject()];
    const WRITERS = 8;
    const EACH = 60;
    const writing = Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let n = 0; n < EACH; n += 1) {
          await db.uow.run(async (tx) => {
            appendToStream(tx, names[(writer + n) % names.length]!, { writer, n });
            // Some transactions write to a second subject, and some hold their locks for a while.
            if (n % 7 === 0) appendToStream(tx, names[(writer + n + 1) % names.length]!, { writer, n: -n });
            if (n % 11 === 0) tx.write('SELECT pg_sleep(random() * 0.01)');
          });
        }
      }),
    );

    const readers = Array.from({ length: 30 }, async (_, reader) => {
      await delay(Math.random() * 250);
      const subject = names[reader % names.length]!;
      const from = await headOf(subject);
      const options = reader % 2 ? { subject, after: from } : { subject, snapshot: snapshotOf(subject) };
      const events: Events = await streams[reader % 5 ? 0 : 1]!.subscribe(options);
      await writing;
      const last = await headOf(subject);
      const seen: bigint[] = reader % 2 ? [] : [(await events.next()).value!.sequence];
      const first = reader % 2 ? from + 1n : seen[0]! + 1n;
      for (let next = first; next <= last; next += 1n) seen.push((await events.next()).value!.sequence);
      const tail = events.next();
      return { subject, seen, expected: expectedFrom(reader % 2 ? from + 1n : seen[0]!, last), tail };
    });
    const results = await Promise.all(readers);
    for (const { seen, expected } of results) expect(seen).toEqual(expected);
    // And nothing twice at the end: the next thing everybody sees is the next event.
    await Promise.all(names.map((subject) => append(subject, 1)));
    const heads = new Map(await Promise.all(names.map(async (subject) => [subject, await headOf(subject)] as const)));
    for (const { subject, tail } of results) expect((await tail).value!.sequence).toBe(heads.get(subject));
  });
});

const expectedFrom = (first: bigint, last: bigint) =>
  Array.from({ length: Math.max(0, Number(last - first) + 1) }, (_, n) => first + BigInt(n));

describe('joining together', () => {
  it('misses nothing when a second subscriber joins while the first still looks for the head', async () => {
    const subject = newSubject();
    const trouble = troubled();
    const streams = start(trouble.db);
    const release = trouble.hold();
    const first = streams.subscribe({ subject });
    const second: Promise<Events> = streams.subscribe({ subject, snapshot: snapshotOf(subject) });
    await headOf(subject); // a snapshot taken too early is read by now
    await append(subject, 1);
    release();
    await first;
    const events = await second;
    const seen = await events.next();
    if (seen.value!.sequence === 0n) expect((await events.next()).value!.sequence).toBe(1n);
    else expect(seen.value!.sequence).toBe(1n);
  });

  it('refuses both when the head cannot be read, and serves the next', async () => {
    const subject = newSubject();
    const trouble = troubled();
    const streams = start(trouble.db);
    const release = trouble.hold();
    trouble.refuse(1, new Error('no connection'));
    const [first, second] = [streams.subscribe({ subject }), streams.subscribe({ subject })];
    release();
    await expect(first).rejects.toThrow('no connection');
    await expect(second).rejects.toThrow('no connection');
    const events: Events = await streams.subscribe({ subject, after: 0n });
    await append(subject, 1);
    expect(numbers(await take(events, 1))).toEqual([1]);
  });
});

describe('trouble', () => {
  it('delivers without another wake-up when reading failed', async () => {
    const subject = newSubject();
    const trouble = troubled();
    const streams = start(trouble.db);
    const events: Events = await streams.subscribe({ subject, after: 0n });
    const idle: Events = await streams.subscribe({ subject: newSubject(), after: 0n });
    await append(subject, 1);
    await take(events, 1);
    trouble.refuse(2, new Error('pool exhausted'));
    await append(subject, 2);
    expect(numbers(await take(events, 1))).toEqual([2]);
    await idle.return?.();
  });

  it('misses nothing while its listening backend is dead', async () => {
    const subject = newSubject();
    const streams = startStreams({ db, log: silentLog, name: 'fragile' });
    running.push(streams);
    const events: Events = await streams.subscribe({ subject, after: 0n });
    await append(subject, 1);
    await take(events, 1);
    await db.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'fragile streams'`,
    );
    await appendAll(subject, 2, 4);
    expect(numbers(await take(events, 3))).toEqual([2, 3, 4]);
  });

  it('asks for a resync when events after the point are gone, or the point is from the future', async () => {
    const subject = newSubject();
    await appendAll(subject, 1, 4);
    const streams = start();
    const refused = (after: bigint) =>
      expect(streams.subscribe({ subject, after })).rejects.toMatchObject({
        code: 'RESYNC',
        details: { latestSequence: '4' },
      });
    await refused(5n);
    await db.query('DELETE FROM stream_event WHERE subject = $1 AND sequence = 1', [subject]);
    await refused(0n);
    expect(numbers(await take(await streams.subscribe({ subject, after: 1n }), 3))).toEqual([2, 3, 4]);
    // Age follows the start of a transaction, so a later event can be pruned before an earlier one.
    await db.query('DELETE FROM stream_event WHERE subject = $1 AND sequence = 3', [subject]);
    await refused(1n);
  });

  it('asks a reader to resync that falls a thousand events behind, after what was queued', async () => {
    const subject = newSubject();
    const streams = start();
    const slow: Events = await streams.subscribe({ subject, after: 0n });
    const brisk: Events = await streams.subscribe({ subject, after: 0n });
    for (let n = 1; n <= 1_100; n += 50) {
      await db.uow.run(async (tx) => {
        for (let m = n; m < n + 50; m += 1) appendToStream(tx, subject, { writer: 0, n: m });
      });
      await take(brisk, 50);
    }
    expect(sequences(await take(slow, 1_000)).at(-1)).toBe(1_000);
    await expect(slow.next()).rejects.toMatchObject({ code: 'RESYNC' });
    expect(await slow.next()).toEqual({ done: true, value: undefined });
  });
});

describe('leaving', () => {
  it('ends a waiting reader at once and reads the subject no more', async () => {
    const [left, watched] = [newSubject(), newSubject()];
    const streams = start();
    const events: Events = await streams.subscribe({ subject: left, after: 0n });
    const fence: Events = await streams.subscribe({ subject: watched, after: 0n });
    const reading = vi.spyOn(db, 'query');
    const waiting = events.next();
    await events.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await append(left, 1);
    await append(watched, 1);
    await take(fence, 1); // notifications come in order, so the other was seen before
    const subjectsRead = reading.mock.calls.map(([, values]) => values?.[0]);
    reading.mockRestore();
    expect(subjectsRead).toContain(watched);
    expect(subjectsRead).not.toContain(left);
  });

  it('ends every subscriber on stop, and takes no more', async () => {
    const subject = newSubject();
    const streams = start();
    const waiting = (await streams.subscribe({ subject, after: 0n })).next();
    const joining = streams.subscribe({ subject: newSubject(), after: 0n });
    await streams.stop();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await (await joining).next()).toEqual({ done: true, value: undefined });
    await expect(streams.subscribe({ subject })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});
