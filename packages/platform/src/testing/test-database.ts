import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { databaseUrl, ensureDatabases, type DatabaseSpec } from '../embedded/index.ts';
import type { TestServer } from './server/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

export interface TestDatabaseOptions {
  /** Says what the database holds, `inventory` or `inventory-seeded`: one name, one `prepare`. */
  readonly template: string;
  /** Migrates and seeds the empty database at `url`, as its owner. Runs once for all test files of a run. */
  readonly prepare: (url: string) => Promise<void>;
}

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  /** Cuts off whoever is still connected. */
  drop(): Promise<void>;
}

/** Owns every test database; an ordinary role, so that a missing right shows in the tests. */
const ROLE = 'emporium_test';

/**
 * A database of one's own, cloned in some 15 to 100 ms from a template that the first caller prepares while
 * the others wait. Take one per test file.
 */
export async function testDatabase(options: TestDatabaseOptions): Promise<TestDatabase> {
  const { adminUrl } = inject('testServer');
  const database = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdministrator(async (admin) => {
    const template = await ensureTemplate(admin, options);
    await admin.query(
      `CREATE DATABASE ${database} OWNER ${ROLE} TEMPLATE ${pg.escapeIdentifier(template)} STRATEGY file_copy`,
    );
  });
  const drop = () => asAdministrator((admin) => admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
  return {
    url: databaseUrl(adminUrl, spec(database)),
    drop: async () => void (await drop()),
    [Symbol.asyncDispose]: async () => void (await drop()),
  };
}

const spec = (database: string): DatabaseSpec => ({
  database,
  role: ROLE,
  password: inject('testServer').rolePassword,
});

/** Built under another name and renamed when complete, so that a failed `prepare` leaves no half of one. */
async function ensureTemplate(admin: pg.Client, { template, prepare }: TestDatabaseOptions): Promise<string> {
  // The text of `prepare` tells apart two that were given one name by mistake.
  const key = createHash('sha256')
    .update(`${template}\n${String(prepare)}`)
    .digest('hex')
    .slice(0, 16);
  const name = `template_${template}_${key}`;
  const identifier = pg.escapeIdentifier(name);
  if (await exists(admin, name)) return name;

  await admin.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name]);
  try {
    if (await exists(admin, name)) return name;
    const { adminUrl } = inject('testServer');
    const unfinished = `${name}_unfinished`;
    await admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(unfinished)} WITH (FORCE)`);
    await ensureDatabases(adminUrl, [spec(unfinished)]);
    await prepare(databaseUrl(adminUrl, spec(unfinished)));
    // A backend outlives its client by a moment, and nobody may be connected to what is copied.
    await admin.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [unfinished]);
    await admin.query(`ALTER DATABASE ${pg.escapeIdentifier(unfinished)} RENAME TO ${identifier}`);
    await admin.query(`ALTER DATABASE ${identifier} ALLOW_CONNECTIONS false`);
    return name;
  } finally {
    await admin.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]);
  }
}

async function exists(admin: pg.Client, database: string): Promise<boolean> {
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  return rowCount === 1;
}

async function asAdministrator<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: inject('testServer').adminUrl });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
