import { childOf, parseTraceparent, type TraceContext } from '@emporium/platform/trace';

/** The trace of an operation: the client's own, or a new one. */
export type StartTrace = (traceparent: unknown) => TraceContext;

/** Of the traces that begin here, this share is sampled; a client's trace is sampled when the client says so. */
export const createStartTrace =
  (sampledShare: number): StartTrace =>
  (traceparent) => {
    const parent = typeof traceparent === 'string' ? parseTraceparent(traceparent) : null;
    const trace = childOf(parent);
    return parent === null && Math.random() < sampledShare ? { ...trace, sampled: true } : trace;
  };
