import type { SubgraphName } from '@emporium/contracts/topology';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { AnyEventHandlers } from '../bus/index.ts';
import type { ServiceClient } from '../client/index.ts';
import type { Database, Migration } from '../db/index.ts';
import type { RequestScope } from '../graphql/host/index.ts';
import type { NewId } from '../ids/index.ts';
import type { Schedule, Task } from '../jobs/index.ts';
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
  /** Signs what this subgraph's simulators send to its own webhooks; never leaves the process. */
  readonly secret: string;
  /** Where this subgraph is reached from inside, such as `http://127.0.0.1:4003`. */
  readonly url: string;
  readonly log: Log;
  readonly now: () => Date;
  readonly newId: NewId;
}

/** Who asks, for one operation. A subgraph adds its loaders in `context`. */
export type RequestContext = RequestScope;

export interface Subgraph {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  /** Built for each operation: loaders must not outlive it. */
  readonly context: (request: RequestContext) => RequestContext;
  /** Other subgraphs' events that this one listens to. */
  readonly handlers?: AnyEventHandlers;
  /** Background jobs by name (`enqueueJob`), each safe to run twice. */
  readonly tasks?: Readonly<Record<string, Task>>;
  /** How often jobs of a later time are looked for, in milliseconds; 5 000 when absent. New ones start at once. */
  readonly jobPollMs?: number;
  /** Tasks that run by the clock, once each time however many processes there are. */
  readonly cron?: readonly Schedule[];
  /** Routes beside /graphql: webhooks, media, pages. */
  readonly routes?: (server: FastifyInstance) => void;
  /** Starts what runs by itself (a simulator, a ticker); called when the server listens. */
  readonly start?: () => void;
  /** Stops it, and waits until it has; also called when it was never started. */
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
