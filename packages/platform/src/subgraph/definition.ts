import type { DomainEvent } from '@emporium/contracts/events';
import type { SubgraphName } from '@emporium/contracts/topology';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { EventHandlers } from '../bus/index.ts';
import type { ServiceClient } from '../client/index.ts';
import type { Database, Migration } from '../db/index.ts';
import type { Viewer } from '../identity/index.ts';
import type { NewId } from '../ids/index.ts';
import type { Log } from '../log/index.ts';
import type { Streams } from '../streams/index.ts';

/** What a subgraph is made of; `runSubgraph` makes a server of it. */
export interface SubgraphDefinition {
  readonly name: SubgraphName;
  /** The subgraph's own tables; the platform's come before them. */
  readonly migrations: readonly Migration[];
  /** Fills an empty database with this subgraph's part of the demonstration marketplace. */
  readonly seed: (context: SeedContext) => Promise<void>;
  /** Picks the adapters and wires the use-cases. Starts nothing. */
  readonly create: (deps: SubgraphDeps) => Subgraph;
}

export interface SubgraphDeps {
  readonly db: Database;
  readonly streams: Streams;
  /** Calls another subgraph as this one, in fields that clients do not see. */
  readonly services: (name: SubgraphName) => ServiceClient;
  /** The environment, for variables that this subgraph alone has; parse them with `readConfig`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where this subgraph is reached from inside, such as `http://127.0.0.1:4003`. */
  readonly url: string;
  readonly log: Log;
  readonly now: () => Date;
  readonly newId: NewId;
}

/** Who asks, for one operation. A subgraph adds its loaders in `context`. */
export interface RequestContext {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly log: Log;
  /** Aborted when the client has gone or its deadline has passed. */
  readonly signal: AbortSignal;
}

export interface Subgraph<Context extends RequestContext = RequestContext> {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  /** Built for each operation: loaders must not outlive it. */
  readonly context: (request: RequestContext) => Context;
  /** Other subgraphs' events that this one listens to. */
  readonly handlers?: EventHandlers<DomainEvent>;
  /** Background jobs by name (`enqueueJob`), each safe to run twice. */
  readonly tasks?: Readonly<Record<string, (payload: never) => Promise<void>>>;
  /** Tasks that run by the clock: crontab lines of graphile-worker, such as `* * * * * expire-carts`. */
  readonly cron?: readonly string[];
  /** Routes beside /graphql: webhooks, media, pages. */
  readonly routes?: (server: FastifyInstance) => void;
  /** Starts what runs by itself (a simulator, a ticker); called when the server listens. */
  readonly start?: () => void;
  /** Stops it, and waits until it has. */
  readonly stop?: () => Promise<void>;
}

export interface SeedContext {
  readonly db: Database;
  /** Products in the marketplace; everything else follows from it. */
  readonly products: number;
  readonly now: Date;
  /** Rows loaded so far, for a progress bar. */
  readonly progress: (rows: number) => void;
}
