import { childOf, type TraceContext } from '@emporium/platform/trace';
import type { FormattedExecutionResult } from 'graphql';
import { collectFields } from '../demand/collect-fields.ts';
import { fragmentsOf } from '../operations/fragments.ts';
import type { FetchOutcome } from '../metrics.ts';
import type { PreparedOperation } from '../operations/operation.ts';
import type { RequestContext } from '../request-context.ts';
import type { FinishedSpan, Spans } from './spans.ts';

/** An operation as spans name it. */
interface Operation {
  /** Null or `anonymous` for one without a name. */
  readonly name: string | null;
  readonly type: string;
}

/** As much of a GraphQL error as spans tell: messages may quote what clients sent. */
type Errors = readonly { readonly extensions?: Readonly<Record<string, unknown>> | undefined }[];

/**
 * The operation that the context belongs to, whatever it came over; by OpenTelemetry's conventions for GraphQL servers.
 * That of a subscription ends when its stream opens, which may last for days.
 */
export function recordOperation(
  spans: Spans,
  operation: Operation,
  { trace, transport, requestId }: RequestContext,
  times: { readonly startedAtMs: number; readonly endedAtMs: number },
  errors: Errors | null,
): void {
  const { name, type } = operation;
  const named = name !== null && name !== 'anonymous';
  spans.record({
    name: named ? `${type} ${name}` : type,
    kind: 'server',
    trace,
    ...times,
    attributes: {
      'graphql.operation.type': type,
      ...(named ? { 'graphql.operation.name': name } : {}),
      'gateway.transport': transport,
      'gateway.request_id': requestId,
      ...errorAttributes(errors),
    },
    error: errorText(errors),
  });
}

/** Plans within a span of its own. */
export function recordPlan<T>(spans: Spans, { trace }: RequestContext, plan: () => T): T {
  const startedAtMs = performance.now();
  const record = (error: string | null): void =>
    spans.record({
      name: 'plan',
      kind: 'internal',
      trace: childOf(trace),
      startedAtMs,
      endedAtMs: performance.now(),
      attributes: {},
      error,
    });
  try {
    const planned = plan();
    record(null);
    return planned;
  } catch (error) {
    record('it cannot be planned'); // the answer and the log say why
    throw error;
  }
}

/** What is known of a fetch that has ended. */
export interface EndedFetch {
  readonly service: string;
  readonly url: string;
  /** What the subgraph was told; null when nothing was sent. */
  readonly trace: TraceContext | null;
  readonly context: RequestContext;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** How often it was sent. */
  readonly attempts: number;
  /** Null when it did not come to an answer. */
  readonly status: number | null;
  readonly outcome: FetchOutcome;
  /** Why there is no answer, or no faultless one; null when there is. */
  readonly error: string | null;
}

/** One fetch from a subgraph, its retry included; by OpenTelemetry's conventions for HTTP clients. */
export function recordFetch(spans: Spans, fetch: EndedFetch): void {
  const { service, attempts, status, outcome, startedAtMs, endedAtMs, error } = fetch;
  const url = new URL(fetch.url);
  spans.record({
    name: `fetch ${service}`,
    kind: 'client',
    trace: fetch.trace ?? childOf(fetch.context.trace),
    startedAtMs,
    endedAtMs,
    attributes: {
      'subgraph.name': service,
      'http.request.method': 'POST',
      'url.full': `${url.origin}${url.pathname}${url.search}`, // without a name and password
      ...(status === null ? {} : { 'http.response.status_code': status }),
      ...(attempts > 1 ? { 'http.request.resend_count': attempts - 1 } : {}),
      'gateway.fetch.outcome': outcome,
    },
    error,
  });
}

/**
 * Joins each event of a stream within a span of its own, from its arrival to its joined result. The span goes to `join`,
 * for the fetches to be its children.
 */
export function recordingEvents<Joined extends { readonly errors: Errors | null }>(
  spans: Spans,
  stream: { readonly prepared: PreparedOperation; readonly service: string; readonly parent: TraceContext },
  join: (event: FormattedExecutionResult, trace: TraceContext) => Promise<Joined>,
): (event: FormattedExecutionResult) => Promise<Joined> {
  const { document, operation } = stream.prepared;
  const [root] = collectFields([operation.selectionSet], fragmentsOf(document), () => true).values();
  const name = `event ${root!.nodes[0].name.value}`;
  const about = {
    'subgraph.name': stream.service,
    ...(operation.name ? { 'graphql.operation.name': operation.name.value } : {}),
  };
  return async (event) => {
    const trace = childOf(stream.parent);
    const startedAtMs = performance.now();
    const joined = await join(event, trace);
    const { errors } = joined;
    spans.record({
      name,
      kind: 'internal',
      trace,
      startedAtMs,
      endedAtMs: performance.now(),
      attributes: { ...about, ...errorAttributes(errors) },
      error: errorText(errors),
    });
    return joined;
  };
}

/** The codes of errors, each once. */
const codesIn = (errors: Errors): string[] => [
  ...new Set(errors.map(({ extensions }) => String(extensions?.['code']))),
];

const errorText = (errors: Errors | null): string | null => (errors?.length ? codesIn(errors).join(', ') : null);

const errorAttributes = (errors: Errors | null): FinishedSpan['attributes'] =>
  errors?.length ? { 'gateway.error.codes': codesIn(errors) } : {};
