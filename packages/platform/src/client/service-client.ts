import { HEADERS } from '@emporium/contracts/headers';
import type { OwnerId } from '@emporium/contracts/ids';
import type { SubgraphName } from '@emporium/contracts/topology';
import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  wrap,
} from 'cockatiel';
import { IDENTITY_LIFETIME_SECONDS, signIdentity, type ServiceViewer } from '../identity/index.ts';
import type { Log } from '../log/index.ts';
import { currentTrace, formatTraceparent } from '../trace/index.ts';
import { DeadlineExceeded, ServiceUnavailable } from './errors.ts';
import { createTransport } from './transport.ts';
import type { ServiceDocument } from './service-document.ts';

export interface ServiceClientOptions {
  /** Who calls. */
  readonly name: SubgraphName | 'gateway';
  readonly target: SubgraphName;
  /** The target's GraphQL endpoint, such as `http://127.0.0.1:4003/graphql`. */
  readonly url: string;
  /** Signs the calls; the same in all subgraphs. */
  readonly secret: string;
  readonly log: Log;
  /** Default 16. */
  readonly connections?: number;
}

export interface CallOptions {
  /** How long the caller waits, all attempts together. Default 2,000. */
  readonly deadlineMs?: number;
  /** Running it twice is the same as once: a query, or a command with an idempotency key. Only then is it retried. */
  readonly idempotent?: boolean;
  readonly requestId?: string;
  /** Default: that of the operation which makes the call. */
  readonly traceparent?: string;
  /** Whose request causes the call. */
  readonly onBehalfOf?: OwnerId;
  /** Ends the call early: the caller's own caller has gone. */
  readonly signal?: AbortSignal;
}

export interface ServiceClient {
  /**
   * The data of the answer. Throws `ServiceError` (GraphQL errors), `ServiceUnavailable` or `DeadlineExceeded`; the
   * last two may be thrown on, clients understand them. What is null only beside errors, such as the payload of a
   * mutation, is thus never null in what is returned, whatever its type says.
   */
  call<Data, Variables>(
    document: ServiceDocument<Data, Variables>,
    variables: NoInfer<Variables>,
    options?: CallOptions,
  ): Promise<Data>;
  close(): Promise<void>;
}

const RETRIES = 2;
const FAILURES_UNTIL_OPEN = 10;
const OPEN_FOR_MS = 1_000;
const DEFAULT_DEADLINE_MS = 2_000;

/**
 * Calls one other subgraph in the fields that clients do not see, signed as a service with the scope `internal`.
 * After ten failures in a row it fails at once for a second, so that a dead service does not hold up its callers.
 */
export function createServiceClient(options: ServiceClientOptions): ServiceClient {
  const { name, target, log } = options;
  const transport = createTransport(target, options.url, options.connections ?? 16);
  const identityFor = identitySigner(name, options.secret);

  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof ServiceUnavailable || error instanceof DeadlineExceeded),
    { halfOpenAfter: OPEN_FOR_MS, breaker: new ConsecutiveBreaker(FAILURES_UNTIL_OPEN) },
  );
  breaker.onBreak(() => log.warn({ target }, 'a service is taken for dead'));
  breaker.onReset(() => log.info({ target }, 'a service answers again'));
  const retrying = retry(
    handleWhen((error) => error instanceof ServiceUnavailable && error.mayPass),
    { maxAttempts: RETRIES, backoff: new ExponentialBackoff({ initialDelay: 20, maxDelay: 200 }) },
  );
  const [once, retried] = [breaker, wrap(retrying, breaker)];

  return {
    async call<Data, Variables>(
      document: ServiceDocument<Data, Variables>,
      variables: NoInfer<Variables>,
      call: CallOptions = {},
    ) {
      const deadline = startDeadline(target, call.deadlineMs ?? DEFAULT_DEADLINE_MS);
      const signal = call.signal === undefined ? deadline.signal : AbortSignal.any([deadline.signal, call.signal]);
      const body = JSON.stringify({ query: String(document), variables });

      const attempt = async (): Promise<unknown> => {
        const headers = headersOf(call, identityFor(call.onBehalfOf), deadline.leftMs());
        return transport.send({ body, headers, signal });
      };
      try {
        return (await (call.idempotent === true ? retried : once).execute(attempt, signal)) as Data;
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw new ServiceUnavailable(target, 'it is taken for dead');
        throw deadline.signal.aborted ? deadline.signal.reason : error;
      } finally {
        deadline.end();
      }
    },
    close: () => transport.close(),
  };
}

interface Deadline {
  /** Aborts with `DeadlineExceeded`. */
  readonly signal: AbortSignal;
  readonly leftMs: () => number;
  readonly end: () => void;
}

/** `AbortSignal.timeout` would do, but fires, and makes an exception of it, after every call that was answered in time. */
function startDeadline(target: SubgraphName, ms: number): Deadline {
  const at = performance.now() + ms;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DeadlineExceeded(target, ms)), ms);
  return {
    signal: controller.signal,
    leftMs: () => Math.max(1, Math.ceil(at - performance.now())),
    end: () => clearTimeout(timer),
  };
}

function headersOf(call: CallOptions, identity: string, leftMs: number): Record<string, string> {
  const trace = currentTrace();
  const traceparent = call.traceparent ?? (trace && formatTraceparent(trace));
  return {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json',
    [HEADERS.identity]: identity,
    [HEADERS.deadlineMs]: String(leftMs),
    ...(call.requestId !== undefined && { [HEADERS.requestId]: call.requestId }),
    ...(traceparent !== null && { [HEADERS.traceparent]: traceparent }),
  };
}

/** Signs for half of an identity's lifetime ahead, so that calls in a row share a header that the target remembers. */
function identitySigner(
  name: ServiceClientOptions['name'],
  secret: string,
): (onBehalfOf: OwnerId | undefined) => string {
  const reuseForMs = (IDENTITY_LIFETIME_SECONDS * 1000) / 2;
  let own = { header: '', signedAt: -Infinity };

  return (onBehalfOf) => {
    const viewer: ServiceViewer = { kind: 'service', name, scopes: ['internal'] };
    if (onBehalfOf !== undefined) return signIdentity({ ...viewer, onBehalfOf }, secret);
    const now = Date.now();
    if (now - own.signedAt > reuseForMs) own = { header: signIdentity(viewer, secret, now), signedAt: now };
    return own.header;
  };
}
