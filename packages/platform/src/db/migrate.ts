import pg from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

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
