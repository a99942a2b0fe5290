import { HEADERS } from '@emporium/contracts/headers';
import type { Log } from '@emporium/platform/log';
import { childOf, formatTraceparent } from '@emporium/platform/trace';
import {
  getVariableValues,
  print,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { Abandonment } from '../abandonment.ts';
import type { Engine } from '../engine/engine.ts';
import { maskErrors } from '../errors/mask.ts';
import { withCode } from '../errors/with-code.ts';
import { ANONYMOUS_CALLER, type Caller } from '../identity/authenticate.ts';
import type { PreparedOperation } from '../operations/prepare.ts';
import type { RequestContext } from '../request-context.ts';
import type { Subgraphs } from '../subgraphs/registry.ts';
import { asksForViewer, protectedFields, type ProtectedFields } from '../supergraph/protected-fields.ts';
import { eventMarker } from './event-identity.ts';
import { createSharedStreams } from './shared-streams.ts';
import type { HubSource } from './stream-hub.ts';

export interface SubscribeRequest {
  readonly prepared: PreparedOperation;
  readonly operationName: string | null | undefined;
  readonly variables: Record<string, unknown>;
  readonly caller: Caller;
  /** The request's id and trace; every event's joins go under them. */
  readonly request: Pick<RequestContext, 'requestId' | 'trace' | 'clientKey' | 'clientIp'>;
  readonly tooSlow: () => void;
}

/** Results as they come, or the errors for which nothing was opened. The iterator fails with `StreamFailure`. */
export type Subscribe = (
  request: SubscribeRequest,
) => AsyncIterableIterator<FormattedExecutionResult> | { readonly errors: readonly GraphQLError[] };

/**
 * Runs subscriptions: the owning subgraph's events, each joined with what other subgraphs add.
 *
 * A stream that selects nothing protected (`@authenticated`, `@requiresScopes`) is public: everybody with the same
 * document and variables shares it, and it runs as the anonymous viewer, so that nobody's view can leak into
 * another's. Any other stream belongs to its viewer and is never shared.
 */
export function createSubscribe(options: {
  engine: Engine;
  subgraphs: Subgraphs;
  /** Milliseconds that the joins of one event may take. */
  eventTimeoutMs: number;
  log: Log;
}): Subscribe {
  const { engine, subgraphs, eventTimeoutMs, log } = options;
  const shared = createSharedStreams();
  const protectedBySchema = new WeakMap<GraphQLSchema, ProtectedFields>();

  const isPersonal = ({ document }: PreparedOperation, schema: GraphQLSchema): boolean => {
    let fields = protectedBySchema.get(schema);
    if (fields === undefined) protectedBySchema.set(schema, (fields = protectedFields(engine.supergraphSdl)));
    return asksForViewer(document, schema, fields);
  };

  return ({ prepared, operationName, variables, caller, request, tooSlow }) => {
    const { document, operation } = prepared;
    const schema = engine.schema;
    const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (coerced.errors) return { errors: coerced.errors.map((error) => withCode(error, 'BAD_USER_INPUT')) };

    const plan = engine.planSubscription(document, operationName);
    const personal = isPersonal(prepared, schema);
    const viewedBy = personal ? caller : ANONYMOUS_CALLER;
    const key = personal ? null : `${operationName ?? ''}\n${print(document)}\n${JSON.stringify(variables)}`;

    const open = (): HubSource => {
      const given = new Abandonment();
      const upstream = subgraphs.socket(plan.service).subscribe({
        query: plan.query,
        operationName: plan.operationName,
        variables: pick(variables, plan.variableNames),
        extensions: upstreamExtensions(viewedBy, request),
      });
      return {
        upstream: {
          next: () => upstream.next(),
          return() {
            given.happen();
            return upstream.return!();
          },
        },
        mark: eventMarker(prepared, coerced.coerced, schema),
        async join(event) {
          const { data, errors } = await plan.join(event, variables, {
            ...request,
            viewer: viewedBy.viewer,
            identity: viewedBy.identity,
            transport: 'websocket',
            abandonment: given,
            passedOn: null,
            costOnly: false,
            showPlan: false,
            deadlineAtMs: Date.now() + eventTimeoutMs,
          });
          const masked = errors && maskErrors(errors, { requestId: request.requestId, log });
          return { data: data ?? null, ...(masked ? { errors: masked } : {}) };
        },
      };
    };
    return shared.read(key, open, tooSlow);
  };
}

const pick = (variables: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => variables[name] !== undefined).map((name) => [name, variables[name]]));

/** On a socket that all share, who asks travels with each operation. */
function upstreamExtensions(
  caller: Caller,
  { requestId, trace }: SubscribeRequest['request'],
): Record<string, unknown> {
  const identity = caller.identity();
  return {
    ...(identity === null ? {} : { identity }),
    requestId,
    [HEADERS.traceparent]: formatTraceparent(childOf(trace)),
  };
}
