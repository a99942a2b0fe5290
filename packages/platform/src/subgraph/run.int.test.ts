import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { buildSchema } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { busMigrations } from '../bus/index.ts';
import { migrate, openDatabase, type Database } from '../db/index.ts';
import { silentLog, testDatabase, type TestDatabase } from '../testing/index.ts';
import type { Subgraph, SubgraphDefinition, SubgraphDeps } from './definition.ts';
import { migrateSubgraph } from './prepare.ts';
import { runSubgraph } from './run.ts';

const definitionOf = (create: SubgraphDefinition['create']): SubgraphDefinition => ({
  name: 'reviews',
  migrations: [],
  seed: async () => {},
  create,
});

const subgraph: Subgraph = {
  schema: buildSchema('type Query { hello: String }'),
  sdl: 'type Query { hello: String }',
  context: (request) => request,
};

let busDatabase: TestDatabase;
let database: TestDatabase;
let busObserver: Database;
let observer: Database;
let occupier: Server;
let takenPort: number;

beforeAll(async () => {
  [busDatabase, database] = await Promise.all([
    testDatabase({ template: 'bus', prepare: (url) => migrate(url, busMigrations) }),
    testDatabase({
      template: 'platform-run',
      prepare: (url) =>
        migrateSubgraph(
          definitionOf(() => subgraph),
          url,
        ),
    }),
  ]);
  const open = ({ url }: TestDatabase): Database =>
    openDatabase({ url, name: 'observer', poolSize: 1, log: silentLog });
  [busObserver, observer] = [open(busDatabase), open(database)];
});
beforeEach(async () => {
  occupier = createServer().listen(0, '127.0.0.1');
  await once(occupier, 'listening');
  takenPort = (occupier.address() as AddressInfo).port;
});
afterEach(() => void occupier.close());
afterAll(async () => {
  await Promise.all([busObserver.close(), observer.close()]);
  await Promise.all([busDatabase.drop(), database.drop()]);
});

const run = (definition: SubgraphDefinition, port: number) =>
  runSubgraph(definition, {
    environment: {
      REVIEWS_DATABASE_URL: database.url,
      BUS_DATABASE_URL: busDatabase.url,
      IDENTITY_SECRET: 'a secret of the tests, 32 characters long',
      REVIEWS_PORT: String(port),
    },
    log: silentLog,
  });

/** Who is connected to the two databases, but for those who look. */
const connected = async (): Promise<string[]> => {
  const sessions = await Promise.all(
    [busObserver, observer].map((db) =>
      db.query<{ name: string }>(
        `SELECT application_name AS name FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
      ),
    ),
  );
  return sessions.flat().map(({ name }) => name);
};

/** Watches what a subgraph is given, and whether it is stopped. */
function watched(extra: Partial<Subgraph> = {}) {
  const seen = { deps: undefined as SubgraphDeps | undefined, stop: vi.fn(async () => {}) };
  const definition = definitionOf((deps) => {
    seen.deps = deps;
    return { ...subgraph, stop: seen.stop, ...extra };
  });
  return { definition, seen };
}

it('serves, and leaves no connection when it was stopped, however often it is told to', async () => {
  const { definition, seen } = watched();
  const running = await run(definition, 0);
  expect((await fetch(`${running.url}/readyz`)).status).toBe(200);
  expect(await connected()).not.toEqual([]);
  await Promise.all([running.stop(), running.stop()]);
  await expect.poll(connected).toEqual([]);
  expect(seen.stop).toHaveBeenCalledOnce();
});

it('closes whatever it has opened when its port is taken, and fails with that', async () => {
  const { definition, seen } = watched();
  await expect(run(definition, takenPort)).rejects.toMatchObject({ code: 'EADDRINUSE', port: takenPort });
  expect(seen.stop).toHaveBeenCalledOnce();
  await expect(seen.deps!.db.query('SELECT 1')).rejects.toThrow('after calling end on the pool');
  await expect(seen.deps!.streams.subscribe({ subject: 'any' })).rejects.toThrow('shutting down');
  await expect.poll(connected).toEqual([]);
});

it('closes what runs already when the rest of it cannot start', async () => {
  let url: string | undefined;
  const { definition, seen } = watched({
    routes: (server) =>
      server.addHook('onListen', async () => {
        url = server.listeningOrigin;
      }),
    start: () => {
      throw new Error('no simulator today');
    },
  });
  await expect(run(definition, 0)).rejects.toThrow('no simulator today');
  expect(seen.stop).toHaveBeenCalledOnce();
  await expect(fetch(url!)).rejects.toThrow('fetch failed');
  await expect.poll(connected).toEqual([]);
});

it('closes its connections when its parts do not fit together', async () => {
  let deps: SubgraphDeps | undefined;
  const definition = definitionOf((given) => {
    deps = given;
    throw new Error('REVIEWS_COLOUR is not set');
  });
  await expect(run(definition, 0)).rejects.toThrow('REVIEWS_COLOUR is not set');
  await expect(deps!.db.query('SELECT 1')).rejects.toThrow('after calling end on the pool');
});
