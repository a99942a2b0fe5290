import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from '@emporium/platform/log';
import type { Engine } from './engine/engine-types.ts';
import type { Mask } from './errors/mask.ts';
import { createContextOf, type ContextOptions } from './http/context-of.ts';
import type { Cors } from './http/cors.ts';
import type { ExchangeHandler } from './http/exchange.ts';
import { createGraphqlHandler } from './http/graphql-handler.ts';
import { NodeExchange } from './http/node-exchange.ts';
import type { Respond } from './http/respond.ts';
import type { RequestHandler } from './http/server.ts';
import type { Authenticate } from './identity/authenticate.ts';
import { createSocketServer } from './live/socket-server.ts';
import type { Subscribe } from './live/subscribe.ts';
import type { Limits } from './limits.ts';
import type { GatewayMetrics } from './metrics.ts';
import type { Pipeline } from './operations/operation.ts';
import { createSseServer } from './sse/sse-server.ts';

/** One schema at one path: what runs its operations, and who may send them. */
export interface Endpoint {
  readonly engine: Engine;
  readonly pipeline: Pipeline;
  readonly authenticate: Authenticate;
}

export interface EndpointsOptions {
  /** By path. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  /** Makes what runs subscriptions: each endpoint's own, for streams are shared within one schema only. */
  readonly subscribe: () => Subscribe;
  readonly contextOptions: ContextOptions;
  readonly respond: Respond;
  readonly cors: Cors;
  readonly limits: Limits;
  readonly mask: Mask;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
}

export interface Endpoints {
  /** Who answers at which path on Node's server: operations, and event streams at `/stream` below. */
  readonly handlers: Readonly<Record<string, RequestHandler>>;
  /** Who answers operations at which path, however they were read. */
  readonly operations: ReadonlyMap<string, ExchangeHandler>;
  /** False when no endpoint is at the request's path. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Tells sockets and streams to go elsewhere; cuts them when the time is over. */
  stop(graceMs: number): Promise<void>;
}

/** Serves every endpoint over HTTP, WebSocket and server-sent events alike. */
export function createEndpoints(options: EndpointsOptions): Endpoints {
  const { contextOptions, cors, limits, mask, metrics, log } = options;

  const onNode =
    (handle: RequestHandler): RequestHandler =>
    (request, response) =>
      request.method === 'OPTIONS' ? cors.preflight(request, response) : handle(request, response);

  const served = Object.entries(options.endpoints).map(([path, { engine, pipeline, authenticate }]) => {
    const shared = { ...options, bodyBytes: limits.bodyBytes, pipeline, authenticate };
    const subscribe = options.subscribe();
    const sockets = createSocketServer({
      pipeline,
      authenticate,
      subscribe,
      limits,
      contextOptions,
      mask,
      metrics,
      log,
    });
    const events = createSseServer({ ...shared, subscribe, contextOf: createContextOf('sse', contextOptions) });
    const handle = createGraphqlHandler({ ...shared, contextOf: createContextOf('http', contextOptions) });
    engine.onReload({
      replaced() {
        sockets.closeSockets('schemaChanged', 'streaming');
        events.endStreams('schemaChanged', 'streaming');
      },
    });
    return { path, handle, sockets, events };
  });

  return {
    handlers: Object.fromEntries(
      served.flatMap(({ path, handle, events }) => [
        [path, onNode((request, response) => handle(new NodeExchange(request, response)))],
        [`${path}/stream`, onNode(events.handle)],
      ]),
    ),
    operations: new Map(served.map(({ path, handle }) => [path, handle])),
    handleUpgrade(request, socket, head) {
      const path = request.url?.split('?')[0];
      const endpoint = served.find((one) => one.path === path);
      if (endpoint === undefined) return false;
      if (cors.allowsUpgrade(request)) endpoint.sockets.handleUpgrade(request, socket, head);
      else socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      return true;
    },
    async stop(graceMs) {
      for (const { events } of served) events.endStreams('goingAway', 'streaming');
      await Promise.all(served.map(({ sockets }) => sockets.stop(graceMs)));
    },
  };
}
