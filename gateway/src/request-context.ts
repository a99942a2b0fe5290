import type { Viewer } from '@emporium/platform/identity';
import type { TraceContext } from '@emporium/platform/trace';

/** What is known about one operation, over HTTP or WebSocket, and handed to every fetch it causes. */
export interface RequestContext {
  readonly requestId: string;
  readonly viewer: Viewer;
  /** The caller's trace, or a new one; each fetch makes a child span of it. */
  readonly trace: TraceContext;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** The instant, in milliseconds since 1970, after which the answer is of no use. */
  readonly deadlineAtMs: number;
  readonly transport: 'http' | 'websocket';
  /** The viewer signed for subgraphs, fresh enough to be believed on arrival. Null for an anonymous viewer. */
  readonly identity: () => string | null;
}
