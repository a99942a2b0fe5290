import { SUBGRAPHS, type SubgraphName } from '@emporium/contracts/topology';
import { createServiceClient, type ServiceClient } from '../client/index.ts';
import { openDatabase, type Database } from '../db/index.ts';
import { newId } from '../ids/index.ts';
import type { Log } from '../log/index.ts';
import { startStreams } from '../streams/index.ts';
import { readSubgraphConfig, type SubgraphConfig } from './config.ts';
import type { Subgraph, SubgraphDefinition } from './definition.ts';

export interface OpenOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
}

export interface OpenedSubgraph {
  readonly config: SubgraphConfig;
  readonly db: Database;
  readonly subgraph: Subgraph;
}

/**
 * A subgraph on its database and with its neighbours within reach, which serves nobody and does
 * nothing by itself. Whatever is opened for it is put on `opened`, also when it cannot be made.
 */
export function openSubgraph(
  definition: SubgraphDefinition,
  { environment, log }: OpenOptions,
  opened: AsyncDisposableStack,
): OpenedSubgraph {
  const { name } = definition;
  const config = readSubgraphConfig(name, environment);
  const db = openDatabase({ url: config.databaseUrl, name, poolSize: config.poolSize, log });
  opened.defer(() => db.close());
  const streams = startStreams({ db, log, name });
  opened.defer(() => streams.stop());
  const clients = serviceClients(name, config, log);
  opened.defer(async () => void (await Promise.all(Object.values(clients).map((client) => client.close()))));

  const subgraph = definition.create({
    db,
    streams,
    services: (target) => clients[target],
    environment,
    secret: config.identitySecret,
    url: config.urls[name],
    log,
    now: () => new Date(),
    newId,
  });
  return { config, db, subgraph };
}

function serviceClients(
  name: SubgraphName,
  { urls, identitySecret }: SubgraphConfig,
  log: Log,
): Readonly<Record<SubgraphName, ServiceClient>> {
  const entries = SUBGRAPHS.map((target) => [
    target,
    createServiceClient({ name, target, url: `${urls[target]}/graphql`, secret: identitySecret, log }),
  ]);
  return Object.fromEntries(entries) as Record<SubgraphName, ServiceClient>;
}
