import Fastify, { type FastifyInstance } from 'fastify';
import type { Viewer } from '../../identity/index.ts';
import { createEngine, type EngineOptions } from './engine.ts';
import { refuse, registerGraphqlOverHttp } from './http-handler.ts';
import { registerGraphqlOverWebSocket } from './websocket.ts';

export interface GraphqlHostOptions<Context extends { readonly viewer: Viewer }> extends EngineOptions<Context> {
  /** Who speaks HTTP: our handler, or `@apollo/server` with about twice the CPU time. Default `own`. */
  readonly server?: 'own' | 'apollo';
  /** Largest request body and largest WebSocket message. Default 4 MiB: a batch of entity references can be long. */
  readonly bodyLimitBytes?: number;
}

const PATH = '/graphql';
/** How long a client may take to send its request. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * A server with `/graphql` over HTTP and WebSocket; it does not listen yet, and more routes may be added.
 * `app.close()` drains it: no new connections, WebSockets closed with 1001, requests under way answered.
 */
export async function createGraphqlHost<Context extends { readonly viewer: Viewer }>(
  options: GraphqlHostOptions<Context>,
): Promise<FastifyInstance> {
  const { log, server = 'own', bodyLimitBytes = 4 << 20 } = options;
  const engine = createEngine(options);
  const app = Fastify({ bodyLimit: bodyLimitBytes, forceCloseConnections: 'idle', requestTimeout: REQUEST_TIMEOUT_MS });

  await app.register(async (graphql) => {
    graphql.removeContentTypeParser('text/plain'); // leaves application/json; anything else is 415
    graphql.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
      const status = error.statusCode ?? 500;
      if (status < 500) return refuse(request, reply, status, error.message);
      log.error({ err: error }, 'a request could not be answered');
      return refuse(request, reply, status, 'The request could not be answered.');
    });
    if (server === 'own') registerGraphqlOverHttp(graphql, PATH, engine);
    else await (await import('./apollo.ts')).registerApollo(graphql, PATH, engine, log);
  });
  registerGraphqlOverWebSocket(app, PATH, engine, bodyLimitBytes);
  return app;
}
