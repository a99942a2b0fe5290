import { setTimeout } from 'node:timers/promises';
import type { Log } from '@emporium/platform/log';
import type { TraceContext } from '@emporium/platform/trace';
import type { Spans } from './spans.ts';
import { createStartTrace, type StartTrace } from './start-trace.ts';

export interface TracingConfig {
  /** Base URL of an OpenTelemetry collector that takes OTLP over HTTP, such as `http://127.0.0.1:4318`. */
  readonly endpoint: string;
  /** The spans' `service.name`. */
  readonly service: string;
  /** Share of the traces that begin here and are recorded: 0 to 1. A client's trace is recorded when the client says so. */
  readonly sampledShare: number;
}

/** What `service` and `sampledShare` are when nothing is said. */
export const SERVICE_NAME = 'emporium-gateway';
export const SAMPLED_SHARE = 0.1;

export interface Tracing {
  readonly startTrace: StartTrace;
  /** Where the spans of a trace go; null when nobody records them, so that nobody makes them. */
  spansOf(trace: TraceContext): Spans | null;
  /** Loads what sends spans, if they are sent at all. */
  start(): Promise<void>;
  /** Sends what is left; gives up on a collector that does not take it within two seconds. */
  stop(): Promise<void>;
}

const STOP_WITHIN_MS = 2_000;

/** Tracing as configured; null is off, and then no OpenTelemetry module is loaded. */
export function createTracing(config: TracingConfig | null, log: Log): Tracing {
  let spans: Spans | null = null;
  return {
    startTrace: createStartTrace(config?.sampledShare ?? 0),
    spansOf: (trace) => (spans !== null && trace.sampled ? spans : null),
    async start() {
      if (config === null) return;
      const { createOtlpSpans } = await import('./otlp-spans.ts');
      spans = createOtlpSpans(config, log);
    },
    async stop() {
      if (spans !== null) await Promise.race([spans.stop(), setTimeout(STOP_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}
