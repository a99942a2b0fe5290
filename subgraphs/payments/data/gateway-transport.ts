import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  handleType,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import type { Log } from '@emporium/platform/log';
import { GatewayUnavailable, OutcomeUnknown } from '../app/ports.ts';

export interface GatewayTransportOptions {
  /** Where the gateway's API is, such as `http://127.0.0.1:4006/simulator`. */
  readonly url: string;
  readonly apiKey: string;
  readonly deadlineMs: number;
  readonly log: Log;
}

export interface GatewayAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly ms: number;
}

export interface GatewayCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  /** Under which the gateway stores its answer; every POST has one. */
  readonly idempotencyKey?: string;
}

const FAILURES_UNTIL_OPEN = 8;
const OPEN_FOR_MS = 5_000;
/** Refused before anything happened: the connection, or the call by its rate. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/**
 * Calls the gateway, each call with a deadline. Nothing is repeated here: whoever called knows
 * whether it may. After eight failures in a row it fails at once for five seconds.
 */
export function createGatewayTransport(
  options: GatewayTransportOptions,
): (call: GatewayCall) => Promise<GatewayAnswer> {
  const breaker: CircuitBreakerPolicy = circuitBreaker(handleType(OutcomeUnknown).orType(GatewayUnavailable), {
    halfOpenAfter: OPEN_FOR_MS,
    breaker: new ConsecutiveBreaker(FAILURES_UNTIL_OPEN),
  });
  breaker.onBreak(() => options.log.warn('the payment gateway is taken for dead'));
  breaker.onReset(() => options.log.info('the payment gateway answers again'));

  return async (call) => {
    try {
      return await breaker.execute(() => send(options, call));
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw new GatewayUnavailable('it is taken for dead', { cause: error });
      throw error;
    }
  };
}

async function send({ url, apiKey, deadlineMs }: GatewayTransportOptions, call: GatewayCall): Promise<GatewayAnswer> {
  const startedAt = performance.now();
  try {
    const response = await fetch(`${url}${call.path}`, {
      method: call.method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(call.body !== undefined && { 'content-type': 'application/json' }),
        ...(call.idempotencyKey !== undefined && { 'idempotency-key': call.idempotencyKey }),
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(deadlineMs),
    });
    const body: unknown = await response.json();
    if (response.status === 429) throw new GatewayUnavailable('it asks for fewer calls');
    // A conflict: the first call with this key is still under way.
    if (response.status >= 500 || response.status === 409) throw new OutcomeUnknown(`it answered ${response.status}`);
    return { status: response.status, body, ms: Math.round(performance.now() - startedAt) };
  } catch (error) {
    if (error instanceof GatewayUnavailable || error instanceof OutcomeUnknown) throw error;
    const code = (error as { cause?: { code?: string } }).cause?.code ?? '';
    if (NOT_SENT.has(code)) throw new GatewayUnavailable(`no connection: ${code}`, { cause: error });
    throw new OutcomeUnknown('no answer in time, or none that can be read', { cause: error });
  }
}
