import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { HEADERS } from '@emporium/contracts/headers';
import type { Log } from '@emporium/platform/log';
import { fastify, type FastifyInstance } from 'fastify';
import type { GatewayMetrics } from '../metrics.ts';
import { requestIdFrom } from '../request-id.ts';
import { errorHandler, notFoundHandler } from './errors.ts';
import { createGraphiQLPage, type GraphiQLOptions } from './graphiql.ts';
import type { RequestHandler } from './graphql-handler.ts';
import { healthRoutes } from './health.ts';

export interface HttpServerOptions {
  /** Who answers at which path, on Node's own server. */
  readonly handlers: Readonly<Record<string, RequestHandler>>;
  readonly graphiql: GraphiQLOptions | false;
  /** False while the gateway drains, so that load balancers look elsewhere. */
  readonly isReady: () => boolean;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
}

/** Longer than the minute for which load balancers keep an idle connection. */
const KEEP_ALIVE_MS = 72_000;
/** How long a client may take to send its request. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * The server: `handlers` at their paths, and everything else through Fastify: GraphiQL for browsers at `/` and
 * `/graphql`, health and metrics.
 */
export function createHttpServer({ handlers, graphiql, ...options }: HttpServerOptions): FastifyInstance {
  const page = graphiql ? createGraphiQLPage(graphiql) : null;
  const byPath = new Map(Object.entries(handlers));

  const app = fastify({
    logger: false,
    genReqId: (request) => requestIdFrom(request.headers[HEADERS.requestId]),
    forceCloseConnections: 'idle',
    serverFactory: (handleOthers) =>
      createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
        const { url = '' } = request;
        const end = url.indexOf('?');
        const handle = byPath.get(end < 0 ? url : url.slice(0, end));
        if (handle === undefined || page?.wanted(request)) handleOthers(request, response);
        else handle(request, response);
      }),
  });
  closeUnusedConnections(app);
  app.setErrorHandler(errorHandler(options.log));
  app.setNotFoundHandler(notFoundHandler);
  app.addHook('onRequest', async (request, reply) => {
    void reply.header(HEADERS.requestId, request.id);
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!options.isReady()) void reply.header('connection', 'close'); // a kept-alive connection would hold up the stop
  });
  if (page) for (const url of ['/', '/graphql']) app.get(url, (request, reply) => page.send(request, reply));
  healthRoutes(app, options);
  return app;
}

/**
 * Connections that were opened ahead of a request, as clients and load balancers do, are not idle in Node's eyes, and
 * would hold up the stop until they time out.
 */
function closeUnusedConnections(app: FastifyInstance): void {
  const open = new Set<Socket>();
  app.server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', async () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  });
}
