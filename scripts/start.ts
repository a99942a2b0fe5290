import path from 'node:path';
import { busMigrations } from '@emporium/platform/bus';
import { migrate } from '@emporium/platform/db';
import { createLog, type LogLevel } from '@emporium/platform/log';
import { migrateSubgraph, seedSubgraph } from '@emporium/platform/subgraph';
import { emitSchemas } from './start/emit.ts';
import { openDatabases, readSecret, type Environment } from './start/environment.ts';
import { startInOneProcess, type Marketplace } from './start/one-process.ts';
import { HELP, readOptions, type StartOptions } from './start/options.ts';
import { startInProcesses } from './start/processes.ts';
import { createProgress, paint, type Bar } from './start/progress.ts';
import { definitions } from './start/subgraphs.ts';
import { supergraphFile } from './start/supergraph.ts';
import { welcome } from './start/welcome.ts';

const level = (process.env['LOG_LEVEL'] || 'warn') as LogLevel;
const logOf = (name: string) => createLog({ name, level });

/** All subgraphs together load about this many rows for a product; only the bar depends on it. */
const ROWS_PER_PRODUCT = 60;

const urlOf = (name: string, environment: Environment): string => environment[`${name.toUpperCase()}_DATABASE_URL`]!;

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) process.stdout.write(HELP);
  else await start(options);
} catch (error) {
  process.stderr.write(`\n${paint('red', error instanceof Error ? error.message : String(error))}\n`);
  if (level === 'debug') console.error(error);
  process.exit(1);
}

async function start(options: StartOptions): Promise<void> {
  const startedAt = performance.now();
  const dataDir = path.resolve(options.dataDir);
  const progress = createProgress();
  process.stdout.write(`\n${paint('bold', 'Emporium')}\n\n`);

  const secret = await readSecret(dataDir);
  const databases = await progress.step('PostgreSQL', () =>
    openDatabases(process.env, dataDir, secret, logOf('postgres')),
  );
  let marketplace: Marketplace | null = null;
  const stop = stopOnce(async () => {
    await marketplace?.stop();
    await databases.stop();
  });
  try {
    await progress.step('Migrations', () => migrateAll(databases.environment));
    await progress.step('Catalogue', (bar) => seedAll(databases.environment, options.products, bar));
    const supergraph = await progress.step('Supergraph', () => supergraphFile(emitSchemas(), dataDir));
    const environment = {
      ...databases.environment,
      IDENTITY_SECRET: process.env['IDENTITY_SECRET'] || secret,
      SUPERGRAPH_FILE: supergraph,
      SIMULATORS: process.env['SIMULATORS'] || 'true',
      LOG_LEVEL: level,
      APOLLO_TELEMETRY_DISABLED: 'true',
    };
    marketplace = await progress.step(options.processes ? 'Ten processes' : 'Nine subgraphs and the gateway', () =>
      options.processes ? startInProcesses(environment) : startInOneProcess(environment, logOf),
    );
    process.stdout.write(welcome(marketplace.url, environment, performance.now() - startedAt));
  } catch (error) {
    await stop();
    throw error;
  }
}

function migrateAll(environment: Environment): Promise<void> {
  return all([
    migrate(environment['BUS_DATABASE_URL']!, busMigrations),
    ...definitions.map((definition) => migrateSubgraph(definition, urlOf(definition.name, environment))),
  ]);
}

/** All at once: while one waits for PostgreSQL, another invents its rows. */
function seedAll(environment: Environment, products: number, bar: Bar): Promise<void> {
  bar.of(products * ROWS_PER_PRODUCT, 'rows');
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

/** Ctrl-C and SIGTERM drain; a second Ctrl-C ends at once. A parent that is gone counts as SIGTERM. */
function stopOnce(work: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopping ??= work());
  const onSignal = (): void => {
    if (stopping !== null) process.exit(130);
    process.stdout.write('\nStopping … (again to stop at once)\n');
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  if (process.connected) process.on('disconnect', onSignal);
  return stop;
}
