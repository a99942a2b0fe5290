import { GraphQLError } from 'graphql';
import type { Payment } from '../demand/demand.ts';

/** Why an operation does not run: `errors` without `data`. */
export interface Refusal {
  readonly errors: readonly GraphQLError[];
  readonly status: number;
  readonly headers: Readonly<Record<string, string>> | null;
}

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
};

/** What a code says in HTTP; 400 for most. */
export const statusOf = (code: unknown): number => (typeof code === 'string' && STATUS[code]) || 400;

export const refusal = (errors: readonly GraphQLError[], status: number): Refusal => ({
  errors,
  status,
  headers: null,
});

export const mutationOverGet = (): Refusal => ({
  errors: [withMessage('BAD_REQUEST', 'Send mutations with POST.')],
  status: 405,
  headers: { allow: 'POST' },
});

export const subscriptionOverHttp = (): Refusal =>
  refusal(
    [
      withMessage(
        'BAD_REQUEST',
        'Subscriptions are served over WebSocket (graphql-transport-ws) at this address, and as server-sent events at /graphql/stream.',
      ),
    ],
    400,
  );

/** `capacity` is the most that anybody can have to spend. */
export function notPaid({ requested, available, retryAfterMs }: Payment, capacity: number): Refusal {
  if (retryAfterMs === null) {
    const message = `The operation costs ${requested}, and ${capacity} is the most that can be spent at once. Ask for less, or split it.`;
    return refusal([withMessage('OPERATION_TOO_EXPENSIVE', message)], 400);
  }
  const have = Math.floor(available);
  return tooSoon(
    `The operation costs ${requested}, and ${have} are left to spend just now. Try again later.`,
    retryAfterMs,
  );
}

export const throttled = (retryAfterMs: number): Refusal =>
  tooSoon('Too many attempts. Try again later.', retryAfterMs);

const tooSoon = (message: string, retryAfterMs: number): Refusal => ({
  errors: [new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', retryAfterMs } })],
  status: 429,
  headers: { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) },
});

const withMessage = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });
