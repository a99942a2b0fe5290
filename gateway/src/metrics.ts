import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export type FetchOutcome = 'ok' | 'errors' | 'failed' | 'deadline' | 'abandoned';
export type OperationOutcome = 'ok' | 'errors';

export interface GatewayMetrics {
  readonly registry: Registry;
  fetchStarted(subgraph: string): (outcome: FetchOutcome) => void;
  operationStarted(): (operation: {
    name: string | null | undefined;
    type: string;
    transport: string;
    outcome: OperationOutcome;
  }) => void;
  readonly sockets: Gauge;
  readonly subscriptions: Gauge;
  readonly upstreams: Gauge<'subgraph'>;
  readonly socketsClosed: Counter<'code'>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Clients choose operation names, so only the first ones get a series of their own. */
const NAMED_OPERATIONS = 200;

/** One registry per gateway, so that several processes' worth can live in one. */
export function createMetrics(): GatewayMetrics {
  const registry = new Registry();
  const registers = [registry];
  const operations = new Histogram({
    name: 'gateway_operation_duration_seconds',
    help: 'Time from a complete request to its answer, by operation name.',
    labelNames: ['operation', 'type', 'transport', 'outcome'] as const,
    buckets: SECONDS,
    registers,
  });
  const fetches = new Histogram({
    name: 'gateway_subgraph_fetch_duration_seconds',
    help: 'Time of one fetch from a subgraph, retry included.',
    labelNames: ['subgraph', 'outcome'] as const,
    buckets: SECONDS,
    registers,
  });
  const named = new Set<string>();
  const labelFor = (name: string | null | undefined): string => {
    if (!name) return 'anonymous';
    if (named.has(name)) return name;
    if (named.size >= NAMED_OPERATIONS) return 'other';
    named.add(name);
    return name;
  };

  return {
    registry,
    fetchStarted(subgraph) {
      const stop = fetches.startTimer({ subgraph });
      return (outcome) => void stop({ outcome });
    },
    operationStarted() {
      const stop = operations.startTimer();
      return ({ name, type, transport, outcome }) => void stop({ operation: labelFor(name), type, transport, outcome });
    },
    sockets: new Gauge({ name: 'gateway_sockets', help: 'Open client WebSockets.', registers }),
    subscriptions: new Gauge({ name: 'gateway_subscriptions', help: 'Running client subscriptions.', registers }),
    upstreams: new Gauge({
      name: 'gateway_upstream_subscriptions',
      help: 'Subscriptions open on subgraphs.',
      labelNames: ['subgraph'] as const,
      registers,
    }),
    socketsClosed: new Counter({
      name: 'gateway_sockets_closed_total',
      help: 'Client WebSockets closed by the gateway, by close code.',
      labelNames: ['code'] as const,
      registers,
    }),
  };
}
