import { createTestContext } from './request-context.ts';
import { silentLog } from '@emporium/platform/log';
import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { createApolloEngine } from '../../../gateway/src/engine/apollo-engine.ts';
import { createCompiledEngine } from '../../../gateway/src/engine/compiled-engine.ts';
import type { PlannerChoice } from '../../../gateway/src/planner/create-planner.ts';
import { createMetrics } from '../../../gateway/src/metrics.ts';
import type { Engine } from '../../../gateway/src/engine/engine-types.ts';
import { createSubgraphs, type Subgraphs } from '../../../gateway/src/subgraphs/registry.ts';
import { supergraphFrom, type Supergraph } from '../../../gateway/src/supergraph/source.ts';

/** What an engine made of one operation. */
export interface Executed {
  readonly data: unknown;
  readonly errors: readonly GraphQLError[];
}

export interface LoadedEngine {
  /** The schema that clients see. */
  readonly schema: GraphQLSchema;
  /** Runs a valid operation with coerced variables. */
  execute(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Executed>;
  stop(): Promise<void>;
}

export type LoadEngine = (supergraphSdl: string, urls: Readonly<Record<string, string>>) => Promise<LoadedEngine>;

const FETCH_TIMEOUT_MS = 10_000;

const load =
  (create: (subgraphs: Subgraphs, supergraph: Supergraph) => Engine): LoadEngine =>
  async (sdl, urls) => {
    const log = silentLog;
    const subgraphs = createSubgraphs({ urls, fetchTimeoutMs: FETCH_TIMEOUT_MS, metrics: createMetrics(), log });
    const engine = create(subgraphs, supergraphFrom({ sdl }, log));
    await engine.start();
    return {
      schema: engine.current.schema,
      async execute(document, operation, variables) {
        const { data, errors } = await engine.current.plan(document, operation).execute(variables, createTestContext());
        return { data: JSON.parse(data) as unknown, errors };
      },
      async stop() {
        await engine.stop();
        await subgraphs.close();
      },
    };
  };

const loadApollo = load((subgraphs, supergraph) => createApolloEngine({ supergraph, subgraphs, log: silentLog }));

const loadCompiled = (planner: PlannerChoice) =>
  load(({ client }, supergraph) =>
    createCompiledEngine({ supergraph, planner, overrideLabels: [], client, log: silentLog }),
  );

/** Every engine that must answer as the specification says; plans of the first are the expected ones. */
export const engines: Readonly<Record<string, LoadEngine>> = {
  compiled: loadCompiled('hive'),
  'compiled-apollo': loadCompiled('apollo'),
  apollo: loadApollo,
};
