import { AsyncLocalStorage } from 'node:async_hooks';
import { randomFillSync } from 'node:crypto';

/** W3C Trace Context, level 1: https://www.w3.org/TR/trace-context/#traceparent-header */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
  /** Null for the first span of a trace, and where it is not known. */
  readonly parentSpanId?: string | null;
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
    traceId: parent?.traceId ?? randomHex(16),
    spanId: randomHex(8),
    parentSpanId: parent?.spanId ?? null,
    sampled: parent?.sampled ?? false,
  };
}

export const formatTraceparent = ({ traceId, spanId, sampled }: TraceContext): string =>
  `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;

// One call to the system's generator for hundreds of ids: every operation makes one.
const entropy = Buffer.alloc(4096);
let used = entropy.length;

function randomHex(bytes: number): string {
  if (used + bytes > entropy.length) {
    randomFillSync(entropy);
    used = 0;
  }
  return entropy.toString('hex', used, (used += bytes));
}

const current = new AsyncLocalStorage<TraceContext>();

/** Runs `work` as part of a trace: events it publishes and calls it makes belong to it. */
export const withTrace = <T>(context: TraceContext, work: () => T): T => current.run(context, work);

export const currentTrace = (): TraceContext | null => current.getStore() ?? null;
