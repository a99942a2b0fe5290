import type { IncomingHttpHeaders } from 'node:http';
import { HEADERS } from '@emporium/contracts/headers';
import type { Abandonment } from '../abandonment.ts';
import type { Caller } from '../identity/authenticate.ts';
import { requestContext, type ContextRules, type RequestContext } from '../request-context.ts';
import type { ClientIp } from './client-ip.ts';
import type { RequestHead } from './exchange.ts';
import { acceptsParts } from './multipart.ts';

/** The client's headers that go on to subgraphs: name, value, name, value …; null for none. */
export type PassOn = (headers: IncomingHttpHeaders) => readonly string[] | null;

export interface ContextOptions extends ContextRules {
  readonly clientIp: ClientIp;
  readonly passOn: PassOn | null;
}

export type ContextOf = (
  request: RequestHead,
  caller: Caller,
  requestId: string,
  abandonment: Abandonment,
) => RequestContext;

/** What the pipeline is told of an HTTP request. Nothing else of it goes further. */
export const createContextOf =
  (transport: 'http' | 'sse', options: ContextOptions): ContextOf =>
  (request, caller, requestId, abandonment) => {
    const { headers } = request;
    return requestContext(options, {
      requestId,
      caller,
      clientIp: options.clientIp(request),
      traceparent: headers[HEADERS.traceparent],
      abandonment,
      transport,
      passedOn: options.passOn === null ? null : options.passOn(headers),
      takesParts: transport === 'http' && acceptsParts(headers.accept),
      costOnly: isSet(headers['x-cost-only']),
      plan: isSet(headers['x-show-plan']),
    });
  };

const isSet = (value: string | readonly string[] | undefined): boolean => value === 'true' || value === '1';
