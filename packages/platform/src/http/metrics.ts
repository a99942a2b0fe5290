import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { OperationObservation } from '../graphql/index.ts';

export interface Metrics {
  /** For the subgraph's own metrics. */
  readonly registry: Registry;
  /** Give it to `createGraphqlHost` as `observe`. */
  readonly observeOperation: (observation: OperationObservation) => void;
  /** A total that something else counts, such as `() => db.statements`. */
  counter(name: string, help: string, read: () => number): void;
  /** A level that something else knows. */
  gauge(name: string, help: string, read: () => number): void;
}

/** Clients choose the names of operations, and each is a time series for ever: beyond these they are `other`. */
const MAX_OPERATION_NAMES = 200;
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** A registry of one subgraph's own: nine of them may share a process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const names = new Set<string>();
  const nameOf = (name: string | null): string => {
    if (name === null) return 'anonymous';
    if (names.size < MAX_OPERATION_NAMES) names.add(name);
    return names.has(name) ? name : 'other';
  };
  const durations = new Histogram({
    name: 'graphql_operation_duration_seconds',
    help: 'From the parsed request to the result, by operation.',
    labelNames: ['operation', 'kind', 'outcome'],
    buckets: SECONDS,
    registers: [registry],
  });

  return {
    registry,
    observeOperation({ name, kind, durationMs, hasErrors }) {
      durations.labels(nameOf(name), kind, hasErrors ? 'error' : 'ok').observe(durationMs / 1000);
    },
    counter(name, help, read) {
      let seen = 0;
      new Counter({
        name,
        help,
        registers: [registry],
        collect() {
          const now = read();
          this.inc(now - seen);
          seen = now;
        },
      });
    },
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read());
        },
      });
    },
  };
}

let processRegistry: Registry | undefined;

/** Memory, CPU, event loop: collected once, however many subgraphs live in the process. */
function processMetrics(): Registry {
  if (processRegistry === undefined) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry });
  }
  return processRegistry;
}

/** `/metrics` in Prometheus' text format: the subgraph's own, and those of its process. */
export function registerMetrics(app: FastifyInstance, { registry }: Metrics): void {
  const ofProcess = processMetrics();
  app.get('/metrics', async (_request, reply) => {
    const texts = await Promise.all([registry.metrics(), ofProcess.metrics()]);
    return reply.header('content-type', registry.contentType).send(texts.join('\n'));
  });
}
