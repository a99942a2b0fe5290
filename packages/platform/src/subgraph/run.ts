import type { SubgraphName } from '@emporium/contracts/topology';
import type { FastifyInstance } from 'fastify';
import { postgresEventBus, pruneEventLog, startConsumer } from '../bus/index.ts';
import { openDatabase, pruneOldRows, type Database } from '../db/index.ts';
import { createGraphqlHost } from '../graphql/host/index.ts';
import { createMetrics, drain, registerHealth, registerMetrics } from '../http/index.ts';
import { createJobs } from '../jobs/index.ts';
import type { Log } from '../log/index.ts';
import { startRelay } from '../outbox/index.ts';
import type { SubgraphDefinition } from './definition.ts';
import { openSubgraph, type OpenOptions } from './open.ts';

export interface RunningSubgraph {
  readonly name: SubgraphName;
  readonly url: string;
  /** What its code emits. */
  readonly sdl: string;
  readonly db: Database;
  readonly server: FastifyInstance;
  /** Resolves when nothing that was committed before waits in the outbox any more. */
  published(): Promise<void>;
  /** Resolves when every event that was published before has been handled here. */
  caughtUp(): Promise<void>;
  /** Drains: no new requests, those under way are answered, background work ends, connections close. */
  stop(): Promise<void>;
}

/**
 * Serves a subgraph whose database is up to date (`migrateSubgraph`). When it cannot, for the port is taken or the
 * database out of reach, whatever was opened is closed again, and then it fails with that error.
 */
export async function runSubgraph(definition: SubgraphDefinition, options: OpenOptions): Promise<RunningSubgraph> {
  const opened = new AsyncDisposableStack();
  try {
    return await serve(definition, options, opened);
  } catch (error) {
    await opened.disposeAsync().catch((failure: unknown) => {
      options.log.warn({ err: failure }, `${definition.name} could not close what it had opened`);
    });
    throw error;
  }
}

/** What stands on `opened` is closed from the last to the first: the server drains before the connections go. */
async function serve(
  definition: SubgraphDefinition,
  options: OpenOptions,
  opened: AsyncDisposableStack,
): Promise<RunningSubgraph> {
  const { name } = definition;
  const { log } = options;
  const { config, db, subgraph } = openSubgraph(definition, options, opened);
  const bus = postgresEventBus({ url: config.busDatabaseUrl, log });
  opened.defer(() => bus.close());
  const background: { stop(): Promise<void> }[] = [];
  opened.defer(async () => void (await Promise.all(background.map((work) => work.stop()))));
  opened.defer(async () => subgraph.stop?.());

  const metrics = createMetrics();
  metrics.counter('sql_statements_total', 'SQL statements sent to the database.', () => db.statements);
  const server = await createGraphqlHost({
    schema: subgraph.schema,
    context: subgraph.context,
    identitySecret: config.identitySecret,
    server: config.server,
    observe: metrics.observeOperation,
    log,
  });
  registerMetrics(server, metrics);
  const health = registerHealth(server, { checks: { database: () => db.one('SELECT 1') }, log });
  opened.defer(() => drain(server, { log, health }));
  subgraph.routes?.(server);
  const url = await server.listen({ host: config.host, port: config.port });

  const relay = startRelay({ db, bus, topic: name, log });
  const consumer = startConsumer({ bus, db, consumer: name, handlers: subgraph.handlers ?? {}, log });
  const jobs = createJobs({
    databaseUrl: config.databaseUrl,
    tasks: { ...subgraph.tasks, [HOUSEKEEPING]: () => prune(db, config.busDatabaseUrl, log) },
    cron: [...(subgraph.cron ?? []), { task: HOUSEKEEPING, cron: EVERY_NIGHT }],
    ...(subgraph.jobPollMs && { pollIntervalMs: subgraph.jobPollMs }),
    log,
  });
  background.push(relay, consumer, jobs);
  await jobs.start();
  subgraph.start?.();
  log.info({ url }, `${name} is ready`);

  let stopping: Promise<void> | null = null;
  return {
    name,
    url,
    sdl: subgraph.sdl,
    db,
    server,
    published: () => relay.idle(),
    caughtUp: () => consumer.idle(),
    stop: () => (stopping ??= opened.disposeAsync()),
  };
}

const HOUSEKEEPING = 'prune-old-rows';
const EVERY_NIGHT = '17 3 * * *';

async function prune(db: Database, busUrl: string, log: Log): Promise<void> {
  await pruneOldRows(db);
  const bus = openDatabase({ url: busUrl, name: 'event bus housekeeping', poolSize: 1, log });
  try {
    await pruneEventLog(bus);
  } finally {
    await bus.close();
  }
}
