import { ownerOf, type Viewer } from '@emporium/platform/identity';
import type { TraceContext } from '@emporium/platform/trace';
import type { Abandonment } from './abandonment.ts';
import type { Caller } from './identity/authenticate.ts';
import type { Spans } from './telemetry/spans.ts';
import type { Tracing } from './telemetry/tracing.ts';

/** What is known about one operation, whatever it came over, and handed to every fetch it causes. */
export interface RequestContext {
  readonly requestId: string;
  readonly viewer: Viewer;
  /** Who pays for the operation: the account or guest, else the address. */
  readonly clientKey: string;
  /** The client's address, as far as the trusted proxies in front of the gateway tell it. */
  readonly clientIp: string;
  /** The caller's trace, or a new one; each fetch makes a child span of it. */
  readonly trace: TraceContext;
  /** Where spans of the trace go; null when it is not recorded, which is the rule. */
  readonly spans: Spans | null;
  /** Happens when nobody waits for the answer any more. */
  readonly abandonment: Abandonment;
  /** The instant, in milliseconds since 1970, after which the answer is of no use. */
  readonly deadlineAtMs: number;
  readonly transport: 'http' | 'websocket' | 'sse';
  /** The viewer signed for subgraphs, fresh enough to be believed on arrival. Null for an anonymous viewer. */
  readonly identity: () => string | null;
  /** The client's headers that the configuration passes on: name, value, name, value … Null for none, as by default. */
  readonly passedOn: readonly string[] | null;
  /** The client takes an answer in parts, as far as its query has something to defer. */
  readonly takesParts: boolean;
  /** Only the cost is asked for; nothing runs. */
  readonly costOnly: boolean;
  /** The client is a developer who may see the query plan, and asked for it. */
  readonly showPlan: boolean;
}

export interface ContextRules {
  /** Everybody may see query plans; otherwise only developers. */
  readonly plansForAll: boolean;
  readonly operationTimeoutMs: number;
  readonly tracing: Tracing;
}

/** What an operation brings. */
interface Asked extends Pick<
  RequestContext,
  'requestId' | 'clientIp' | 'abandonment' | 'transport' | 'passedOn' | 'takesParts' | 'costOnly'
> {
  readonly caller: Caller;
  /** As the client wrote it: anything, perhaps not what W3C Trace Context asks for. */
  readonly traceparent: unknown;
  /** Whether the plan is asked for. */
  readonly plan: boolean;
}

/** The context of one operation that has just arrived, over whatever transport. */
export function requestContext(
  { plansForAll, operationTimeoutMs, tracing }: ContextRules,
  asked: Asked,
): RequestContext {
  const { viewer, identity, payer } = asked.caller;
  const trace = tracing.startTrace(asked.traceparent);
  return {
    requestId: asked.requestId,
    viewer,
    identity,
    clientKey: payer ?? ownerOf(viewer) ?? asked.clientIp,
    clientIp: asked.clientIp,
    trace,
    spans: tracing.spansOf(trace),
    abandonment: asked.abandonment,
    deadlineAtMs: Date.now() + operationTimeoutMs,
    transport: asked.transport,
    passedOn: asked.passedOn,
    takesParts: asked.takesParts,
    costOnly: asked.costOnly,
    showPlan: asked.plan && (plansForAll || isDeveloper(viewer)),
  };
}

/** Who may see query plans where not everybody may. */
const isDeveloper = (viewer: Viewer): boolean => 'scopes' in viewer && viewer.scopes.includes('admin:platform');
