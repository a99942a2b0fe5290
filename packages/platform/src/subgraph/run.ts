import { SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';
import type { FastifyInstance } from 'fastify';
import { postgresEventBus, pruneEventLog, startConsumer } from '../bus/index.ts';
import { createServiceClient, type ServiceClient } from '../client/index.ts';
import { openDatabase, pruneOldRows, type Database } from '../db/index.ts';
import { createGraphqlHost } from '../graphql/host/index.ts';
import { createMetrics, drain, registerHealth, registerMetrics } from '../http/index.ts';
import { newId } from '../ids/index.ts';
import { createJobs } from '../jobs/index.ts';
import type { Log } from '../log/index.ts';
import { startRelay } from '../outbox/index.ts';
import { startStreams } from '../streams/index.ts';
import { readSubgraphConfig } from './config.ts';
import type { SubgraphDefinition, SubgraphDeps } from './definition.ts';

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

export interface RunOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
}

/** Serves a subgraph whose database is up to date (`migrateSubgraph`). */
export async function runSubgraph(
  definition: SubgraphDefinition,
  { environment, log }: RunOptions,
): Promise<RunningSubgraph> {
  const { name } = definition;
  const config = readSubgraphConfig(name, environment);
  const db = openDatabase({ url: config.databaseUrl, name, poolSize: config.poolSize, log });
  const bus = postgresEventBus({ url: config.busDatabaseUrl, log });
  const streams = startStreams({ db, log, name });
  const clients = serviceClients(name, config, log);

  const deps: SubgraphDeps = {
    db,
    streams,
    services: (target) => clients[target],
    environment,
    secret: config.identitySecret,
    url: config.urls[name],
    log,
    now: () => new Date(),
    newId,
  };
  const subgraph = definition.create(deps);
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
  await jobs.start();
  subgraph.start?.();
  log.info({ url }, `${name} is ready`);

  return {
    name,
    url,
    sdl: subgraph.sdl,
    db,
    server,
    published: () => relay.idle(),
    caughtUp: () => consumer.idle(),
    async stop() {
      await drain(server, { log, health });
      await subgraph.stop?.();
      await Promise.all([jobs.stop(), consumer.stop(), relay.stop(), streams.stop()]);
      await Promise.all([...Object.values(clients).map((client) => client.close()), bus.close(), db.close()]);
    },
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

function serviceClients(
  name: SubgraphName,
  { urls, identitySecret }: ReturnType<typeof readSubgraphConfig>,
  log: Log,
): Readonly<Record<SubgraphName, ServiceClient>> {
  const entries = SUBGRAPHS.map((target) => [
    target,
    createServiceClient({ name, target, url: `${urls[target]}/graphql`, secret: identitySecret, log }),
  ]);
  return Object.fromEntries(entries) as Record<SubgraphName, ServiceClient>;
}
