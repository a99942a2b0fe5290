import { createHash } from 'node:crypto';
import { busMigrations } from '@emporium/platform/bus';
import { migrate, platformTables } from '@emporium/platform/db';
import type { Log } from '@emporium/platform/log';
import { migrateSubgraph, seedSubgraph } from '@emporium/platform/subgraph';
import type { Databases, Environment } from './environment.ts';
import type { Bar, Progress } from './progress.ts';
import { definitions } from './subgraphs.ts';

export interface PrepareOptions {
  /** Products in a marketplace that is seeded now. */
  readonly products: number;
  readonly progress: Progress;
  readonly logOf: (name: string) => Log;
}

/** What all subgraphs together load, as measured with 2,000 and with 100,000 products; only the bar depends on it. */
const rowsOf = (products: number): number => Math.round(39_000 + 56.4 * products);

/**
 * Migrates and seeds the ten databases. Whoever did that with the same migrations before left a note
 * of it, and then one query is all it takes.
 */
export async function prepareDatabases(databases: Databases, options: PrepareOptions): Promise<void> {
  const { environment } = databases;
  const done = `migrated and seeded: ${fingerprint()}`;
  if ((await databases.note()) === done) return;
  await options.progress.step('Migrations', () => migrateAll(environment));
  await options.progress.step('Catalogue', (bar) => seedAll(environment, options, bar));
  await databases.setNote(done);
}

function fingerprint(): string {
  const names = [busMigrations, platformTables, ...definitions.map((definition) => definition.migrations)].map((list) =>
    list.map((Migration) => new Migration().name),
  );
  return createHash('sha256').update(JSON.stringify(names)).digest('hex');
}

const urlOf = (name: string, environment: Environment): string => environment[`${name.toUpperCase()}_DATABASE_URL`]!;

function migrateAll(environment: Environment): Promise<void> {
  return all([
    migrate(urlOf('bus', environment), busMigrations),
    ...definitions.map((definition) => migrateSubgraph(definition, urlOf(definition.name, environment))),
  ]);
}

/** All at once: while one waits for PostgreSQL, another invents its rows. */
function seedAll(environment: Environment, { products, logOf }: PrepareOptions, bar: Bar): Promise<void> {
  bar.of(rowsOf(products), 'rows');
  const now = new Date();
  return all(
    definitions.map((definition) =>
      seedSubgraph(definition, {
        databaseUrl: urlOf(definition.name, environment),
        products,
        now,
        progress: bar.add,
        log: logOf(definition.name),
      }),
    ),
  );
}

/** Waits for all before it reports one that failed: the database must not go away under the others. */
async function all(work: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}
