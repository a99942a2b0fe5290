import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLog, testDatabase, type TestDatabase } from '../testing/index.ts';
import { bulkLoad, openDatabase, type BulkValue, type Database } from './index.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase({ template: 'empty', prepare: async () => {} });
  db = openDatabase({ url: database.url, name: 'test', poolSize: 2, log: silentLog });
  await db.query(
    `CREATE TABLE item (id bigint, "a text" text, tags text[], sizes int[], data jsonb, at timestamptz, flag boolean)`,
  );
});
afterAll(async () => {
  await db.close();
  await database.drop();
});
beforeEach(() => db.query('TRUNCATE item'));

const COLUMNS = ['id', 'a text', 'tags', 'sizes', 'data', 'at', 'flag'];

describe('bulkLoad', () => {
  it('brings every value back as it was', async () => {
    const awkward = 'tab\t line\nreturn\r back\\slash \\N \\. "quoted" {brace} comma, ünï ☃ 😀';
    const row: BulkValue[] = [
      9_007_199_254_740_993n,
      awkward,
      [awkward, '', 'NULL', 'x'],
      [1, -2],
      { text: awkward, list: [1, null] },
      new Date('2026-01-02T03:04:05.678Z'),
      true,
    ];
    const empty: BulkValue[] = [1, '', [], [], {}, null, false];
    const nulls: BulkValue[] = [2, null, null, null, null, null, null];
    expect(await bulkLoad(database.url, 'item', COLUMNS, [row, empty, nulls])).toBe(3);
    const rows = await db.query<Record<string, unknown>>('SELECT * FROM item ORDER BY id DESC');
    expect(rows.map((one) => Object.values(one))).toEqual([row, [2n, ...nulls.slice(1)], [1n, ...empty.slice(1)]]);
  });

  it('takes a JSON array as text', async () => {
    await bulkLoad(database.url, 'item', ['id', 'data'], [[1, JSON.stringify([{ a: 'b\n' }])]]);
    expect(await db.one('SELECT data FROM item')).toEqual({ data: [{ a: 'b\n' }] });
  });

  it('streams more rows than fit into one chunk', async () => {
    function* rows(): Generator<readonly BulkValue[]> {
      for (let n = 0; n < 50_000; n += 1) yield [n, `row ${n}`];
    }
    expect(await bulkLoad(database.url, 'item', ['id', 'a text'], rows())).toBe(50_000);
    expect(await db.one('SELECT count(*) AS n, sum(id)::bigint AS total FROM item')).toEqual({
      n: 50_000n,
      total: 1_249_975_000n,
    });
  });

  it('loads nothing when a row is refused or the rows break off', async () => {
    await expect(bulkLoad(database.url, 'item', ['id'], [[1], ['two']])).rejects.toThrow('invalid input syntax');
    function* breaking(): Generator<readonly BulkValue[]> {
      for (let n = 0; n < 20_000; n += 1) yield [n];
      throw new Error('out of paper');
    }
    await expect(bulkLoad(database.url, 'item', ['id'], breaking())).rejects.toThrow('out of paper');
    expect(await db.one('SELECT count(*) AS n FROM item')).toEqual({ n: 0n });
  });

  it('rejects, and does not end the process, when its backend is killed', async () => {
    const client = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY "item"%'`;
    let killed: Promise<unknown> | undefined;
    function* rows(): Generator<readonly BulkValue[]> {
      for (let n = 0; n < 2_000_000; n += 1) {
        if (n === 100_000) killed = db.query(client);
        yield [n, 'x'.repeat(100)];
      }
    }
    await expect(bulkLoad(database.url, 'item', ['id', 'a text'], rows())).rejects.toThrow();
    await killed;
  });
});
