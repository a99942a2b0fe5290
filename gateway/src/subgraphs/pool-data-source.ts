import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface';
import { HEADERS } from '@emporium/contracts/headers';
import type { Log } from '@emporium/platform/log';
import { childOf, formatTraceparent } from '@emporium/platform/trace';
import { Pool } from 'undici';
import { LIMITS } from '../limits.ts';
import type { FetchOutcome, GatewayMetrics } from '../metrics.ts';
import type { RequestContext } from '../request-context.ts';
import { readAnswer } from './answer.ts';
import { failedAnswer, located, type FailureCode } from './failure.ts';

export interface PoolDataSourceOptions {
  readonly name: string;
  readonly url: string;
  /** Milliseconds that one fetch may take, retry included; less when the operation's own deadline is nearer. */
  readonly fetchTimeoutMs: number;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
}

/** Below Node's and Fastify's server-side limits, so that the gateway never writes to a connection being closed. */
const KEEP_ALIVE_MS = 4_000;
const CONNECTIONS = 128;

/** The connection broke before an answer began, so nothing is known to have run. */
const CONNECTION_FAILURES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

class Deadline extends Error {}
class Abandoned extends Error {}
class NotSent extends Error {}

/**
 * Fetches from one subgraph over a pool of kept-alive connections. Whatever goes wrong comes back as errors at the
 * fields that are missing, with `extensions.service` and a code, so one lost subgraph costs its own fields only.
 *
 * - A query is sent once more when the connection failed before an answer began. A mutation never is.
 * - A query is given up when its client goes away. A mutation runs to its end: the client has a key to ask again.
 * - No header of the client is passed on; the viewer travels signed.
 */
export class PoolDataSource implements GraphQLDataSource {
  readonly url: string;
  readonly #pool: Pool;
  readonly #path: string;
  readonly #options: PoolDataSourceOptions;

  constructor(options: PoolDataSourceOptions) {
    const url = new URL(options.url);
    this.url = options.url;
    this.#options = options;
    this.#path = url.pathname + url.search;
    this.#pool = new Pool(url.origin, {
      connections: CONNECTIONS,
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: 0, // the fetch has one deadline of its own
      bodyTimeout: 0,
      maxResponseSize: LIMITS.subgraphAnswerBytes,
    });
  }

  async process(options: GraphQLDataSourceProcessOptions): Promise<GatewayGraphQLResponse> {
    const { query = '', variables = {}, operationName } = options.request;
    const context = 'incomingRequestContext' in options ? (options.context as RequestContext) : null;
    const { name, metrics } = this.#options;
    const stopTimer = metrics.fetchStarted(name);
    let outcome: FetchOutcome = 'ok';
    try {
      const answer = await this.#send(JSON.stringify({ query, variables, operationName }), isMutation(query), context);
      if (answer.errors) outcome = 'errors';
      return located(answer, { query, variables });
    } catch (error) {
      outcome = error instanceof Deadline ? 'deadline' : error instanceof Abandoned ? 'abandoned' : 'failed';
      if (outcome !== 'abandoned') this.#logFailure(context, error);
      const code: FailureCode = outcome === 'deadline' ? 'DEADLINE_EXCEEDED' : 'SERVICE_UNAVAILABLE';
      return failedAnswer(name, { query, variables }, code);
    } finally {
      stopTimer(outcome);
    }
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #send(body: string, mutation: boolean, context: RequestContext | null): Promise<GatewayGraphQLResponse> {
    const aborter = new AbortController();
    const leftMs = Math.min(this.#options.fetchTimeoutMs, (context?.deadlineAtMs ?? Infinity) - Date.now());
    if (leftMs <= 0) throw new Deadline('the operation has no time left');
    const timer = setTimeout(() => aborter.abort(new Deadline(`no answer within ${leftMs} ms`)), leftMs);
    const abandon = () => aborter.abort(new Abandoned('nobody waits for the answer'));
    const watched = mutation ? undefined : context?.abandonment;
    if (watched?.happened) abandon();
    watched?.add(abandon);
    try {
      try {
        return await this.#attempt(body, context, leftMs, aborter.signal);
      } catch (error) {
        if (mutation || !(error instanceof NotSent) || aborter.signal.aborted) throw error;
        return await this.#attempt(body, context, leftMs, aborter.signal);
      }
    } catch (error) {
      throw aborter.signal.aborted ? aborter.signal.reason : error;
    } finally {
      clearTimeout(timer);
      watched?.remove(abandon);
    }
  }

  async #attempt(
    body: string,
    context: RequestContext | null,
    leftMs: number,
    signal: AbortSignal,
  ): Promise<GatewayGraphQLResponse> {
    const response = await this.#pool
      .request({ path: this.#path, method: 'POST', headers: headersFor(context, leftMs), body, signal })
      .catch((error: NodeJS.ErrnoException) => {
        throw CONNECTION_FAILURES.has(error.code ?? '') ? new NotSent(error.message, { cause: error }) : error;
      });
    const contentType = response.headers['content-type'];
    const text = await response.body.text();
    const answer = readAnswer(response.statusCode, Array.isArray(contentType) ? contentType[0] : contentType, text);
    if (!answer.ok) throw new Error(answer.error);
    return answer.value;
  }

  #logFailure(context: RequestContext | null, error: unknown): void {
    const { log, name } = this.#options;
    log.warn({ requestId: context?.requestId, service: name, err: error }, 'subgraph fetch failed');
  }
}

function headersFor(context: RequestContext | null, leftMs: number): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
    [HEADERS.deadlineMs]: String(Math.ceil(leftMs)),
  };
  if (context === null) return headers;
  headers[HEADERS.requestId] = context.requestId;
  headers[HEADERS.traceparent] = formatTraceparent(childOf(context.trace));
  const identity = context.identity();
  if (identity !== null) headers[HEADERS.identity] = identity;
  return headers;
}

/** Fetches are printed by the planner, so the keyword stands first. */
const isMutation = (query: string): boolean => query.startsWith('mutation');
