import type { SubgraphName } from '@emporium/contracts/topology';
import type { ServiceClient } from '../client/index.ts';
import { openDatabase, type Database } from '../db/index.ts';
import { createEngine } from '../graphql/host/index.ts';
import { ANONYMOUS, type ServiceViewer, type UserViewer, type GuestViewer, type Viewer } from '../identity/index.ts';
import { newId } from '../ids/index.ts';
import { silentLog } from '../log/index.ts';
import { startStreams, type Streams } from '../streams/index.ts';
import { migrateSubgraph, type Subgraph, type SubgraphDefinition } from '../subgraph/index.ts';
import { testDatabase } from './test-database.ts';

/** An answer, loosely typed on purpose: tests look at what a client would see. */
export interface Answer {
  // oxlint-disable-next-line no-explicit-any
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string };
  }[];
}

export interface TestSubgraph extends AsyncDisposable {
  readonly db: Database;
  readonly streams: Streams;
  readonly subgraph: Subgraph;
  execute(query: string, variables?: object, viewer?: Viewer): Promise<Answer>;
  subscribe(query: string, variables?: object, viewer?: Viewer): Promise<AsyncIterableIterator<Answer>>;
  /** Events that wait in the outbox, oldest first. */
  outbox(): Promise<readonly { readonly type: string; readonly [field: string]: unknown }[]>;
}

export interface TestSubgraphOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Stand-ins for other subgraphs; calling one that is not given fails the test. */
  readonly services?: (name: SubgraphName) => ServiceClient;
  readonly now?: () => Date;
  /** Where the test serves the subgraph's own routes, if it does. */
  readonly url?: string;
}

const SECRET = 'a secret of the tests, 32 characters long';

/** A subgraph on a fresh database of its own, without a server: operations go straight to its engine. */
export async function testSubgraph(
  definition: SubgraphDefinition,
  options: TestSubgraphOptions = {},
): Promise<TestSubgraph> {
  const database = await testDatabase({
    template: definition.name,
    prepare: (url) => migrateSubgraph(definition, url),
  });
  const db = openDatabase({ url: database.url, name: `${definition.name} test`, poolSize: 10, log: silentLog });
  const streams = startStreams({ db, log: silentLog, name: definition.name });
  const subgraph = definition.create({
    db,
    streams,
    services:
      options.services ??
      ((name) => {
        throw new Error(`this test has no stand-in for ${name}`);
      }),
    environment: options.environment ?? {},
    secret: SECRET,
    url: options.url ?? 'http://127.0.0.1:1',
    log: silentLog,
    now: options.now ?? (() => new Date()),
    newId,
  });
  const engine = createEngine({
    schema: subgraph.schema,
    context: subgraph.context,
    log: silentLog,
    identitySecret: SECRET,
  });

  const prepare = (query: string, viewer: Viewer) => {
    const prepared = engine.operation(query, null);
    if (!prepared.ok) throw new Error(prepared.errors.map((error) => error.message).join('\n'));
    const scope = engine.scope({
      viewer,
      requestId: undefined,
      traceparent: undefined,
      deadlineMs: undefined,
      onGone: () => {},
    });
    return { operation: prepared.operation, scope };
  };

  return {
    db,
    streams,
    subgraph,
    async execute(query, variables = {}, viewer = ANONYMOUS) {
      const { operation, scope } = prepare(query, viewer);
      const result = await engine.execute(operation, variables as Record<string, unknown>, scope);
      return JSON.parse(JSON.stringify(result)) as Answer;
    },
    async subscribe(query, variables = {}, viewer = ANONYMOUS) {
      const { operation, scope } = prepare(query, viewer);
      const stream = await engine.subscribe(operation, variables as Record<string, unknown>, scope, () => {});
      if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream.errors));
      return stream as unknown as AsyncIterableIterator<Answer>;
    },
    outbox: async () => {
      const rows = await db.query<{ event: { type: string } }>('SELECT event FROM outbox ORDER BY position');
      return rows.map((row) => row.event);
    },
    async [Symbol.asyncDispose]() {
      await streams.stop();
      await db.close();
      await database.drop();
    },
  };
}

const inAnHour = (): Date => new Date(Date.now() + 3_600_000);

/** An account, with the scopes that its token carries. */
export const userViewer = (scopes: readonly string[] = [], id = newId('usr')): UserViewer => ({
  kind: 'user',
  id,
  sessionId: newId('ses'),
  scopes,
  tokenExpiresAt: inAnHour(),
});

export const guestViewer = (id = newId('gst')): GuestViewer => ({
  kind: 'guest',
  id,
  scopes: [],
  tokenExpiresAt: inAnHour(),
});

/** Another subgraph. */
export const serviceViewer = (name: SubgraphName = 'orders'): ServiceViewer => ({
  kind: 'service',
  name,
  scopes: ['internal'],
});
