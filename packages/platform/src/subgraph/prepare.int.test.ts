import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase, sqlMigration, type Database } from '../db/index.ts';
import { silentLog, testDatabase, type TestDatabase } from '../testing/index.ts';
import type { SeedContext, SubgraphDefinition } from './definition.ts';
import { migrateSubgraph, seedSubgraph } from './prepare.ts';

const shop = (seed: SubgraphDefinition['seed']): SubgraphDefinition => ({
  name: 'products',
  migrations: [
    sqlMigration(1767225700001, 'Shop', [
      'CREATE TABLE shelf (id int PRIMARY KEY, code text NOT NULL UNIQUE)',
      'CREATE TABLE item (id int PRIMARY KEY, shelf_id int NOT NULL REFERENCES shelf ON DELETE CASCADE, name text)',
      `CREATE UNIQUE INDEX item_name ON item (lower(name)) WHERE name <> ''`,
    ]),
  ],
  seed,
  create: () => {
    throw new Error('nobody serves it');
  },
});

const fill = async ({ db, products }: SeedContext): Promise<void> => {
  // The items first: what they refer to is looked at when all is there.
  await db.query(`INSERT INTO item SELECT n, n, 'item ' || n FROM generate_series(1, $1::int) n`, [products]);
  await db.query(`INSERT INTO shelf SELECT n, 'shelf ' || n FROM generate_series(1, $1::int) n`, [products]);
};

let database: TestDatabase;
let db: Database;

const seed = (work: SubgraphDefinition['seed']): Promise<boolean> =>
  seedSubgraph(shop(work), {
    databaseUrl: database.url,
    products: 5,
    now: new Date(),
    progress: () => {},
    log: silentLog,
  });

const structure = async (): Promise<string[]> => {
  const rows = await db.query<{ definition: string }>(
    `SELECT indexdef AS definition FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace
     ORDER BY 1`,
  );
  return rows.map(({ definition }) => definition);
};

beforeEach(async () => {
  database = await testDatabase({
    template: 'prepare',
    prepare: (url) =>
      migrateSubgraph(
        shop(async () => {}),
        url,
      ),
  });
  db = openDatabase({ url: database.url, name: 'test', poolSize: 1, log: silentLog });
});
afterEach(async () => {
  await db.close();
  await database.drop();
});

it('fills the tables once, however long a statement takes', async () => {
  let limit: unknown;
  const once = async (context: SeedContext): Promise<void> => {
    limit = await context.db.one('SHOW statement_timeout');
    await fill(context);
  };
  expect(await seed(once)).toBe(true);
  expect(limit).toEqual({ statement_timeout: '0' });
  expect(await seed(once)).toBe(false);
  expect(await db.one('SELECT count(*) AS items FROM item')).toEqual({ items: 5n });
});

it('makes indexes and foreign keys after the rows, and then they are what the migrations say', async () => {
  const before = await structure();
  let during: readonly string[] = [];
  await seed(async (context) => {
    during = await structure();
    await fill(context);
  });
  expect(before.filter((definition) => !during.includes(definition))).toEqual(
    expect.arrayContaining([
      expect.stringContaining('CREATE UNIQUE INDEX item_name ON public.item'),
      'item item_shelf_id_fkey FOREIGN KEY (shelf_id) REFERENCES shelf(id) ON DELETE CASCADE',
    ]),
  );
  expect(during).toContain('shelf shelf_code_key UNIQUE (code)');
  expect(await structure()).toEqual(before);
});

it('begins anew after a seed that was interrupted, and loses no index over it', async () => {
  const before = await structure();
  const interrupted = seed(async (context) => {
    await fill(context);
    throw new Error('the power went out');
  });
  await expect(interrupted).rejects.toThrow('the power went out');
  expect(await seed(fill)).toBe(true);
  expect(await structure()).toEqual(before);
  expect(await db.one('SELECT count(*) AS items FROM item')).toEqual({ items: 5n });
});

it('refuses rows that break a foreign key', async () => {
  const orphan = seed(async (context) => {
    await context.db.query(`INSERT INTO item VALUES (1, 1, 'lost')`);
  });
  await expect(orphan).rejects.toThrow('item_shelf_id_fkey');
});
