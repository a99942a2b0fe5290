import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '@emporium/platform/errors';
import type { Log } from '@emporium/platform/log';
import {
  GraphQLError,
  GraphQLSchema,
  parse,
  type ExecutionArgs,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
} from 'graphql';
import { handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { refusal } from '../errors/app-error.ts';
import type { Mask } from '../errors/mask.ts';
import type { ContextOptions } from '../http/context-of.ts';
import { ANONYMOUS_CALLER, type Authenticate } from '../identity/authenticate.ts';
import type { Limits } from '../limits.ts';
import type { GatewayMetrics } from '../metrics.ts';
import { answerText } from '../operations/answer-text.ts';
import type { AdmittedOperation, Answer, Pipeline } from '../operations/operation.ts';
import { requestContext, type RequestContext } from '../request-context.ts';
import { requestIdFrom } from '../request-id.ts';
import { ClientSocket } from './client-socket.ts';
import type { CloseReason } from './close-codes.ts';
import { nextMessages } from './next-messages.ts';
import { StreamFailure } from './stream-failure.ts';
import type { Subscribe } from './subscribe.ts';

export interface SocketServer {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every socket, or those with running subscriptions. */
  closeSockets(reason: CloseReason, which: 'all' | 'streaming'): void;
  /** Closes what is open and waits until it is; a client that does not answer is cut off after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** What one operation on a socket brings to the hooks that run it. */
interface OnSocket {
  readonly client: ClientSocket;
  readonly id: string;
}

interface Running extends OnSocket {
  readonly admitted: AdmittedOperation;
  readonly context: RequestContext;
}

/** One that was not to be run, because only its cost was asked for. */
interface Answered extends OnSocket {
  readonly answer: Answer;
}

type Extra = { readonly client: ClientSocket; readonly headers: IncomingHttpHeaders };

/** Stands for the operation of what is answered already. */
const ANSWERED: ExecutionArgs = { schema: new GraphQLSchema({}), document: parse('{ __typename }') };

const PING_EVERY_MS = 15_000;

/** GraphQL over WebSocket (graphql-transport-ws) for clients: subscriptions, and queries and mutations too. */
export function createSocketServer(options: {
  pipeline: Pipeline;
  authenticate: Authenticate;
  subscribe: Subscribe;
  limits: Limits;
  /**
   * `passOn` takes the upgrade's headers and what stands under the same names in `connection_init`, which browsers can
   * send. What headers say of one request stands in the operation's `extensions`.
   */
  contextOptions: ContextOptions;
  mask: Mask;
  metrics: GatewayMetrics;
  log: Log;
}): SocketServer {
  const { pipeline, authenticate, subscribe, limits, mask, metrics, log } = options;
  const { clientIp, passOn } = options.contextOptions;
  const clients = new Set<ClientSocket>();
  const requestIds = new WeakMap<SubscribePayload, string>();
  /** Of operations that were not admitted: masked already. */
  const refusals = new WeakMap<SubscribePayload, readonly GraphQLFormattedError[]>();

  const contextFor = (client: ClientSocket, payload: SubscribePayload): RequestContext =>
    requestContext(options.contextOptions, {
      requestId: requestIds.get(payload)!,
      caller: client.caller ?? ANONYMOUS_CALLER,
      clientIp: client.ip,
      traceparent: payload.extensions?.['traceparent'],
      abandonment: client.gone,
      transport: 'websocket',
      passedOn: client.passedOn,
      takesParts: false,
      costOnly: payload.extensions?.['costOnly'] === true,
      plan: payload.extensions?.['showPlan'] === true,
    });

  const protocol = makeServer<Record<string, unknown>, Extra>({
    async onConnect({ connectionParams, extra: { client, headers } }) {
      try {
        const given = textsIn(connectionParams);
        client.passedOn = passOn === null ? null : passOn({ ...headers, ...given });
        client.accept(await authenticate(given));
        return true;
      } catch (error) {
        const unavailable = error instanceof AppError && error.code === 'SERVICE_UNAVAILABLE';
        client.close(unavailable ? 'tryAgainLater' : 'unauthenticated');
        return false;
      }
    },

    async onSubscribe({ extra: { client }, subscriptions }, id, payload) {
      requestIds.set(payload, requestIdFrom(payload.extensions?.['requestId']));
      if (Object.keys(subscriptions).length > limits.operationsPerSocket) {
        return [tooManyOperations(limits.operationsPerSocket)];
      }
      const context = contextFor(client, payload);
      const { query, operationName, variables, extensions } = payload;
      const admitted = await pipeline.admit({ query: query || null, operationName, variables, extensions }, context);
      if (!('prepared' in admitted)) {
        const { errors } = JSON.parse(String(admitted.body)) as FormattedExecutionResult;
        if (errors === undefined) {
          const answered: Answered = { client, id, answer: admitted };
          return { ...ANSWERED, contextValue: answered };
        }
        refusals.set(payload, errors);
        return errors.map(({ message }) => new GraphQLError(message));
      }
      const { supergraph, document, operation } = admitted.prepared;
      const running: Running = { client, id, admitted, context };
      return { schema: supergraph.schema, document, operationName: operation.name?.value, contextValue: running };
    },

    async execute({ contextValue }) {
      const operation = contextValue as Running | Answered;
      const { client, id } = operation;
      const { body } = 'answer' in operation ? operation.answer : await operation.admitted.execute();
      return nextMessages([String(body)].values(), id, client.send);
    },

    subscribe({ contextValue }) {
      const { client, id, admitted, context } = contextValue as Running;
      const results = subscribe({ admitted, context, tooSlow: () => client.close('tooSlow') });
      if ('errors' in results) {
        const errors = mask(results.errors, context.requestId);
        return nextMessages([answerText(null, errors, null)].values(), id, client.send);
      }
      client.streams.add(id);
      metrics.subscriptions.inc();
      return nextMessages(results, id, client.send);
    },

    onError: (_context, _id, payload, errors) =>
      refusals.get(payload) ?? errors.flatMap((error) => shown(error, requestIds.get(payload)!)),

    onComplete({ extra: { client } }, id) {
      if (client.streams.delete(id)) metrics.subscriptions.dec();
    },
  });

  const shown = (error: GraphQLError, requestId: string): readonly GraphQLFormattedError[] => {
    const cause = error.originalError;
    if (cause instanceof StreamFailure) return mask(cause.errors, requestId);
    if (cause instanceof AppError) return mask([refusal(cause, requestId)], requestId);
    return mask([error], requestId);
  };

  const server = new WebSocketServer({
    noServer: true,
    handleProtocols,
    maxPayload: limits.bodyBytes,
    perMessageDeflate: false, // 260 KB a connection against 25 KB
  });
  const heartbeat = setInterval(() => {
    for (const client of clients) client.checkAlive();
  }, PING_EVERY_MS).unref();

  server.on('connection', (socket, request) => {
    const client = new ClientSocket(socket, clientIp(request), limits.socketBufferBytes, metrics);
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
      { client, headers: request.headers },
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

/** By names in lower case, as headers have them. */
const textsIn = (params: Record<string, unknown> | undefined): IncomingHttpHeaders =>
  Object.fromEntries(
    Object.entries(params ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  );

const tooManyOperations = (most: number): GraphQLError =>
  new GraphQLError(`This socket already runs ${most} operations. Complete one, or open another socket.`, {
    extensions: { code: 'RATE_LIMITED' },
  });
