import { silentLog } from '@emporium/platform/log';
import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { createApolloEngine } from '../../../gateway/src/engine/apollo-engine.ts';
import { createCompiledEngine } from '../../../gateway/src/engine/compiled-engine.ts';
import type { Engine } from '../../../gateway/src/engine/engine-types.ts';
import { createMetrics } from '../../../gateway/src/metrics.ts';
import type { PlannerChoice } from '../../../gateway/src/planner/create-planner.ts';
import { createSubgraphs, type Subgraphs } from '../../../gateway/src/subgraphs/registry.ts';
import { supergraphFrom, type Supergraph } from '../../../gateway/src/supergraph/source.ts';
import { testContext } from '../../../gateway/src/testing/request-context.ts';

/** What an engine made of one operation. */
export interface Executed {
  readonly data: unknown;
  readonly errors: readonly GraphQLError[];
}

/** A deferred fragment that came later. */
export interface LaterPart extends Executed {
  readonly path: readonly (string | number)[];
  readonly label: string | null;
}

/** An engine with a supergraph and connections of its own. */
export interface LoadedEngine {
  /** The schema that clients see. */
  readonly schema: GraphQLSchema;
  /** Runs a valid operation with coerced variables. */
  execute(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Executed>;
  /** The same for a client that takes the answer in parts; null when this engine has but one. */
  executeInParts(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly first: Executed; readonly later: readonly LaterPart[] } | null>;
  stop(): Promise<void>;
}

export type LoadEngine = (supergraphSdl: string, urls: Readonly<Record<string, string>>) => Promise<LoadedEngine>;

const FETCH_TIMEOUT_MS = 10_000;

const log = silentLog;

const loading =
  (create: (supergraph: Supergraph, subgraphs: Subgraphs) => Engine): LoadEngine =>
  async (sdl, urls) => {
    const subgraphs = createSubgraphs({ urls, fetchTimeoutMs: FETCH_TIMEOUT_MS, metrics: createMetrics(), log });
    const engine = create(supergraphFrom({ sdl }, log), subgraphs);
    await engine.start();
    return {
      schema: engine.current.schema,
      async execute(document, operation, variables) {
        const { data, errors } = await engine.current.plan(document, operation).execute(variables, testContext());
        return { data: JSON.parse(String(data)) as unknown, errors };
      },
      async executeInParts(document, operation, variables) {
        const { executeInParts } = engine.current.plan(document, operation);
        if (executeInParts === null) return null;
        const { data, errors, rest } = await executeInParts(variables, testContext());
        const later: LaterPart[] = [];
        for await (const { parts } of rest ?? []) {
          later.push(...parts.map((part) => ({ ...part, data: JSON.parse(part.data) as unknown })));
        }
        return { first: { data: JSON.parse(String(data)) as unknown, errors }, later };
      },
      async stop() {
        await engine.stop();
        await subgraphs.close();
      },
    };
  };

const compiled = (planner: PlannerChoice): LoadEngine =>
  loading((supergraph, { client }) =>
    createCompiledEngine({ supergraph, planner, overrideLabels: [], client: (name, url) => client(name, url), log }),
  );

/** Every engine that must answer as the specification says; plans of the first are the expected ones. */
export const engines: Readonly<Record<string, LoadEngine>> = {
  compiled: compiled('hive'),
  'compiled-apollo': compiled('apollo'),
  apollo: loading((supergraph, subgraphs) => createApolloEngine({ supergraph, subgraphs, log })),
};
