import { HEADERS } from '@emporium/contracts/headers';
import { formatTraceparent, type TraceContext } from '@emporium/platform/trace';
import type { FormattedExecutionResult, GraphQLError } from 'graphql';
import { Abandonment } from '../abandonment.ts';
import type { Variables } from '../engine/engine-types.ts';
import type { Mask } from '../errors/mask.ts';
import { ANONYMOUS_CALLER, type Caller } from '../identity/authenticate.ts';
import { answerText } from '../operations/answer-text.ts';
import type { AdmittedOperation } from '../operations/operation.ts';
import type { RequestContext } from '../request-context.ts';
import type { Subgraphs } from '../subgraphs/registry.ts';
import { recordingEvents, recordOperation } from '../telemetry/record.ts';
import { eventMarker } from './event-identity.ts';
import { subjectOf, type FullStateFields } from './full-state.ts';
import { createSharedStreams } from './shared-streams.ts';
import type { HubSource, JoinedEvent } from './stream-hub.ts';

export interface SubscribeRequest {
  /** A subscription. */
  readonly admitted: AdmittedOperation;
  /** Of the request; every event's joins go under its id and trace. */
  readonly context: RequestContext;
  readonly tooSlow: () => void;
}

/** Results as they come, as JSON text, or the errors for which nothing was opened. The iterator fails with `StreamFailure`. */
export type Subscribe = (
  request: SubscribeRequest,
) => AsyncIterableIterator<string> | { readonly errors: readonly GraphQLError[] };

/**
 * Runs subscriptions: the owning subgraph's events, each joined with what other subgraphs add.
 *
 * A stream that selects nothing protected (`@authenticated`, `@requiresScopes`), and whose client's headers go no
 * further, is public: everybody with the same document and variables shares it, and it runs as the anonymous viewer, so
 * that nobody's view can leak into another's. Any other stream belongs to its viewer and is never shared.
 */
export function createSubscribe(options: {
  subgraphs: Subgraphs;
  /** Milliseconds that the joins of one event may take. */
  eventTimeoutMs: number;
  /** Events that may wait for one slow reader. */
  queuedEvents: number;
  fullState: FullStateFields;
  mask: Mask;
}): Subscribe {
  const { subgraphs, eventTimeoutMs, fullState, mask } = options;
  const shared = createSharedStreams(options.queuedEvents);

  return ({ admitted: { prepared, variables, permitted, startedAtMs }, context, tooSlow }) => {
    const { spans } = context;
    const forbidden = permitted?.narrowed === null ? permitted.complete(null, variables).errors : null;
    if (spans !== null) {
      recordOperation(spans, prepared, context, { startedAtMs, endedAtMs: performance.now() }, forbidden);
    }
    if (forbidden !== null) return { errors: forbidden };
    const { text, operation, supergraph, access, planned } = prepared;
    const stream = planned.stream!;
    const personal = !access.isPublic || context.passedOn !== null;
    const viewedBy: Caller = personal ? context : ANONYMOUS_CALLER;
    const key = personal ? null : `${operation.name?.value ?? ''}\n${text}\n${JSON.stringify(variables)}`;

    const open = (): HubSource => {
      const given = new Abandonment();
      const join = async (event: FormattedExecutionResult, trace: TraceContext): Promise<JoinedEvent> => {
        const joined = await stream.join(event, variables, {
          ...context,
          trace,
          viewer: viewedBy.viewer,
          identity: viewedBy.identity,
          abandonment: given,
          deadlineAtMs: Date.now() + eventTimeoutMs,
        });
        const { data, errors } = permitted === null ? joined : permitted.complete(joined, variables);
        const masked = errors.length === 0 ? null : mask(errors, context.requestId);
        return { text: answerText(data, masked, null), errors: masked };
      };
      const upstream = subgraphs.socket(stream.service).subscribe({
        query: stream.query,
        operationName: stream.operationName,
        variables: pick(variables, stream.variableNames),
        extensions: upstreamExtensions(viewedBy, context),
      });
      return {
        upstream: {
          next: () => upstream.next(),
          return() {
            given.happen();
            return upstream.return!();
          },
        },
        mark: eventMarker(prepared, variables, supergraph.schema),
        subject: subjectOf(prepared, variables, supergraph.schema, fullState),
        join:
          spans === null
            ? (event) => join(event, context.trace)
            : recordingEvents(spans, { prepared, service: stream.service, parent: context.trace }, join),
      };
    };
    return shared.read(key, open, tooSlow);
  };
}

const pick = (variables: Variables, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => variables[name] !== undefined).map((name) => [name, variables[name]]));

/** On a socket that all share, who asks travels with each operation, and so do the client's headers that are passed on. */
function upstreamExtensions(caller: Caller, { requestId, trace, passedOn }: RequestContext): Record<string, unknown> {
  const identity = caller.identity();
  return {
    ...(identity === null ? {} : { identity }),
    ...(passedOn === null ? {} : { headers: headersIn(passedOn) }),
    requestId,
    [HEADERS.traceparent]: formatTraceparent(trace),
  };
}

/** From name, value, name, value … */
const headersIn = (raw: readonly string[]): Record<string, string> =>
  Object.fromEntries(raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1]!]] : [])));
