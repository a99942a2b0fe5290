import type { ServerResponse } from 'node:http';
import { HEADERS } from '@emporium/contracts/headers';
import { AppError } from '@emporium/platform/errors';
import type { Log } from '@emporium/platform/log';
import { GraphQLError, OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import { MASKED_MESSAGE, type Mask } from '../errors/mask.ts';
import type { ContextOf } from '../http/context-of.ts';
import type { Cors } from '../http/cors.ts';
import { NodeExchange } from '../http/node-exchange.ts';
import { operationInBody, operationInUrl, refuseBody } from '../http/operation-request.ts';
import type { Respond } from '../http/respond.ts';
import type { RequestHandler } from '../http/server.ts';
import { broken, noEventStream, tooLarge, unidentified, wrongMethod } from '../http/transport-refusal.ts';
import type { Authenticate } from '../identity/authenticate.ts';
import { StreamFailure } from '../live/stream-failure.ts';
import type { Subscribe } from '../live/subscribe.ts';
import type { GatewayMetrics } from '../metrics.ts';
import { answerText } from '../operations/answer-text.ts';
import type { OperationRequest, Pipeline } from '../operations/operation.ts';
import type { RequestContext } from '../request-context.ts';
import { requestIdFrom } from '../request-id.ts';
import { ClientStream } from './client-stream.ts';
import { lastError, type EndReason } from './end-of-stream.ts';

export interface SseServer {
  readonly handle: RequestHandler;
  /** Ends every stream, or those of subscriptions. */
  endStreams(reason: EndReason, which: 'all' | 'streaming'): void;
}

export interface SseOptions {
  readonly pipeline: Pipeline;
  readonly authenticate: Authenticate;
  readonly subscribe: Subscribe;
  readonly contextOf: ContextOf;
  readonly respond: Respond;
  readonly cors: Cors;
  readonly bodyBytes: number;
  readonly mask: Mask;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
}

const MEDIA_TYPE = 'text/event-stream';
const HEAD = ['content-type', `${MEDIA_TYPE}; charset=utf-8`, 'cache-control', 'no-store', 'x-accel-buffering', 'no'];

/**
 * GraphQL over server-sent events, in distinct connections mode: one operation on each connection, its results as `next`
 * events, then `complete` (https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md). Queries and mutations are
 * served like subscriptions. Results are JSON text already, shared with sockets that follow the same stream, and are
 * written as they are.
 *
 * The single connection mode is not served: what it reserves belongs to one gateway among several and to clients that may
 * never come for it, and HTTP/2 in front gives the same page as many connections as it likes.
 *
 * A GET needs no header against forgery, which `EventSource` could not send: no cookie is believed, so a foreign page can
 * act for nobody, and CORS keeps it from reading.
 */
export function createSseServer(options: SseOptions): SseServer {
  const { pipeline, authenticate, subscribe, contextOf, respond, cors, bodyBytes, mask, metrics, log } = options;
  const clients = new Set<ClientStream>();

  const answer = async (client: ClientStream, operation: OperationRequest, context: RequestContext): Promise<void> => {
    const { requestId } = context;
    const fail = (errors: readonly GraphQLFormattedError[]): unknown => client.next(answerText(null, errors, null));

    const admitted = await pipeline.admit(operation, context);
    if (!('prepared' in admitted)) return void client.next(String(admitted.body));
    if (admitted.prepared.type !== OperationTypeNode.SUBSCRIPTION) {
      return void client.next(String((await admitted.execute()).body));
    }
    const results = subscribe({ admitted, context, tooSlow: () => client.end('tooSlow') });
    if ('errors' in results) return void fail(mask(results.errors, requestId));

    metrics.subscriptions.inc();
    try {
      await client.follow(results);
    } catch (error) {
      fail(mask(errorsIn(error), requestId));
    } finally {
      metrics.subscriptions.dec();
    }
    if (client.ended !== null) fail([lastError(client.ended, requestId)]);
  };

  const run = async (
    exchange: NodeExchange,
    response: ServerResponse,
    requestId: string,
    operation: OperationRequest,
  ): Promise<void> => {
    const { request } = exchange;
    try {
      const caller = await authenticate(request.headers);
      const client = new ClientStream(response, caller);
      clients.add(client);
      response.on('close', () => clients.delete(client));
      client.open([...HEAD, HEADERS.requestId, requestId, ...cors.headersFor(request.headers.origin)]);
      await answer(client, operation, contextOf(request, caller, requestId, client.gone));
      client.complete();
    } catch (error) {
      if (error instanceof AppError) {
        return respond(exchange, requestId, unidentified(error, requestId), 'request');
      }
      log.error({ requestId, err: error }, 'event stream failed unexpectedly');
      if (response.headersSent) response.destroy();
      else respond(exchange, requestId, broken(MASKED_MESSAGE, requestId), 'request');
    }
  };

  return {
    handle(request, response) {
      const { method, headers } = request;
      const requestId = requestIdFrom(headers[HEADERS.requestId]);
      const exchange = new NodeExchange(request, response);
      const start = (operation: ReturnType<typeof operationInBody>): void => {
        if ('body' in operation) respond(exchange, requestId, operation, 'request');
        else void run(exchange, response, requestId, operation);
      };
      if (method !== 'GET' && method !== 'POST') return start(wrongMethod());
      if (!headers.accept?.includes(MEDIA_TYPE)) return start(noEventStream());
      if (method === 'GET') return start(operationInUrl(request.url ?? ''));
      const refused = refuseBody(request);
      if (refused !== null) return start(refused);
      exchange.readBody(bodyBytes, (text) => start(text === null ? tooLarge(bodyBytes) : operationInBody(text)));
    },
    endStreams(reason, which) {
      for (const client of clients) if (which === 'all' || client.streaming) client.end(reason);
    },
  };
}

function errorsIn(error: unknown): readonly GraphQLError[] {
  if (error instanceof StreamFailure) return error.errors as readonly GraphQLError[];
  return [error instanceof GraphQLError ? error : new GraphQLError(String(error), { originalError: error as Error })];
}
