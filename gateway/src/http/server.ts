import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { HEADERS } from '@emporium/contracts/headers';
import type { Log } from '@emporium/platform/log';
import { fastify, type FastifyInstance } from 'fastify';
import type { GatewayMetrics } from '../metrics.ts';
import { servePlainRequests, type PlainServer } from '../plain-http/serve.ts';
import { requestIdFrom } from '../request-id.ts';
import { errorHandler, notFoundHandler } from './errors.ts';
import { createGraphiQLPage, type GraphiQLOptions } from './graphiql.ts';
import type { ExchangeHandler } from './exchange.ts';
import { healthRoutes } from './health.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

export interface HttpServerOptions {
  /** Who answers at which path, on Node's own server. */
  readonly handlers: Readonly<Record<string, RequestHandler>>;
  /** Who answers operations at which path, however they were read. */
  readonly operations: ReadonlyMap<string, ExchangeHandler>;
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
 * The server: plain requests for `operations` as they come, `handlers` at their paths, and everything else through
 * Fastify: GraphiQL for browsers at `/` and `/graphql`, health and metrics.
 */
export function createHttpServer({ handlers, operations, graphiql, ...options }: HttpServerOptions): FastifyInstance {
  const page = graphiql ? createGraphiQLPage(graphiql) : null;
  const byPath = new Map(Object.entries(handlers));

  let plain!: PlainServer;
  const app = fastify({
    logger: false,
    genReqId: (request) => requestIdFrom(request.headers[HEADERS.requestId]),
    forceCloseConnections: 'idle',
    serverFactory(handleOthers) {
      const timeouts = { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_TIMEOUT_MS };
      const server = createServer(timeouts, (request, response) => {
        const { url = '' } = request;
        const end = url.indexOf('?');
        const handle = byPath.get(end < 0 ? url : url.slice(0, end));
        if (handle === undefined || page?.wanted(request)) handleOthers(request, response);
        else handle(request, response);
      });
      plain = servePlainRequests(server, operations, KEEP_ALIVE_MS);
      return server;
    },
  });
  app.addHook('preClose', async () => plain.closeIdle());
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
