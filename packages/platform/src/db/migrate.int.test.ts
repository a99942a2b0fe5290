import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog, testDatabase, type TestDatabase } from '../testing/index.ts';
import { migrate, openDatabase, sqlMigration, type Database } from './index.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase({ template: 'empty', prepare: async () => {} });
  db = openDatabase({ url: database.url, name: 'test', poolSize: 2, log: silentLog });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const first = sqlMigration(1767225600001, 'Box', ['CREATE TABLE box (id int)', 'INSERT INTO box VALUES (1)']);
const second = sqlMigration(1767225600002, 'Lid', ['INSERT INTO box VALUES (2)']);
const broken = sqlMigration(1767225600003, 'Broken', ['INSERT INTO box VALUES (3)', 'SELECT no_such_column']);
const boxes = async () => (await db.query<{ id: number }>('SELECT id FROM box ORDER BY id')).map((row) => row.id);

describe('migrate', () => {
  it('takes each step once, even from several processes at once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => migrate(database.url, [first, second])));
    expect(await boxes()).toEqual([1, 2]);
  });

  it('takes a step that was added later, though it is older than the last one taken', async () => {
    await migrate(database.url, [first, second, sqlMigration(1767225600000, 'Late', ['INSERT INTO box VALUES (9)'])]);
    expect(await boxes()).toEqual([1, 2, 9]);
  });

  it('leaves nothing of a step that fails, and takes it when it is mended', async () => {
    await expect(migrate(database.url, [first, second, broken])).rejects.toThrow('no_such_column');
    expect(await boxes()).toEqual([1, 2, 9]);
    const mended = sqlMigration(1767225600003, 'Broken', ['INSERT INTO box VALUES (3)']);
    await migrate(database.url, [first, second, mended]);
    expect(await boxes()).toEqual([1, 2, 3, 9]);
  });
});
