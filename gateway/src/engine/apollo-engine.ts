import { ApolloGateway } from '@apollo/gateway';
import type { GatewayInterface, GatewayLoadResult } from '@apollo/server-gateway-interface';
import type { Log } from '@emporium/platform/log';
import type { Subgraphs } from '../subgraphs/registry.ts';
import type { Supergraph } from '../supergraph/source.ts';
import { withMissingValuesAsErrors } from './missing-values.ts';
import { createSubscriptionPlanner, type SubscriptionPlanner } from './subscription-planner.ts';
import type { Engine } from './engine.ts';
import type { GraphQLSchema } from 'graphql';

interface Loaded {
  readonly schema: GraphQLSchema;
  readonly supergraphSdl: string;
  readonly planner: SubscriptionPlanner;
}

/**
 * The reference engine: `@apollo/gateway` loads, checks and reloads the supergraph and runs queries and mutations.
 * A changed supergraph that does not load is logged, and the last good one stays.
 */
export function createApolloEngine(options: { supergraph: Supergraph; subgraphs: Subgraphs; log: Log }): Engine {
  const { supergraph, subgraphs, log } = options;
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true'; // the constructor below reads it, and reports to Apollo otherwise
  const apollo = new ApolloGateway({
    logger: log,
    buildService: ({ name, url }) => subgraphs.connect(name, url),
    async supergraphSdl({ update }) {
      const cleanup = async () => stopWatching();
      const stopWatching = supergraph.watch((sdl) => {
        try {
          update(sdl);
        } catch (error) {
          log.error({ err: error }, 'the changed supergraph does not load; the last good one stays');
        }
      });
      return { supergraphSdl: await supergraph.read(), cleanup };
    },
  });

  let loaded: Loaded | null = null;
  const listeners = new Set<() => void>();
  apollo.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    const reload = loaded !== null;
    loaded = {
      schema: apiSchema,
      supergraphSdl: coreSupergraphSdl,
      planner: createSubscriptionPlanner(coreSupergraphSdl, apiSchema, { subgraphs, log }),
    };
    if (reload) for (const listener of listeners) listener();
  });

  const current = (): Loaded => {
    if (loaded === null) throw new Error('the supergraph is not loaded yet');
    return loaded;
  };

  return {
    gateway: wholeResults(apollo),
    get schema() {
      return current().schema;
    },
    get supergraphSdl() {
      return current().supergraphSdl;
    },
    planSubscription: (document, operationName) => current().planner.plan(document, operationName),
    onReload(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The same gateway, with results in which nothing is missing without an error. */
function wholeResults(apollo: ApolloGateway): GatewayInterface {
  return {
    onSchemaLoadOrUpdate: (callback) => apollo.onSchemaLoadOrUpdate(callback),
    stop: () => apollo.stop(),
    async load(options): Promise<GatewayLoadResult> {
      const { executor } = await apollo.load(options);
      return { executor: async (context) => withMissingValuesAsErrors(await executor(context)) };
    },
  };
}
