import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../identity/index.ts';
import type { Log } from '../../log/index.ts';
import { childOf, parseTraceparent, type TraceContext } from '../../trace/index.ts';

/** What the host knows of one operation. A subgraph makes its resolvers' context of it. */
export interface RequestScope {
  readonly viewer: Viewer;
  /** One id for everything that a client's request causes. */
  readonly requestId: string;
  /** This operation's own span. */
  readonly trace: TraceContext;
  /** Writes the request id with every line. */
  readonly log: () => Log;
  /** Aborts when the caller went away, when its deadline passed, or when a subscription ended. */
  readonly signal: () => AbortSignal;
}

export interface RequestFacts {
  readonly viewer: Viewer;
  readonly requestId: string | undefined;
  readonly traceparent: string | undefined;
  /** Milliseconds that the caller still waits. */
  readonly deadlineMs: string | undefined;
  /** Calls back once when the caller is gone. */
  readonly onGone: (callback: () => void) => void;
}

const REQUEST_ID = /^[\w.:-]{1,128}$/;
const MAX_DEADLINE_MS = 600_000;

/** Log and signal are made when somebody asks, and then once: most operations need neither. */
export function createRequestScope(facts: RequestFacts, log: Log): RequestScope {
  let ownLog: Log | undefined;
  let signal: AbortSignal | undefined;
  const requestId = facts.requestId && REQUEST_ID.test(facts.requestId) ? facts.requestId : randomUUID();
  return {
    viewer: facts.viewer,
    requestId,
    trace: childOf(parseTraceparent(facts.traceparent)),
    log: () => (ownLog ??= log.child({ requestId })),
    signal: () => (signal ??= signalOf(facts)),
  };
}

function signalOf({ onGone, deadlineMs }: RequestFacts): AbortSignal {
  const gone = new AbortController();
  onGone(() => gone.abort(new Error('the caller is gone')));
  const deadline = Number(deadlineMs);
  return deadline > 0
    ? AbortSignal.any([gone.signal, AbortSignal.timeout(Math.min(deadline, MAX_DEADLINE_MS))])
    : gone.signal;
}
