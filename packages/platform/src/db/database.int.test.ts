import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog, testDatabase, type TestDatabase } from '../testing/index.ts';
import { openDatabase, type Database } from './index.ts';

let test: TestDatabase;
let db: Database;

beforeAll(async () => {
  test = await testDatabase({ template: 'platform-plans', prepare: async () => {} });
  db = openDatabase({ url: test.url, name: 'plans-test', poolSize: 1, log: silentLog });
  await db.query('CREATE TABLE shelf (sku text PRIMARY KEY)');
  await db.query('CREATE INDEX shelf_prefix ON shelf (sku text_pattern_ops)');
  await db.query(`INSERT INTO shelf SELECT 'sku-' || n FROM generate_series(1, 20000) AS n`);
  await db.query('ANALYZE shelf');
});
afterAll(async () => {
  await db.close();
  await test.drop();
});

const TIMES = 10;
/** How often a connection used one plan for all values of a text, and how often one for the values that it got. */
const PLANS =
  'SELECT generic_plans::int AS once, custom_plans::int AS anew FROM pg_prepared_statements WHERE statement = $1';

describe('a database', () => {
  it('plans a lookup by keys once, whatever the keys', async () => {
    const byKeys = 'SELECT sku FROM shelf WHERE sku = ANY($1)';
    for (let n = 1; n <= TIMES; n += 1) expect(await db.query(byKeys, [[`sku-${n}`]])).toEqual([{ sku: `sku-${n}` }]);
    expect(await db.query(PLANS, [byKeys])).toEqual([{ once: TIMES, anew: 0 }]);
  });

  it('plans a search by its values', async () => {
    const byPrefix = 'SELECT sku FROM shelf WHERE sku LIKE $1';
    for (let n = 0; n < TIMES; n += 1) expect(await db.search(byPrefix, [`sku-77${n}_`])).toHaveLength(10);
    expect(await db.search(PLANS, [byPrefix])).toEqual([{ once: 0, anew: TIMES }]);
  });
});
