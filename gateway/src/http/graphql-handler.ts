import { HEADERS } from '@emporium/contracts/headers';
import { AppError } from '@emporium/platform/errors';
import type { Log } from '@emporium/platform/log';
import { Abandonment } from '../abandonment.ts';
import { MASKED_MESSAGE } from '../errors/mask.ts';
import type { Authenticate, Caller } from '../identity/authenticate.ts';
import type { OperationRequest, Pipeline } from '../operations/operation.ts';
import { requestIdFrom } from '../request-id.ts';
import type { ContextOf } from './context-of.ts';
import type { Exchange, ExchangeHandler } from './exchange.ts';
import { operationInBody, operationInUrl, refuseBody, refuseForgery } from './operation-request.ts';
import type { Respond } from './respond.ts';
import { broken, tooLarge, unidentified, wrongMethod } from './transport-refusal.ts';

export interface GraphqlHandlerOptions {
  readonly pipeline: Pipeline;
  readonly authenticate: Authenticate;
  readonly contextOf: ContextOf;
  readonly respond: Respond;
  readonly bodyBytes: number;
  readonly log: Log;
}

/**
 * GraphQL over HTTP: https://graphql.github.io/graphql-over-http/draft/ — POST with JSON, GET for queries. With
 * nothing in between: a framework would cost as much as the rest of a small request.
 */
export function createGraphqlHandler(options: GraphqlHandlerOptions): ExchangeHandler {
  const { pipeline, authenticate, contextOf, respond, bodyBytes, log } = options;

  const run = async (exchange: Exchange, requestId: string, operation: OperationRequest): Promise<void> => {
    const { request } = exchange;
    const known = authenticate(request.headers);
    let caller: Caller;
    try {
      caller = known instanceof Promise ? await known : known;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return respond(exchange, requestId, unidentified(error, requestId), 'request');
    }
    const abandonment = new Abandonment();
    exchange.onGone(() => abandonment.happen());
    const context = contextOf(request, caller, requestId, abandonment);
    respond(exchange, requestId, await pipeline.run(operation, context), 'operation');
  };

  const start = (exchange: Exchange, requestId: string, operation: ReturnType<typeof operationInBody>): void => {
    if ('body' in operation) return respond(exchange, requestId, operation, 'request');
    run(exchange, requestId, operation).catch((error: unknown) => {
      log.error({ requestId, err: error }, 'request failed unexpectedly');
      if (!exchange.isAnswered) respond(exchange, requestId, broken(MASKED_MESSAGE, requestId), 'request');
    });
  };

  const post = (exchange: Exchange, requestId: string): void => {
    const refused = refuseBody(exchange.request);
    if (refused !== null) return respond(exchange, requestId, refused, 'request');
    exchange.readBody(bodyBytes, (text) => {
      start(exchange, requestId, text === null ? tooLarge(bodyBytes) : operationInBody(text));
    });
  };

  return (exchange) => {
    const { request } = exchange;
    const { method, url = '' } = request;
    const requestId = requestIdFrom(request.headers[HEADERS.requestId]);
    if (method === 'POST') return post(exchange, requestId);
    if (method !== 'GET') return respond(exchange, requestId, wrongMethod(), 'request');
    start(exchange, requestId, refuseForgery(request) ?? operationInUrl(url));
  };
}
