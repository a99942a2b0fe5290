import type { Log } from '@emporium/platform/log';
import type { GatewayMetrics } from '../metrics.ts';
import { PoolDataSource } from './pool-data-source.ts';
import { SubgraphSocket } from './socket.ts';

export interface Subgraphs {
  /** Makes a subgraph known. `supergraphUrl` is where the supergraph says it is; configuration wins. */
  connect(name: string, supergraphUrl: string | undefined): PoolDataSource;
  /** Every connected subgraph over HTTP, by name. */
  readonly dataSources: Readonly<Record<string, PoolDataSource>>;
  /** A connected subgraph over WebSocket. */
  socket(name: string): SubgraphSocket;
  close(): Promise<void>;
}

/** Connections to the subgraphs, one pool and one socket each. They outlive a reload of the supergraph. */
export function createSubgraphs(options: {
  /** Where each subgraph answers, by its name in the supergraph. */
  urls: Readonly<Record<string, string>>;
  fetchTimeoutMs: number;
  metrics: GatewayMetrics;
  log: Log;
}): Subgraphs {
  const { urls, ...shared } = options;
  const sources: Record<string, PoolDataSource> = {};
  const sockets = new Map<string, SubgraphSocket>();

  return {
    dataSources: sources,
    connect(name, supergraphUrl) {
      const url = urls[name] ?? supergraphUrl;
      if (!url) throw new Error(`no URL is known for the subgraph "${name}"`);
      const known = sources[name];
      if (known?.url === url) return known;
      void known?.close();
      return (sources[name] = new PoolDataSource({ name, url, ...shared }));
    },
    socket(name) {
      const url = sources[name]?.url;
      if (url === undefined) throw new Error(`the supergraph has no subgraph "${name}"`);
      const known = sockets.get(name);
      if (known?.url === url) return known;
      void known?.close();
      const socket = new SubgraphSocket({ name, url, metrics: shared.metrics, log: shared.log });
      sockets.set(name, socket);
      return socket;
    },
    async close() {
      await Promise.all([...sockets.values()].map((socket) => socket.close()));
      await Promise.all(Object.values(sources).map((source) => source.close()));
    },
  };
}
