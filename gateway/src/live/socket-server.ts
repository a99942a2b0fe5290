import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '@emporium/platform/errors';
import { ownerOf } from '@emporium/platform/identity';
import type { Log } from '@emporium/platform/log';
import { childOf, parseTraceparent } from '@emporium/platform/trace';
import { GraphQLError, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import { handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Engine } from '../engine/engine.ts';
import { refusal } from '../errors/app-error.ts';
import { maskErrors } from '../errors/mask.ts';
import { ANONYMOUS_CALLER, type Authenticate } from '../identity/authenticate.ts';
import { LIMITS } from '../limits.ts';
import type { GatewayMetrics } from '../metrics.ts';
import type { PrepareOperation, PreparedOperation } from '../operations/prepare.ts';
import type { RequestContext } from '../request-context.ts';
import { requestIdFrom } from '../request-id.ts';
import { ClientSocket } from './client-socket.ts';
import type { CloseReason } from './close-codes.ts';
import { StreamFailure } from './stream-failure.ts';
import type { Subscribe } from './subscribe.ts';

/** Runs a query or a mutation as if it had come over HTTP: same plugins, limits and masking. */
export type RunOperation = (payload: SubscribePayload, context: RequestContext) => Promise<FormattedExecutionResult>;

export interface SocketServer {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every socket, or those with running subscriptions. */
  closeSockets(reason: CloseReason, which: 'all' | 'streaming'): void;
  /** Closes what is open and waits until it is; a client that does not answer is cut off after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** What one operation on a socket brings to the hooks that run it. */
interface Running {
  readonly client: ClientSocket;
  readonly id: string;
  readonly payload: SubscribePayload;
  readonly prepared: PreparedOperation;
  readonly context: RequestContext;
}

type Extra = { readonly client: ClientSocket };

const PING_EVERY_MS = 15_000;

/** GraphQL over WebSocket (graphql-transport-ws) for clients: subscriptions, and queries and mutations too. */
export function createSocketServer(options: {
  engine: Engine;
  authenticate: Authenticate;
  prepare: PrepareOperation;
  subscribe: Subscribe;
  runOperation: RunOperation;
  operationTimeoutMs: number;
  metrics: GatewayMetrics;
  log: Log;
}): SocketServer {
  const { engine, authenticate, prepare, subscribe, runOperation, metrics, log } = options;
  const clients = new Set<ClientSocket>();
  const requestIds = new WeakMap<SubscribePayload, string>();

  const contextFor = (client: ClientSocket, payload: SubscribePayload): RequestContext => {
    const { viewer, identity } = client.caller ?? ANONYMOUS_CALLER;
    return {
      requestId: requestIds.get(payload)!,
      viewer,
      identity,
      trace: childOf(parseTraceparent(text(payload.extensions?.['traceparent']))),
      abandonment: client.gone,
      clientKey: ownerOf(viewer) ?? client.ip,
      clientIp: client.ip,
      deadlineAtMs: Date.now() + options.operationTimeoutMs,
      transport: 'websocket',
      passedOn: null,
      costOnly: false,
      showPlan: false,
    };
  };

  const protocol = makeServer<Record<string, unknown>, Extra>({
    async onConnect({ connectionParams, extra: { client } }) {
      try {
        client.accept(await authenticate(authorizationIn(connectionParams)));
        return true;
      } catch (error) {
        const unavailable = error instanceof AppError && error.code === 'SERVICE_UNAVAILABLE';
        client.close(unavailable ? 'tryAgainLater' : 'unauthenticated');
        return false;
      }
    },

    onSubscribe({ extra: { client }, subscriptions }, id, payload) {
      requestIds.set(payload, requestIdFrom(payload.extensions?.['requestId']));
      if (Object.keys(subscriptions).length > LIMITS.operationsPerSocket) return [tooManyOperations()];
      const schema = engine.schema;
      const prepared = prepare(payload.query, payload.operationName, schema);
      if (!('document' in prepared)) return prepared;
      const running: Running = { client, id, payload, prepared, context: contextFor(client, payload) };
      return { schema, document: prepared.document, operationName: payload.operationName, contextValue: running };
    },

    execute: ({ contextValue }) => {
      const { payload, context } = contextValue as Running;
      return runOperation(payload, context) as never; // formatted already; `onNext` sends it as it is
    },

    subscribe({ contextValue }) {
      const { client, id, payload, prepared, context } = contextValue as Running;
      const results = subscribe({
        prepared,
        operationName: payload.operationName,
        variables: payload.variables ?? {},
        caller: client.caller ?? ANONYMOUS_CALLER,
        request: context,
        tooSlow: () => client.close('tooSlow'),
      });
      if ('errors' in results) {
        return { errors: maskErrors(results.errors, { requestId: context.requestId, log }) } as never;
      }
      client.streams.add(id);
      metrics.subscriptions.inc();
      return results as never;
    },

    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,

    onError: (_context, _id, payload, errors) => errors.flatMap((error) => shown(error, requestIds.get(payload)!)),

    onComplete({ extra: { client } }, id) {
      if (client.streams.delete(id)) metrics.subscriptions.dec();
    },
  });

  const shown = (error: GraphQLError, requestId: string): readonly GraphQLFormattedError[] => {
    const cause = error.originalError;
    if (cause instanceof StreamFailure) return maskErrors(cause.errors as GraphQLError[], { requestId, log });
    if (cause instanceof AppError) return maskErrors([refusal(cause, requestId)], { requestId, log });
    return maskErrors([error], { requestId, log });
  };

  const server = new WebSocketServer({
    noServer: true,
    handleProtocols,
    maxPayload: LIMITS.bodyBytes,
    perMessageDeflate: false, // 260 KB a connection against 25 KB
  });
  const heartbeat = setInterval(() => {
    for (const client of clients) client.checkAlive();
  }, PING_EVERY_MS).unref();

  server.on('connection', (socket, request) => {
    const client = new ClientSocket(socket, request.socket.remoteAddress ?? '', metrics);
    clients.add(client);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (message) => client.send(message),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) =>
          socket.on('message', (message: Buffer) => {
            handle(message.toString()).catch((error: unknown) => {
              log.error({ err: error }, 'a WebSocket message could not be handled');
              socket.close(4500, 'Internal server error');
            });
          }),
      },
      { client },
    );
    socket.on('error', (error) => log.debug({ err: error }, 'client socket failed')); // 'close' follows
    socket.once('close', (code, reason) => {
      clients.delete(client);
      void closed(code, String(reason));
    });
  });

  const closeSockets: SocketServer['closeSockets'] = (reason, which) => {
    for (const client of clients) if (which === 'all' || client.streams.size > 0) client.close(reason);
  };

  return {
    handleUpgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (webSocket) => server.emit('connection', webSocket, request));
    },
    closeSockets,
    async stop(graceMs) {
      clearInterval(heartbeat);
      closeSockets('goingAway', 'all');
      const cutOff = setTimeout(() => clients.forEach((client) => client.terminate()), graceMs);
      await new Promise<void>((resolve) => {
        const check = () => (clients.size === 0 ? resolve() : undefined);
        for (const webSocket of server.clients) webSocket.once('close', () => setImmediate(check));
        check();
      });
      clearTimeout(cutOff);
      server.close();
    },
  };
}

/** `authorization`, in whichever case the client writes it. */
const authorizationIn = (params: Record<string, unknown> | undefined): string | undefined =>
  text(Object.entries(params ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1]);

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const tooManyOperations = (): GraphQLError =>
  new GraphQLError(
    `This socket already runs ${LIMITS.operationsPerSocket} operations. Complete one, or open another socket.`,
    { extensions: { code: 'RATE_LIMITED' } },
  );
