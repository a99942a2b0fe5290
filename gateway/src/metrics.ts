import { Counter, Gauge, Registry } from 'prom-client';
import { Histogram, type HistogramSeries } from './histogram.ts';
import type { RequestContext } from './request-context.ts';

const FETCH_OUTCOMES = ['ok', 'errors', 'failed', 'deadline', 'abandoned', 'circuitOpen'] as const;
export type FetchOutcome = (typeof FETCH_OUTCOMES)[number];
export type OperationOutcome = 'ok' | 'errors';

const CIRCUIT = { closed: 0, halfOpen: 1, open: 2 } as const;
export type CircuitState = keyof typeof CIRCUIT;

/** The metrics of one subgraph, found once. */
export interface SubgraphMeter {
  fetched(outcome: FetchOutcome, seconds: number): void;
  circuit(state: CircuitState): void;
}

/** The metrics of one operation, found once. */
export interface OperationMeter {
  observe(transport: RequestContext['transport'], outcome: OperationOutcome, seconds: number): void;
}

export interface GatewayMetrics {
  readonly registry: Registry;
  subgraph(name: string): SubgraphMeter;
  /** `type` is `query`, `mutation`, `subscription`, or `unknown` for what was refused before that was known. */
  operation(name: string | null, type: string): OperationMeter;
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
  const operations = new Histogram<'operation' | 'type' | 'transport' | 'outcome'>({
    name: 'gateway_operation_duration_seconds',
    help: 'Time from a complete request to its answer, by operation name.',
    bounds: SECONDS,
    registry,
  });
  const fetches = new Histogram<'subgraph' | 'outcome'>({
    name: 'gateway_subgraph_fetch_duration_seconds',
    help: 'Time of one fetch from a subgraph, retry included.',
    bounds: SECONDS,
    registry,
  });
  const circuits = new Gauge({
    name: 'gateway_subgraph_circuit',
    help: 'Circuit breaker of a subgraph: 0 closed, 1 half open, 2 open.',
    labelNames: ['subgraph'] as const,
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
    subgraph(subgraph) {
      const series = Object.fromEntries(
        FETCH_OUTCOMES.map((outcome) => [outcome, fetches.series({ subgraph, outcome })]),
      ) as Record<FetchOutcome, HistogramSeries>;
      return {
        fetched: (outcome, seconds) => series[outcome].observe(seconds),
        circuit: (state) => circuits.set({ subgraph }, CIRCUIT[state]),
      };
    },
    operation: (name, type) => new Meter(operations, labelFor(name), type),
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

class Meter implements OperationMeter {
  readonly #histogram: Histogram<'operation' | 'type' | 'transport' | 'outcome'>;
  readonly #operation: string;
  readonly #type: string;
  readonly #series: Partial<Record<RequestContext['transport'], Partial<Record<OperationOutcome, HistogramSeries>>>> =
    {};

  constructor(histogram: Histogram<'operation' | 'type' | 'transport' | 'outcome'>, operation: string, type: string) {
    this.#histogram = histogram;
    this.#operation = operation;
    this.#type = type;
  }

  observe(transport: RequestContext['transport'], outcome: OperationOutcome, seconds: number): void {
    const series = (this.#series[transport] ??= {});
    series[outcome] ??= this.#histogram.series({ operation: this.#operation, type: this.#type, transport, outcome });
    series[outcome].observe(seconds);
  }
}
