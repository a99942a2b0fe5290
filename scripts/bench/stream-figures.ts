import type { RecordableHistogram } from 'node:perf_hooks';
import type { Use } from './meter.ts';

/** How events reached the sockets that follow them. */
export interface StreamFigures {
  readonly sockets: number;
  readonly deliveries: number;
  readonly perSecond: number;
  /** From the moment that an event says it happened to its arrival. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Processor time of the server for a thousand deliveries, with what caused them; null where it cannot be read. */
  readonly serverMsPerThousand: number | null;
  /** What the server holds for each socket; null where it cannot be looked into. */
  readonly bytesPerSocket: number | null;
}

/** What a run over `elapsedMs` comes to. `delays` holds milliseconds, one for each delivery. */
export function streamFigures(
  delays: RecordableHistogram,
  {
    sockets,
    elapsedMs,
    use,
    heldBytes,
  }: {
    readonly sockets: number;
    readonly elapsedMs: number;
    readonly use: Use;
    /** Before the sockets were opened, and after; undefined where the server cannot be looked into. */
    readonly heldBytes: readonly [before: number | undefined, after: number | undefined];
  },
): StreamFigures {
  const [before, after] = heldBytes;
  return {
    sockets,
    deliveries: delays.count,
    perSecond: delays.count / (elapsedMs / 1000),
    p50Ms: delays.percentile(50),
    p95Ms: delays.percentile(95),
    p99Ms: delays.percentile(99),
    serverMsPerThousand: use.serverMs === null ? null : (use.serverMs / delays.count) * 1000,
    bytesPerSocket: before === undefined || after === undefined ? null : (after - before) / sockets,
  };
}
