import { migrate, openDatabase, platformTables } from '../db/index.ts';
import { migrateJobs } from '../jobs/index.ts';
import type { Log } from '../log/index.ts';
import type { SubgraphDefinition } from './definition.ts';
import { putBack, setAside } from './set-aside.ts';

/** Brings a subgraph's database up to date: the platform's tables, the jobs' and its own. */
export async function migrateSubgraph(definition: SubgraphDefinition, databaseUrl: string): Promise<void> {
  await migrate(databaseUrl, [...platformTables, ...definition.migrations]);
  await migrateJobs(databaseUrl);
}

export interface SeedOptions {
  readonly databaseUrl: string;
  readonly products: number;
  readonly now: Date;
  readonly progress: (rows: number) => void;
  readonly log: Log;
}

/**
 * Fills an empty database, once. A seed that was interrupted leaves no mark, so the next start
 * empties the subgraph's tables and begins anew.
 *
 * @returns whether there was anything to do
 */
export async function seedSubgraph(definition: SubgraphDefinition, options: SeedOptions): Promise<boolean> {
  const { databaseUrl, products, now, progress, log } = options;
  const db = openDatabase({ url: databaseUrl, name: `${definition.name} seed`, poolSize: 2, unhurried: true, log });
  try {
    if ((await db.one('SELECT FROM seed')) !== null) return false;
    await setAside(db);
    await emptyTables(db);
    await definition.seed({ db, products, now, progress });
    await putBack(db);
    await db.query('ANALYZE');
    await db.query('INSERT INTO seed (products, seeded_at) VALUES ($1, $2)', [products, now]);
    return true;
  } finally {
    await db.close();
  }
}

async function emptyTables(db: ReturnType<typeof openDatabase>): Promise<void> {
  const tables = await db.query<{ name: string }>(
    `SELECT format('%I', tablename) AS name FROM pg_tables
      WHERE schemaname = 'public' AND tablename NOT IN ('migration', 'set_aside')`,
  );
  await db.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} RESTART IDENTITY CASCADE`);
}
