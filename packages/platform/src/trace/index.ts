import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** W3C Trace Context, level 1: https://www.w3.org/TR/trace-context/#traceparent-header */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

const FORM = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/;

/** Null when the header is absent or broken: the receiver then starts a trace of its own, as the recommendation asks. */
export function parseTraceparent(header: string | null | undefined): TraceContext | null {
  const match = header ? FORM.exec(header) : null;
  if (match === null) return null;
  const [, version, traceId, spanId, flags] = match as unknown as [string, string, string, string, string];
  if (version === 'ff' || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId, sampled: (parseInt(flags, 16) & 1) === 1 };
}

/** A span of its own in the caller's trace, or the first one of a new trace. */
export function childOf(parent: TraceContext | null): TraceContext {
  return {
    traceId: parent?.traceId ?? randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    sampled: parent?.sampled ?? false,
  };
}

export const formatTraceparent = ({ traceId, spanId, sampled }: TraceContext): string =>
  `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;

const current = new AsyncLocalStorage<TraceContext>();

/** Runs `work` as part of a trace: events it publishes and calls it makes belong to it. */
export const withTrace = <T>(context: TraceContext, work: () => T): T => current.run(context, work);

export const currentTrace = (): TraceContext | null => current.getStore() ?? null;
