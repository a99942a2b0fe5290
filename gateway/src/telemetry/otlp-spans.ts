import { SpanKind, SpanStatusCode, TraceFlags, type HrTime, type SpanContext } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type ReadableSpan, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Log } from '@emporium/platform/log';
import type { TraceContext } from '@emporium/platform/trace';
import type { FinishedSpan, Spans } from './spans.ts';

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };
const SCOPE = { name: '@emporium/gateway' };

/**
 * Sends spans to an OpenTelemetry collector by OTLP over HTTP, in batches. The gateway has its own trace context, which
 * it passes on to subgraphs, so spans are written down with its ids rather than started through the SDK's tracer.
 * What the collector does not take is lost; the log says when that begins and when it ends.
 */
export function createOtlpSpans({ endpoint, service }: { endpoint: string; service: string }, log: Log): Spans {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const processor = new BatchSpanProcessor(reporting(exporter, endpoint, log));
  const resource = resourceFromAttributes({ 'service.name': service });

  return {
    record(span) {
      if (span.trace.sampled) processor.onEnd(readable(span, resource));
    },
    stop: () => processor.shutdown().catch(() => {}), // logged already, and no reason not to stop
  };
}

/** The exporter, whose failures the SDK would keep to itself. */
function reporting(exporter: SpanExporter, endpoint: string, log: Log): SpanExporter {
  let failing = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.error !== undefined && !failing) {
          log.warn({ endpoint, err: result.error }, 'the collector takes no spans');
        } else if (result.error === undefined && failing) {
          log.info({ endpoint }, 'the collector takes spans again');
        }
        failing = result.error !== undefined;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
  };
}

function readable(span: FinishedSpan, resource: ReadableSpan['resource']): ReadableSpan {
  const context = spanContext(span.trace, span.trace.spanId);
  const parentSpanId = span.trace.parentSpanId ?? null;
  return {
    name: span.name,
    kind: KINDS[span.kind],
    spanContext: () => context,
    ...(parentSpanId === null ? {} : { parentSpanContext: spanContext(span.trace, parentSpanId) }),
    startTime: hrTime(performance.timeOrigin + span.startedAtMs),
    endTime: hrTime(performance.timeOrigin + span.endedAtMs),
    duration: hrTime(span.endedAtMs - span.startedAtMs),
    status: span.error === null ? { code: SpanStatusCode.UNSET } : { code: SpanStatusCode.ERROR, message: span.error },
    attributes: span.attributes,
    links: [],
    events: [],
    ended: true,
    resource,
    instrumentationScope: SCOPE,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

const spanContext = ({ traceId }: TraceContext, spanId: string): SpanContext => ({
  traceId,
  spanId,
  traceFlags: TraceFlags.SAMPLED,
});

const hrTime = (ms: number): HrTime => {
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.round((ms - seconds * 1_000) * 1_000_000)];
};
