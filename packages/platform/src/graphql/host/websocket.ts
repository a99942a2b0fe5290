import { HEADERS } from '@emporium/contracts/headers';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { ServerOptions as ProtocolOptions, SubscribePayload } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer, type ServerOptions } from 'ws';
import { readParams } from '../../graphql-over-http/index.ts';
import { ANONYMOUS, type Viewer } from '../../identity/index.ts';
import type { Engine } from './engine.ts';
import type { Variables } from './executor.ts';
import type { Operation } from './operations.ts';
import type { RequestScope } from './request-scope.ts';

interface Connection {
  /** Proven once for the connection; an operation may bring its own instead. */
  viewer: Viewer;
  readonly running: Set<Job>;
  readonly [key: PropertyKey]: unknown;
}

/** One operation on a connection, until it ends. */
interface Job {
  readonly operation: Operation;
  readonly variables: Variables;
  readonly scope: RequestScope;
  readonly end: () => void;
}

/** How long a client may take to answer the closing of its socket. */
const CLOSE_TIMEOUT_MS = 2_000;

type Options = ProtocolOptions<Record<string, unknown> | undefined, Extra & Partial<Connection>>;

/**
 * The graphql-transport-ws protocol on the server's own port. The gateway keeps one connection for many
 * clients, so identity, request id and traceparent come with each operation, in `extensions`; other services
 * may prove themselves once, in the connection's parameters. Closing the server closes sockets with 1001.
 */
export function registerGraphqlOverWebSocket(
  app: FastifyInstance,
  path: string,
  engine: Engine,
  maxPayloadBytes: number,
): void {
  const options: ServerOptions & { closeTimeout: number } = {
    server: app.server,
    path,
    maxPayload: maxPayloadBytes,
    perMessageDeflate: false, // it costs 250 kB a connection, and the peers are in the same network
    closeTimeout: CLOSE_TIMEOUT_MS,
  };
  const sockets = new WebSocketServer(options);
  const server = useServer<Record<string, unknown> | undefined, Connection>(optionsOf(engine), sockets);
  app.addHook('preClose', async () => {
    await server.dispose();
  });
}

function optionsOf(engine: Engine): Options {
  return {
    onConnect({ connectionParams, extra }) {
      const viewer = engine.identify(textOf(connectionParams?.[HEADERS.identity]));
      if (viewer === null) return false; // closes with 4403
      Object.assign(extra, { viewer, running: new Set<Job>() });
      return true;
    },

    onSubscribe({ extra }, _id, payload) {
      const job = jobOf(engine, extra as Extra & Connection, payload);
      if (Array.isArray(job)) return job;
      const { operation } = job as Job;
      return { schema: engine.schema, document: operation.document, operationName: operation.name, contextValue: job };
    },

    async execute(args: ExecutionArgs): Promise<ExecutionResult> {
      const { operation, variables, scope, end } = args.contextValue as Job;
      try {
        return await engine.execute(operation, variables, scope);
      } finally {
        end();
      }
    },

    subscribe(args: ExecutionArgs) {
      const { operation, variables, scope, end } = args.contextValue as Job;
      return engine.subscribe(operation, variables, scope, end);
    },

    onClose({ extra }) {
      for (const job of extra.running ?? []) job.end();
    },
  };
}

function jobOf(engine: Engine, connection: Connection, payload: SubscribePayload): Job | readonly GraphQLError[] {
  const params = readParams(payload);
  if (typeof params === 'string') return [failure('BAD_REQUEST', params)];
  if (params.query === null) return [failure('BAD_REQUEST', '"query" is missing.')];
  const extensions = params.extensions ?? {};

  const viewer =
    'identity' in extensions ? engine.identify(textOf(extensions['identity']) ?? '') : current(connection.viewer);
  if (viewer === null) return [failure('UNAUTHENTICATED', 'The identity of this operation is not valid.')];
  const prepared = engine.operation(params.query, params.operationName);
  if (!prepared.ok) return prepared.errors;

  const callbacks: (() => void)[] = [];
  const scope = engine.scope({
    viewer,
    requestId: textOf(extensions['requestId']),
    traceparent: textOf(extensions['traceparent']),
    deadlineMs: undefined,
    onGone: (callback) => callbacks.push(callback),
  });
  const job: Job = {
    operation: prepared.operation,
    variables: params.variables ?? {},
    scope,
    end() {
      connection.running.delete(job);
      for (const callback of callbacks.splice(0)) callback();
    },
  };
  connection.running.add(job);
  return job;
}

/** A connection outlives the token that opened it. */
function current(viewer: Viewer): Viewer | null {
  const isOver = (viewer.kind === 'user' || viewer.kind === 'guest') && viewer.tokenExpiresAt.getTime() <= Date.now();
  return isOver ? null : (viewer ?? ANONYMOUS);
}

const failure = (code: string, message: string): GraphQLError => new GraphQLError(message, { extensions: { code } });
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
