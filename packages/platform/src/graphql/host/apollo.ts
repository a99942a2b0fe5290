import { HEADERS } from '@emporium/contracts/headers';
import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Log } from '../../log/index.ts';
import type { Engine } from './engine.ts';
import { scopeOf } from './http-handler.ts';
import type { RequestScope } from './request-scope.ts';

interface Context extends BaseContext {
  readonly scope: RequestScope;
}
type Gateway = NonNullable<ApolloServerOptions<Context>['gateway']>;

/**
 * The same schema through @apollo/server, for those who want its plugins. Apollo speaks HTTP and runs its
 * pipeline; the engine still authorises, executes and masks, in the place that Apollo keeps for a gateway's executor.
 * The cache-control and inline-trace plugins stay off: together they cost a third of a subgraph's request.
 */
export async function registerApollo(app: FastifyInstance, path: string, engine: Engine, log: Log): Promise<void> {
  const server = new ApolloServer<Context>({
    gateway: executorOf(engine),
    logger: log,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    csrfPrevention: false, // no cookie is ever believed here
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      OK_FOR_OLD_CLIENTS,
    ],
  });
  await server.start();
  app.addHook('onClose', () => server.stop());
  app.route({
    method: ['GET', 'POST'],
    url: path,
    handler: fastifyApolloHandler(server, {
      context: (request, reply) => {
        const scope = scopeOf(engine, request, reply);
        if (scope === null) throw unauthenticated();
        void reply.header(HEADERS.requestId, scope.requestId);
        return Promise.resolve({ scope });
      },
    }),
  });
}

function executorOf(engine: Engine): Gateway {
  let announce: Parameters<Gateway['onSchemaLoadOrUpdate']>[0] | undefined;
  return {
    onSchemaLoadOrUpdate(callback) {
      announce = callback;
      return () => undefined;
    },
    load() {
      announce?.({ apiSchema: engine.schema, coreSupergraphSdl: '' });
      return Promise.resolve({
        executor: async ({ source, request, operationName, context }) => {
          const prepared = engine.operation(source, operationName);
          if (!prepared.ok) return { errors: prepared.errors };
          if (prepared.operation.kind === 'subscription') return { errors: [overWebSocket()] };
          return engine.execute(prepared.operation, request.variables ?? {}, (context as Context).scope);
        },
      });
    },
    stop: () => Promise.resolve(),
  };
}

/** Apollo answers 400 to a bad document whatever the client accepts; the specification keeps 200 for `application/json`. */
const OK_FOR_OLD_CLIENTS: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ request, response, source }) {
        const isNew = request.http?.headers.get('accept')?.includes('application/graphql-response+json');
        if (!isNew && source !== undefined && response.http.status === 400) response.http.status = 200;
        return Promise.resolve();
      },
    }),
};

const unauthenticated = (): GraphQLError =>
  new GraphQLError('The identity of this request is not valid.', {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
  });

const overWebSocket = (): GraphQLError =>
  new GraphQLError('Subscriptions are served over WebSocket (graphql-transport-ws) at the same address.', {
    extensions: { code: 'BAD_REQUEST' },
  });
