import type { TraceContext } from '@emporium/platform/trace';

/** A piece of work that has ended. Spans are made afterwards, from times that are taken anyway. */
export interface FinishedSpan {
  readonly name: string;
  readonly kind: 'server' | 'client' | 'internal';
  readonly trace: TraceContext;
  /** By the clock of `performance.now()`. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** By OpenTelemetry's semantic conventions where they know the attribute. */
  readonly attributes: Readonly<Record<string, string | number | string[]>>;
  /** What went wrong; null when nothing did. */
  readonly error: string | null;
}

/** Where spans go. Absent when tracing is off, which then costs one comparison for each of them. */
export interface Spans {
  /** Keeps those of sampled traces. */
  record(span: FinishedSpan): void;
  /** Sends what is left. Never rejects. */
  stop(): Promise<void>;
}
