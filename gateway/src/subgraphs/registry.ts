import type { Log } from '@emporium/platform/log';
import { LIMITS, type Limits } from '../limits.ts';
import type { GatewayMetrics } from '../metrics.ts';
import { ApolloDataSource } from './apollo-data-source.ts';
import { CIRCUIT_RULES, type CircuitRules } from './circuit.ts';
import { InFlight } from './in-flight.ts';
import { PoolClient } from './pool-client.ts';
import { SubgraphSocket } from './socket.ts';
import type { SubgraphClient } from './subgraph-client.ts';

export interface Subgraphs {
  /**
   * A subgraph over HTTP: the same client for the same URL. `supergraphUrl` is where the supergraph says it is;
   * configuration wins. A client with another URL takes the place of the one before, which closes when its last
   * fetch is answered.
   */
  client(name: string, supergraphUrl: string | undefined): SubgraphClient;
  /** The same client, as `@apollo/gateway` wants it. */
  connect(name: string, supergraphUrl: string | undefined): ApolloDataSource;
  /** Every connected subgraph, by name. */
  readonly dataSources: Readonly<Record<string, ApolloDataSource>>;
  /** A known subgraph over WebSocket. */
  socket(name: string): SubgraphSocket;
  /** Closes every connection when what was sent over it has been answered. */
  close(): Promise<void>;
}

/** Connections to the subgraphs, one pool and one socket each. They outlive a reload of the supergraph. */
export function createSubgraphs(options: {
  /** Where each subgraph answers, by its name in the supergraph. */
  urls: Readonly<Record<string, string>>;
  /** Where it takes subscriptions, if that is elsewhere. */
  socketUrls?: Readonly<Record<string, string>>;
  fetchTimeoutMs: number;
  limits?: Limits;
  circuit?: CircuitRules;
  metrics: GatewayMetrics;
  log: Log;
}): Subgraphs {
  const { urls, socketUrls = {}, fetchTimeoutMs, limits = LIMITS, circuit = CIRCUIT_RULES, metrics, log } = options;
  const inFlight = new InFlight();
  const clients = new Map<string, PoolClient>();
  const closing = new Set<Promise<void>>();
  const dataSources: Record<string, ApolloDataSource> = {};
  const sockets = new Map<string, SubgraphSocket>();

  const close = (client: PoolClient | undefined): void => {
    if (client === undefined) return;
    const closed = client.close().finally(() => closing.delete(closed));
    closing.add(closed);
  };

  const client = (name: string, supergraphUrl: string | undefined): PoolClient => {
    const url = urls[name] ?? supergraphUrl;
    if (!url) throw new Error(`no URL is known for the subgraph "${name}"`);
    const known = clients.get(name);
    if (known?.url === url) return known;
    const fresh = new PoolClient({
      name,
      url,
      fetchTimeoutMs,
      answerBytes: limits.subgraphAnswerBytes,
      circuit,
      inFlight,
      metrics,
      log,
    });
    clients.set(name, fresh);
    close(known);
    return fresh;
  };

  return {
    client,
    dataSources,
    connect(name, supergraphUrl) {
      const wanted = client(name, supergraphUrl);
      const known = dataSources[name];
      return known?.client === wanted ? known : (dataSources[name] = new ApolloDataSource(wanted));
    },
    socket(name) {
      const answersAt = clients.get(name)?.url;
      if (answersAt === undefined) throw new Error(`the supergraph has no subgraph "${name}"`);
      const url = socketUrls[name] ?? answersAt;
      const known = sockets.get(name);
      if (known?.url === url) return known;
      void known?.close();
      const socket = new SubgraphSocket({ name, url, limits, metrics, log });
      sockets.set(name, socket);
      return socket;
    },
    async close() {
      await Promise.all([...sockets.values()].map((socket) => socket.close()));
      for (const open of clients.values()) close(open);
      await Promise.all(closing);
    },
  };
}
