import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A step in a database's history. Never edited once released: a change is a new step. */
export type Migration = new () => MigrationInterface;

/**
 * A migration of plain SQL statements.
 *
 * @param timestamp milliseconds since 1970, the order among the migrations of a database
 */
export function sqlMigration(timestamp: number, name: string, statements: readonly string[]): Migration {
  return class implements MigrationInterface {
    readonly name = `${name}${timestamp}`;

    async up(queryRunner: QueryRunner): Promise<void> {
      for (const statement of statements) await queryRunner.query(statement);
    }

    async down(): Promise<void> {
      throw new Error(`${name} cannot be undone; write a migration that goes forward`);
    }
  };
}

/** One number for all processes that migrate a database at the same moment. */
const MIGRATION_LOCK = 4_010_400_001;

/** Brings a database up to date. Safe to call from several processes at once: the others wait. */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<void> {
  const lock = new pg.Client({ connectionString: url });
  lock.on('error', () => {}); // Unheard, a lost connection would end the process in the middle of a step.
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    if (await isUpToDate(lock, migrations)) return;
    const { DataSource } = await import('typeorm'); // three hundred modules that most starts have no use for
    const source = new DataSource({
      type: 'postgres',
      url,
      migrations: [...migrations],
      migrationsTableName: 'migration',
      extra: { max: 1 },
      installExtensions: false,
    });
    await source.initialize();
    try {
      await source.runMigrations({ transaction: 'each' });
    } finally {
      await source.destroy();
    }
  } finally {
    await lock.end();
  }
}

/** One query instead of a connection pool and a catalogue scan: what almost every start finds. */
async function isUpToDate(client: pg.Client, migrations: readonly Migration[]): Promise<boolean> {
  const { rows: tables } = await client.query(`SELECT to_regclass('migration') AS name`);
  if ((tables[0] as { name: string | null }).name === null) return false;
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migration');
  const done = new Set(rows.map((row) => row.name));
  return migrations.every((migration) => done.has(new migration().name!));
}
