import { HEADERS } from '@emporium/contracts/headers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type ExecutionResult } from 'graphql';
import {
  GRAPHQL_RESPONSE,
  readParams,
  readQueryParams,
  responseMediaType,
  type RequestParams,
} from '../../graphql-over-http/index.ts';
import type { Engine } from './engine.ts';
import type { RequestScope } from './request-scope.ts';

/**
 * GraphQL over HTTP: https://graphql.github.io/graphql-over-http/draft/ — POST with JSON, GET for queries.
 * A client that accepts `application/graphql-response+json` gets 400 when its document or variables are bad;
 * one that accepts `application/json` only gets 200, as the specification keeps it for old clients.
 */
export function registerGraphqlOverHttp(app: FastifyInstance, path: string, engine: Engine): void {
  app.post(path, (request, reply) => answer(engine, request, reply, readParams(request.body)));
  app.get<{ Querystring: Record<string, unknown> }>(path, (request, reply) =>
    answer(engine, request, reply, readQueryParams(request.query)),
  );
}

async function answer(
  engine: Engine,
  request: FastifyRequest,
  reply: FastifyReply,
  params: RequestParams | string,
): Promise<FastifyReply> {
  if (typeof params === 'string') return refuse(request, reply, 400, params);
  if (params.query === null) return refuse(request, reply, 400, '"query" is missing.');
  const scope = scopeOf(engine, request, reply);
  if (scope === null)
    return refuse(request, reply, 401, 'The identity of this request is not valid.', 'UNAUTHENTICATED');
  void reply.header(HEADERS.requestId, scope.requestId);

  const prepared = engine.operation(params.query, params.operationName);
  if (!prepared.ok) return send(request, reply, { errors: prepared.errors });
  const { operation } = prepared;
  if (operation.kind === 'subscription') {
    return refuse(
      request,
      reply,
      400,
      'Subscriptions are served over WebSocket (graphql-transport-ws) at the same address.',
    );
  }
  if (operation.kind === 'mutation' && request.method === 'GET') {
    return refuse(request, reply.header('allow', 'POST'), 405, 'Send mutations with POST.');
  }
  return send(request, reply, await engine.execute(operation, params.variables ?? {}, scope));
}

/** Null when the identity header proves nothing. */
export function scopeOf(engine: Engine, request: FastifyRequest, reply: FastifyReply): RequestScope | null {
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const viewer = engine.identify(header(HEADERS.identity));
  if (viewer === null) return null;
  return engine.scope({
    viewer,
    requestId: header(HEADERS.requestId),
    traceparent: header(HEADERS.traceparent),
    deadlineMs: header(HEADERS.deadlineMs),
    onGone: (callback) => {
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) callback();
      });
    },
  });
}

function send(request: FastifyRequest, reply: FastifyReply, result: ExecutionResult): FastifyReply {
  const mediaType = responseMediaType(request.headers.accept);
  const isRequestError = !('data' in result);
  const status = isRequestError && mediaType === GRAPHQL_RESPONSE ? (isOurFault(result) ? 500 : 400) : 200;
  return reply.code(status).header('content-type', `${mediaType}; charset=utf-8`).send(JSON.stringify(result));
}

/** A GraphQL error instead of an answer: the request itself cannot be served. */
export function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  message: string,
  code = CODES[status] ?? 'BAD_REQUEST',
): FastifyReply {
  const body = { errors: [new GraphQLError(message, { extensions: { code } })] };
  return reply
    .code(status)
    .header('content-type', `${responseMediaType(request.headers.accept)}; charset=utf-8`)
    .send(JSON.stringify(body));
}

const CODES: Readonly<Record<number, string>> = { 413: 'PAYLOAD_TOO_LARGE', 500: 'INTERNAL_SERVER_ERROR' };

const isOurFault = ({ errors }: ExecutionResult): boolean =>
  errors?.some(({ extensions }) => extensions['code'] === 'INTERNAL_SERVER_ERROR') ?? false;
