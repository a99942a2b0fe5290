import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import { HEADERS } from '@emporium/contracts/headers';
import { ownerOf } from '@emporium/platform/identity';
import { AppError } from '@emporium/platform/errors';
import type { Log } from '@emporium/platform/log';
import { childOf, parseTraceparent } from '@emporium/platform/trace';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Abandonment } from '../abandonment.ts';
import { refusal } from '../errors/app-error.ts';
import type { Authenticate } from '../identity/authenticate.ts';
import { LIMITS } from '../limits.ts';
import type { GatewayMetrics } from '../metrics.ts';
import type { RequestContext } from '../request-context.ts';
import { requestIdFrom } from '../request-id.ts';
import { errorHandler, notFoundHandler } from './errors.ts';
import { createGraphiQLPage } from './graphiql.ts';
import { healthRoutes } from './health.ts';

export interface HttpServerOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly authenticate: Authenticate;
  readonly corsOrigins: readonly string[];
  readonly graphiql: boolean;
  readonly operationTimeoutMs: number;
  /** False while the gateway drains, so that load balancers look elsewhere. */
  readonly isReady: () => boolean;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
}

/** GraphQL over HTTP at `/graphql`, GraphiQL for browsers there and at `/`, health and metrics beside them. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: LIMITS.bodyBytes,
    logger: false,
    genReqId: (request) => requestIdFrom(request.headers[HEADERS.requestId]),
    forceCloseConnections: 'idle',
  });
  app.setErrorHandler(errorHandler(options.log));
  app.setNotFoundHandler(notFoundHandler);
  app.addHook('onRequest', async (request, reply) => {
    void reply.header(HEADERS.requestId, request.id);
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!options.isReady()) void reply.header('connection', 'close'); // a kept-alive connection would hold up the stop
  });
  await app.register(cors, {
    origin: options.corsOrigins.includes('*') ? '*' : [...options.corsOrigins],
    methods: ['GET', 'POST'],
    exposedHeaders: [HEADERS.requestId],
    maxAge: 86_400,
  });

  const page = options.graphiql ? createGraphiQLPage() : null;
  const graphql = fastifyApolloHandler(options.apollo, { context: contextFactory(options) });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: (request, reply) =>
      page?.wanted(request) ? page.send(request, reply) : graphql.call(app, request as never, reply as never),
  });
  if (page) app.get('/', (request, reply) => page.send(request, reply));
  healthRoutes(app, options);
  return app;
}

const contextFactory =
  ({ authenticate, operationTimeoutMs }: HttpServerOptions) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> => {
    const abandonment = new Abandonment();
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) abandonment.happen();
    });
    const { viewer, identity } = await authenticate(request.headers.authorization).catch((error: unknown) => {
      throw error instanceof AppError ? refusal(error, request.id) : error;
    });
    const traceparent = request.headers[HEADERS.traceparent];
    return {
      requestId: request.id,
      viewer,
      identity,
      trace: childOf(parseTraceparent(typeof traceparent === 'string' ? traceparent : null)),
      abandonment,
      clientKey: ownerOf(viewer) ?? request.ip,
      clientIp: request.ip,
      deadlineAtMs: Date.now() + operationTimeoutMs,
      transport: 'http',
      passedOn: null,
      costOnly: false,
      showPlan: false,
    };
  };
