import { silentLog } from '@emporium/platform/log';
import type { FormattedExecutionResult } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createGateway, type Gateway, type GatewayConfig } from '../create-gateway.ts';
import { MARKETPLACE_PAGE } from '../http/marketplace-page.ts';
import { IDENTITY_SECRET, startMarketplace, type Marketplace } from './marketplace.ts';
import { startTokenIssuer, type TokenIssuer } from './token-issuer.ts';

export interface Answer extends FormattedExecutionResult<Record<string, never>> {
  readonly status: number;
  readonly headers: Headers;
}

export interface TestGateway {
  readonly gateway: Gateway;
  /** The GraphQL endpoint. */
  readonly endpoint: string;
  readonly market: Marketplace;
  readonly tokens: TokenIssuer;
  query(
    query: string,
    options?: { variables?: object; headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<Answer>;
  /** A graphql-ws client on a socket of its own, closed at the end of the test file. */
  connect(options?: {
    authorization?: string | undefined;
    /** Of the upgrade. */
    headers?: Record<string, string>;
    /** `/graphql` unless it says otherwise. */
    path?: string | undefined;
    onClosed?: (code: number, reason: string) => void;
  }): Client;
  stop(): Promise<void>;
}

/** A gateway on a free port in front of the stand-in marketplace. */
export async function startTestGateway(
  overrides: Partial<GatewayConfig> | ((market: Marketplace) => Partial<GatewayConfig>) = {},
): Promise<TestGateway> {
  const [market, tokens] = await Promise.all([startMarketplace(), startTokenIssuer()]);
  const gateway = createGateway({
    port: 0,
    host: '127.0.0.1',
    supergraph: { sdl: market.supergraph },
    subgraphUrls: {},
    jwksUrl: tokens.jwksUrl,
    identitySecret: IDENTITY_SECRET,
    corsOrigins: ['https://shop.example'],
    introspection: true,
    graphiql: MARKETPLACE_PAGE,
    operationTimeoutMs: 5_000,
    fetchTimeoutMs: 2_000,
    log: silentLog,
    ...(typeof overrides === 'function' ? overrides(market) : overrides),
  });
  await gateway.listen();
  const endpoint = `${gateway.url}/graphql`;
  const clients: Client[] = [];

  return {
    gateway,
    endpoint,
    market,
    tokens,
    async query(query, { variables, headers = {}, signal } = {}) {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
        body: JSON.stringify({ query, variables }),
        ...(signal ? { signal } : {}),
      });
      return { status: response.status, headers: response.headers, ...((await response.json()) as object) } as Answer;
    },
    connect({ authorization, headers = {}, path = '/graphql', onClosed } = {}) {
      const client = createClient({
        url: `${gateway.url.replace('http', 'ws')}${path}`,
        webSocketImpl: class extends WebSocket {
          constructor(url: string, protocol: string) {
            super(url, protocol, { headers });
          }
        },
        retryAttempts: 0,
        ...(authorization ? { connectionParams: { authorization } } : {}),
        on: {
          closed: (event) => {
            const { code, reason } = event as { code: number; reason: string };
            onClosed?.(code, reason);
          },
        },
      });
      clients.push(client);
      return client;
    },
    async stop() {
      for (const client of clients) client.terminate();
      await gateway.stop();
      await Promise.all([market.stop(), tokens.stop()]);
    },
  };
}
