import { SpanKind, SpanStatusCode, TraceFlags, type HrTime, type SpanContext } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import type { TraceContext } from '@emporium/platform/trace';
import type { FinishedSpan, Spans } from './spans.ts';

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };
const SCOPE = { name: '@emporium/gateway' };

/**
 * Sends spans to an OpenTelemetry collector by OTLP over HTTP, in batches. The gateway has its own trace context, which
 * it passes on to subgraphs, so spans are written down with its ids rather than started through the SDK's tracer.
 */
export function createOtlpSpans({ endpoint, service }: { endpoint: string; service: string }): Spans {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const processor = new BatchSpanProcessor(exporter);
  const resource = resourceFromAttributes({ 'service.name': service });

  return {
    record(span) {
      if (span.trace.sampled) processor.onEnd(readable(span, resource));
    },
    stop: () => processor.shutdown(),
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
