import type { Log } from '@emporium/platform/log';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket, type ClientOptions } from 'ws';
import type { Limits } from '../limits.ts';
import { BoundedQueue } from '../live/bounded-queue.ts';
import { fallingBehind, sourceLost, StreamFailure } from '../live/stream-failure.ts';
import type { GatewayMetrics } from '../metrics.ts';
import { readResult } from './answer.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

export interface UpstreamOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string | null;
  /** Who asks, and for which request: identity, requestId, traceparent. */
  readonly extensions: Record<string, unknown>;
}

const IDLE_CLOSE_MS = 5_000;
const PING_EVERY_MS = 10_000;
const PONG_WITHIN_MS = 5_000;
const ACKNOWLEDGE_WITHIN_MS = 5_000;

const webSocketWith = (maxPayload: number) =>
  class extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, {
        maxPayload,
        perMessageDeflate: false,
        handshakeTimeout: ACKNOWLEDGE_WITHIN_MS,
      } satisfies ClientOptions);
    }
  };

/**
 * The one WebSocket to a subgraph; all subscriptions of all clients run over it (graphql-transport-ws). It opens
 * with the first and closes after the last.
 *
 * It never subscribes again by itself: after a loss every stream fails with `SERVICE_UNAVAILABLE`, and the client
 * resumes with `after`. A silent retry would replay from where the stream once began.
 */
export class SubgraphSocket {
  readonly url: string;
  readonly #name: string;
  readonly #limits: Limits;
  readonly #metrics: GatewayMetrics;
  readonly #log: Log;
  readonly #client: Client;
  readonly #open = new Set<(cause: unknown) => void>();

  constructor(options: { name: string; url: string; limits: Limits; metrics: GatewayMetrics; log: Log }) {
    const { name, url, limits, metrics, log } = options;
    this.url = url;
    this.#name = name;
    this.#limits = limits;
    this.#metrics = metrics;
    this.#log = log;
    let pongTimer: NodeJS.Timeout | undefined;
    this.#client = createClient({
      url: url.replace(/^http/, 'ws'),
      webSocketImpl: webSocketWith(limits.subgraphAnswerBytes),
      lazy: true,
      lazyCloseTimeout: IDLE_CLOSE_MS,
      keepAlive: PING_EVERY_MS,
      connectionAckWaitTimeout: ACKNOWLEDGE_WITHIN_MS,
      retryAttempts: 0,
      on: {
        ping: (received) => {
          if (!received) pongTimer = setTimeout(() => this.#client.terminate(), PONG_WITHIN_MS);
        },
        pong: (received) => {
          if (received) clearTimeout(pongTimer);
        },
        closed: (event) => {
          clearTimeout(pongTimer);
          if (this.#open.size > 0) log.warn({ service: name, streams: this.#open.size }, 'subgraph socket lost');
          for (const lose of this.#open) lose(event);
        },
      },
    });
  }

  /** Results as they come. Fails with `StreamFailure`; `return()` completes the subscription on the subgraph at once. */
  subscribe(operation: UpstreamOperation): AsyncIterableIterator<FormattedExecutionResult> {
    const results = new BoundedQueue<FormattedExecutionResult>(this.#limits.queuedEvents, () => leave());
    this.#metrics.upstreams.inc({ subgraph: this.#name });

    const lose = (cause: unknown) => {
      results.fail(sourceLost(this.#name, cause));
      leave();
    };
    this.#open.add(lose);
    const unsubscribe = this.#client.subscribe(operation, {
      next: (result) => {
        if (results.push(this.#eventIn(result))) return;
        results.fail(fallingBehind(this.#name));
        leave();
      },
      error: (error) => {
        results.fail(isErrorList(error) ? refusedBy(this.#name, error) : sourceLost(this.#name, error));
        leave();
      },
      complete: () => {
        results.finish();
        leave();
      },
    });
    const leave = () => {
      if (!this.#open.delete(lose)) return;
      this.#metrics.upstreams.dec({ subgraph: this.#name });
      unsubscribe();
    };
    return results;
  }

  /** What is no result becomes the error that clients get for it, as over HTTP. */
  #eventIn(result: unknown): FormattedExecutionResult {
    const read = readResult(result);
    if (!('reason' in read)) return result as FormattedExecutionResult;
    const { message, extensions, cause } = new SubgraphFailure(this.#name, read.reason, `an event with ${read.detail}`);
    this.#log.warn({ service: this.#name, reason: read.reason, err: cause }, 'subgraph event cannot be read');
    return { data: null, errors: [{ message, extensions }] };
  }

  async close(): Promise<void> {
    await Promise.resolve(this.#client.dispose()).catch(() => {}); // a connection still being made may fail: it is gone either way
  }
}

const refusedBy = (service: string, errors: readonly GraphQLFormattedError[]): StreamFailure =>
  new StreamFailure(errors.map((error) => ({ ...error, extensions: { ...error.extensions, service } })));

const isErrorList = (error: unknown): error is GraphQLFormattedError[] =>
  Array.isArray(error) && error.length > 0 && error.every((item) => typeof item?.message === 'string');
