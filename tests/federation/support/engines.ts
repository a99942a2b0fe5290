import { createTestContext } from './request-context.ts';
import { silentLog } from '@emporium/platform/log';
import { createHash } from 'node:crypto';
import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import {
  GraphQLError,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { createApolloEngine } from '../../../gateway/src/engine/apollo-engine.ts';
import { createMetrics } from '../../../gateway/src/metrics.ts';
import { createSubgraphs } from '../../../gateway/src/subgraphs/registry.ts';
import { supergraphFrom } from '../../../gateway/src/supergraph/source.ts';

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

const loadApollo: LoadEngine = async (sdl, urls) => {
  const log = silentLog;
  const subgraphs = createSubgraphs({ urls, fetchTimeoutMs: FETCH_TIMEOUT_MS, metrics: createMetrics(), log });
  const engine = createApolloEngine({ supergraph: supergraphFrom({ sdl }, log), subgraphs, log });
  const { executor } = await engine.gateway.load({ apollo: {} });
  if (executor === null) throw new Error('the engine did not load');
  return {
    schema: engine.schema,
    async execute(document, operation, variables) {
      const operationName = operation.name?.value ?? null;
      const request = { variables, ...(operationName === null ? {} : { operationName }) };
      const queryHash = createHash('sha256').update(JSON.stringify(document)).digest('hex');
      const asked = {
        request,
        document,
        operationName,
        queryHash,
        context: createTestContext(),
        logger: log,
        metrics: {},
      };
      const { data = null, errors = [] }: ExecutionResult = await executor(
        asked as unknown as Parameters<GatewayExecutor>[0],
      );
      // Some errors of Apollo's are not GraphQL's.
      return { data, errors: errors.map((error) => (error.extensions ? error : new GraphQLError(error.message))) };
    },
    async stop() {
      await engine.gateway.stop?.();
      await subgraphs.close();
    },
  };
};

/** Every engine that must answer as the specification says. */
export const engines: Readonly<Record<string, LoadEngine>> = { apollo: loadApollo };
