import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentLog, testDatabase, type TestDatabase } from '../testing/index.ts';
import { migrate, openDatabase, platformTables, pruneOldRows, type Database } from './index.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase({ template: 'platform', prepare: (url) => migrate(url, platformTables) });
  db = openDatabase({ url: database.url, name: 'test', poolSize: 2, log: silentLog });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

it('removes keys and live events older than seven days, in as many batches as it takes', async () => {
  const age = `now() - CASE WHEN n <= 2500 THEN interval '7 days 1 minute' ELSE interval '6 days 23 hours' END`;
  await db.query(
    `INSERT INTO idempotency (key, command_hash, result, created_at)
     SELECT 'k' || n, '', 'null', ${age} FROM generate_series(1, 2510) n`,
  );
  await db.query(
    `INSERT INTO stream_event (subject, sequence, payload, occurred_at)
     SELECT 's', n, 'null', ${age} FROM generate_series(1, 2505) n`,
  );
  expect(await pruneOldRows(db)).toEqual({ idempotencyKeys: 2_500, streamEvents: 2_500 });
  expect(await db.one('SELECT count(*) AS n FROM idempotency')).toEqual({ n: 10n });
  expect(await db.one('SELECT min(sequence) AS first, count(*) AS n FROM stream_event')).toEqual({
    first: 2_501n,
    n: 5n,
  });
  expect(await pruneOldRows(db)).toEqual({ idempotencyKeys: 0, streamEvents: 0 });
});
