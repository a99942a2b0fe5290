import { busMigrations } from '../bus/index.ts';
import { ConfigError } from '../config/index.ts';
import { migrate } from '../db/index.ts';
import { createLog, type LogLevel } from '../log/index.ts';
import type { SubgraphDefinition } from './definition.ts';
import { readSubgraphConfig } from './config.ts';
import { migrateSubgraph } from './prepare.ts';
import { runSubgraph } from './run.ts';

/** A process for one subgraph: migrates, serves, and drains on SIGTERM or SIGINT. */
export async function main(definition: SubgraphDefinition): Promise<void> {
  const environment = process.env;
  const log = createLog({ name: definition.name, level: (environment['LOG_LEVEL'] as LogLevel | undefined) ?? 'info' });
  try {
    const { databaseUrl, busDatabaseUrl } = readSubgraphConfig(definition.name, environment);
    await migrate(busDatabaseUrl, busMigrations);
    await migrateSubgraph(definition, databaseUrl);
    const running = await runSubgraph(definition, { environment, log });
    const stop = (signal: NodeJS.Signals): void => {
      log.info({ signal }, `${definition.name} drains`);
      void running.stop().then(() => process.exit(0));
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    // Started by another process: without it, nobody would ever stop this one.
    if (process.connected) process.once('disconnect', () => stop('SIGTERM'));
  } catch (error) {
    if (error instanceof ConfigError) log.error(error.message);
    else log.error({ err: error }, `${definition.name} could not start`);
    process.exit(1);
  }
}
