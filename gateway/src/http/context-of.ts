import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { HEADERS } from '@emporium/contracts/headers';
import { ownerOf, type Viewer } from '@emporium/platform/identity';
import type { Abandonment } from '../abandonment.ts';
import type { Caller } from '../identity/authenticate.ts';
import type { RequestContext } from '../request-context.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import type { ClientIp } from './client-ip.ts';
import { acceptsParts } from './multipart.ts';

/** The client's headers that go on to subgraphs: name, value, name, value …; null for none. */
export type PassOn = (headers: IncomingHttpHeaders) => readonly string[] | null;

export interface ContextOptions {
  readonly clientIp: ClientIp;
  readonly passOn: PassOn | null;
  /** Everybody may see query plans; otherwise only developers. */
  readonly plansForAll: boolean;
  readonly operationTimeoutMs: number;
  readonly tracing: Tracing;
}

export type ContextOf = (
  request: IncomingMessage,
  caller: Caller,
  requestId: string,
  abandonment: Abandonment,
) => RequestContext;

/** Who may see query plans where not everybody may. */
export const isDeveloper = (viewer: Viewer): boolean => 'scopes' in viewer && viewer.scopes.includes('admin:platform');

/** What the pipeline is told of an HTTP request. Nothing else of it goes further. */
export const createContextOf =
  (
    transport: 'http' | 'sse',
    { clientIp, passOn, plansForAll, operationTimeoutMs, tracing }: ContextOptions,
  ): ContextOf =>
  (request, { viewer, identity, payer }, requestId, abandonment) => {
    const { headers } = request;
    const ip = clientIp(request);
    const trace = tracing.startTrace(headers[HEADERS.traceparent]);
    return {
      requestId,
      viewer,
      identity,
      clientKey: payer ?? ownerOf(viewer) ?? ip,
      clientIp: ip,
      trace,
      spans: tracing.spansOf(trace),
      abandonment,
      deadlineAtMs: Date.now() + operationTimeoutMs,
      transport,
      passedOn: passOn === null ? null : passOn(headers),
      takesParts: transport === 'http' && acceptsParts(headers.accept),
      costOnly: isSet(headers['x-cost-only']),
      showPlan: isSet(headers['x-show-plan']) && (plansForAll || isDeveloper(viewer)),
    };
  };

const isSet = (value: string | readonly string[] | undefined): boolean => value === 'true' || value === '1';
