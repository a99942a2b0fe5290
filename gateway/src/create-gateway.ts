import type { AddressInfo } from 'node:net';
import type { Log } from '@emporium/platform/log';
import { createApolloEngine } from './engine/apollo-engine.ts';
import type { Engine } from './engine/engine.ts';
import { createApollo } from './http/apollo.ts';
import { createHttpServer } from './http/server.ts';
import { createAccessTokens, type TokenRules } from './identity/access-tokens.ts';
import { createAuthenticate } from './identity/authenticate.ts';
import { EMPORIUM_TOKENS } from './identity/emporium-tokens.ts';
import { createSocketServer, type RunOperation } from './live/socket-server.ts';
import { createSubscribe } from './live/subscribe.ts';
import { createMetrics, type GatewayMetrics } from './metrics.ts';
import { createPrepareOperation } from './operations/prepare.ts';
import { createSubgraphs } from './subgraphs/registry.ts';
import { supergraphFrom, type SupergraphSource } from './supergraph/source.ts';

export interface GatewayConfig {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly supergraph: SupergraphSource;
  /** GraphQL endpoints by subgraph name; one that is missing is looked up in the supergraph. */
  readonly subgraphUrls: Readonly<Record<string, string>>;
  /** Where the keys of access tokens are published; null when nobody is verified here. */
  readonly jwksUrl: string | null;
  /** Which tokens count; the marketplace's own unless it says otherwise. */
  readonly tokenRules?: TokenRules;
  /** Shared with the subgraphs; signs the identity that they believe. Null when nothing is signed. */
  readonly identitySecret: string | null;
  /** Origins whose pages may call; `*` for all, none by default. */
  readonly corsOrigins: readonly string[];
  readonly introspection: boolean;
  readonly graphiql: boolean;
  /** Milliseconds for a whole operation, and for the joins of one live event. */
  readonly operationTimeoutMs: number;
  /** Milliseconds for one fetch from a subgraph. */
  readonly fetchTimeoutMs: number;
  readonly log: Log;
}

export interface Gateway {
  /** Loads the supergraph and listens. Rejects when either fails. */
  listen(): Promise<void>;
  /** Where it listens, such as `http://127.0.0.1:4000`; GraphQL is at `/graphql` below it. Known after `listen`. */
  readonly url: string;
  readonly metrics: GatewayMetrics;
  /** Turns new work away, tells sockets to go elsewhere, finishes what runs, closes. Safe to call twice. */
  stop(): Promise<void>;
}

/** How long a client may take to close its socket when the gateway stops. */
const SOCKET_GRACE_MS = 2_000;

/** Puts the gateway together; nothing is opened before `listen`. */
export function createGateway(config: GatewayConfig): Gateway {
  const { log, operationTimeoutMs } = config;
  const metrics = createMetrics();
  const subgraphs = createSubgraphs({
    urls: config.subgraphUrls,
    fetchTimeoutMs: config.fetchTimeoutMs,
    metrics,
    log,
  });
  const engine: Engine = createApolloEngine({ supergraph: supergraphFrom(config.supergraph, log), subgraphs, log });
  const apollo = createApollo({ engine, introspection: config.introspection, metrics, log });
  const tokens =
    config.jwksUrl === null
      ? null
      : createAccessTokens({ jwksUrl: config.jwksUrl, rules: config.tokenRules ?? EMPORIUM_TOKENS, log });
  const authenticate = createAuthenticate(tokens, { identitySecret: config.identitySecret });

  const runOperation: RunOperation = async ({ query, variables, operationName, extensions }, contextValue) => {
    const request = {
      query,
      ...(variables ? { variables } : {}),
      ...(operationName ? { operationName } : {}),
      ...(extensions ? { extensions } : {}),
    };
    const { body } = await apollo.executeOperation(request, { contextValue });
    return body.kind === 'single' ? body.singleResult : body.initialResult;
  };
  const sockets = createSocketServer({
    engine,
    authenticate,
    prepare: createPrepareOperation({ introspection: config.introspection }),
    subscribe: createSubscribe({ engine, subgraphs, eventTimeoutMs: operationTimeoutMs, log }),
    runOperation,
    operationTimeoutMs,
    metrics,
    log,
  });
  engine.onReload(() => {
    log.info('the supergraph has changed');
    sockets.closeSockets('schemaChanged', 'streaming');
  });

  let phase: 'new' | 'listening' | 'stopping' = 'new';
  let url = '';
  let closeHttp = async (): Promise<void> => {};
  let stopped: Promise<void> | null = null;

  const shutDown = async (): Promise<void> => {
    phase = 'stopping';
    await Promise.all([sockets.stop(SOCKET_GRACE_MS), closeHttp()]);
    await apollo.stop();
    await subgraphs.close();
    tokens?.stop();
  };

  return {
    metrics,
    get url() {
      return url;
    },
    async listen() {
      await apollo.start();
      const http = await createHttpServer({
        ...config,
        apollo,
        authenticate,
        metrics,
        isReady: () => phase === 'listening',
      });
      http.server.on('upgrade', (request, socket, head) => {
        if (phase === 'listening' && request.url?.split('?')[0] === '/graphql') {
          sockets.handleUpgrade(request, socket, head);
        } else {
          socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
        }
      });
      closeHttp = () => http.close();
      await http.listen({ port: config.port, host: config.host });
      const { port } = http.server.address() as AddressInfo;
      url = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`;
      phase = 'listening';
    },
    stop: () => (stopped ??= shutDown()),
  };
}
