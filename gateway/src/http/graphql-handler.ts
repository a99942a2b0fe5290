import type { IncomingMessage, ServerResponse } from 'node:http';
import { HEADERS } from '@emporium/contracts/headers';
import { AppError } from '@emporium/platform/errors';
import type { Log } from '@emporium/platform/log';
import { Abandonment } from '../abandonment.ts';
import { MASKED_MESSAGE } from '../errors/mask.ts';
import type { Authenticate, Caller } from '../identity/authenticate.ts';
import type { OperationRequest, Pipeline } from '../operations/operation.ts';
import { requestIdFrom } from '../request-id.ts';
import type { ContextOf } from './context-of.ts';
import type { Cors } from './cors.ts';
import { operationInBody, operationInUrl, refuseBody, refuseForgery } from './operation-request.ts';
import { readBody } from './read-body.ts';
import type { Respond } from './respond.ts';
import { broken, tooLarge, unidentified, wrongMethod } from './transport-refusal.ts';

export interface GraphqlHandlerOptions {
  readonly pipeline: Pipeline;
  readonly authenticate: Authenticate;
  readonly contextOf: ContextOf;
  readonly respond: Respond;
  readonly cors: Cors;
  readonly bodyBytes: number;
  readonly log: Log;
}

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * GraphQL over HTTP: https://graphql.github.io/graphql-over-http/draft/ — POST with JSON, GET for queries. On Node's own
 * server, with nothing in between: a framework would cost as much as the rest of a small request.
 */
export function createGraphqlHandler(options: GraphqlHandlerOptions): RequestHandler {
  const { pipeline, authenticate, contextOf, respond, cors, bodyBytes, log } = options;

  const run = async (
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
    operation: OperationRequest,
  ): Promise<void> => {
    const known = authenticate(request.headers);
    let caller: Caller;
    try {
      caller = known instanceof Promise ? await known : known;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return respond(request, response, requestId, unidentified(error, requestId), 'request');
    }
    const abandonment = new Abandonment();
    response.on('close', () => {
      if (!response.writableFinished) abandonment.happen();
    });
    const context = contextOf(request, caller, requestId, abandonment);
    respond(request, response, requestId, await pipeline.run(operation, context), 'operation');
  };

  const start = (
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
    operation: ReturnType<typeof operationInBody>,
  ): void => {
    if ('body' in operation) return respond(request, response, requestId, operation, 'request');
    run(request, response, requestId, operation).catch((error: unknown) => {
      log.error({ requestId, err: error }, 'request failed unexpectedly');
      if (!response.headersSent) respond(request, response, requestId, broken(MASKED_MESSAGE, requestId), 'request');
    });
  };

  const post = (request: IncomingMessage, response: ServerResponse, requestId: string): void => {
    const refused = refuseBody(request);
    if (refused !== null) return respond(request, response, requestId, refused, 'request');
    readBody(request, bodyBytes, (text) => {
      start(request, response, requestId, text === null ? tooLarge(bodyBytes) : operationInBody(text));
    });
  };

  return (request, response) => {
    const { method } = request;
    if (method === 'OPTIONS') return cors.preflight(request, response);
    const requestId = requestIdFrom(request.headers[HEADERS.requestId]);
    if (method === 'POST') return post(request, response, requestId);
    if (method !== 'GET') return respond(request, response, requestId, wrongMethod(), 'request');
    start(request, response, requestId, refuseForgery(request) ?? operationInUrl(request.url ?? ''));
  };
}
