import type { z } from 'zod';
import {
  OutcomeUnknown,
  type AttemptKey,
  type GatewayIntent,
  type GatewayMovement,
  type PaymentGateway,
} from '../app/ports.ts';
import { toGatewayIntent, toMethodFacts, WIRE } from './gateway-wire.ts';
import type { GatewayAnswer, GatewayCall } from './gateway-transport.ts';

/** What the bank says no with: an answer like any other. */
const CARD_ERROR = 402;
const NOT_FOUND = 404;
const BAD_REQUEST = 400;

const keyOf = ({ orderId, attempt }: AttemptKey): string => `${orderId}:${attempt}`;
const metadataOf = ({ orderId, attempt }: AttemptKey) => ({ order_id: orderId, attempt: String(attempt) });

/** `PaymentGateway` over HTTP, in the manner of Stripe's API: JSON bodies, an `Idempotency-Key` on every POST. */
export function httpGateway(name: string, call: (call: GatewayCall) => Promise<GatewayAnswer>): PaymentGateway {
  const post = (path: string, idempotencyKey: string, body: object): Promise<GatewayAnswer> =>
    call({ method: 'POST', path, idempotencyKey, body });

  return {
    name,

    async keepMethod(token, key) {
      const answer = await post('/v1/payment_methods', `method:${key}`, { token });
      return answer.status === BAD_REQUEST ? null : toMethodFacts(read(WIRE.method, answer));
    },

    async authorize(attempt, methodReference, amount) {
      return intentOf(
        await post('/v1/payment_intents', keyOf(attempt), {
          amount: Number(amount.minorUnits),
          currency: amount.currency,
          payment_method: methodReference,
          capture_method: 'manual',
          confirm: true,
          metadata: metadataOf(attempt),
        }),
      );
    },

    confirm: async (reference, proof, key) =>
      intentOf(await post(`/v1/payment_intents/${encodeURIComponent(reference)}/confirm`, key, { proof })),

    async capture(attempt, reference, captureId, amount) {
      const path = `/v1/payment_intents/${encodeURIComponent(reference)}/capture`;
      const body = { amount_to_capture: Number(amount.minorUnits), metadata: { id: captureId } };
      return movementOf(await post(path, `${keyOf(attempt)}:capture:${captureId}`, body));
    },

    async refund(attempt, reference, refundId, amount) {
      const body = { payment_intent: reference, amount: Number(amount.minorUnits), metadata: { id: refundId } };
      return movementOf(await post('/v1/refunds', `${keyOf(attempt)}:refund:${refundId}`, body));
    },

    async release(attempt, reference) {
      const path = `/v1/payment_intents/${encodeURIComponent(reference)}/cancel`;
      expectStatus(await post(path, `${keyOf(attempt)}:release`, {}), [200]);
    },

    async find(attempt) {
      const query = new URLSearchParams(metadataOf(attempt));
      const answer = await call({ method: 'GET', path: `/v1/payment_intents?${query.toString()}` });
      return answer.status === NOT_FOUND ? null : intentOf(answer);
    },
  };
}

function intentOf(answer: GatewayAnswer): GatewayIntent {
  const { error } = answer.body as { error?: { payment_intent?: unknown } };
  const body = answer.status === CARD_ERROR ? error?.payment_intent : answer.body;
  return toGatewayIntent(read(WIRE.intent, { ...answer, body }), answer.ms);
}

function movementOf(answer: GatewayAnswer): GatewayMovement {
  if (answer.status !== BAD_REQUEST) return { ok: true, value: { gatewayReference: read(WIRE.movement, answer).id } };
  const refusal = WIRE.refusal.safeParse(answer.body);
  return { ok: false, error: { code: 'REFUSED', failureCode: refusal.data?.error.code ?? 'refused' } };
}

function read<Schema extends z.ZodType>(schema: Schema, answer: GatewayAnswer): z.infer<Schema> {
  expectStatus(answer, [200, CARD_ERROR]);
  const parsed = schema.safeParse(answer.body);
  if (!parsed.success) throw new OutcomeUnknown('its answer cannot be read', { cause: parsed.error });
  return parsed.data;
}

/** @throws what we sent was wrong, or the key to the gateway is: a bug, not an outcome */
function expectStatus({ status, body }: GatewayAnswer, expected: readonly number[]): void {
  if (!expected.includes(status)) throw new Error(`the gateway answered ${status}: ${JSON.stringify(body)}`);
}
