import type { OrderId } from '@emporium/contracts/ids';
import { isId } from '@emporium/platform/ids';
import { z } from 'zod';
import type { GatewayIntent, MethodFacts } from '../app/ports.ts';
import type { GatewayReport } from '../domain/authorization.ts';

/** The gateway's objects, shaped after Stripe's PaymentIntent; amounts are in the currency's smallest unit. */
const intent = z.object({
  object: z.literal('payment_intent'),
  id: z.string().min(1).max(255),
  status: z.enum([
    'processing',
    'requires_action',
    'requires_capture',
    'requires_payment_method',
    'canceled',
    'succeeded',
  ]),
  amount: z.int().nonnegative(),
  metadata: z.object({
    order_id: z.string().refine((id): id is OrderId => isId('ord', id)),
    attempt: z.string().regex(/^[1-9]\d{0,5}$/),
  }),
  last_payment_error: z.object({ decline_code: z.string().min(1).max(100) }).nullable(),
  next_action: z
    .object({ type: z.enum(['use_3ds', 'display_bank_transfer']), url: z.url(), expires_at: z.int().positive() })
    .nullable(),
  client_secret: z.string().nullable(),
});

export type WireIntent = z.infer<typeof intent>;

const method = z.object({
  object: z.literal('payment_method'),
  id: z.string().min(1).max(255),
  type: z.enum(['card', 'bank_transfer']),
  card: z
    .object({
      brand: z.string().max(50),
      last4: z.string().regex(/^\d{4}$/),
      exp_month: z.int().min(1).max(12),
      exp_year: z.int().min(2000).max(2100),
    })
    .nullable(),
});

const movement = z.object({
  object: z.enum(['capture', 'refund']),
  id: z.string().min(1).max(255),
  /** What we called it. */
  metadata: z.object({ id: z.string() }),
});

const refusal = z.object({ error: z.object({ code: z.string().min(1).max(100) }) });

/** A webhook's body. Types that mean nothing to us pass by. */
const event = z.object({
  id: z.string().min(1).max(255),
  type: z.string().max(100),
  data: z.object({ object: z.unknown() }),
});

export const WIRE = { intent, method, movement, refusal, event };

const STATUS: Readonly<Record<WireIntent['status'], GatewayReport['status']>> = {
  processing: 'PROCESSING',
  requires_action: 'REQUIRES_ACTION',
  requires_capture: 'AUTHORIZED',
  requires_payment_method: 'FAILED',
  canceled: 'CANCELLED',
  succeeded: 'AUTHORIZED',
};

/** @param gatewayMs how long the answer took; null when it did not answer a call of ours */
export const toGatewayIntent = (wire: WireIntent, gatewayMs: number | null): GatewayIntent => ({
  orderId: wire.metadata.order_id,
  attempt: Number(wire.metadata.attempt),
  gatewayReference: wire.id,
  status: STATUS[wire.status],
  amountMinor: BigInt(wire.amount),
  declineCode: wire.last_payment_error?.decline_code ?? null,
  nextAction: wire.next_action && {
    kind: wire.next_action.type === 'use_3ds' ? 'THREE_DS_CHALLENGE' : 'BANK_TRANSFER_INSTRUCTIONS',
    redirectUrl: wire.next_action.url,
    clientSecret: wire.client_secret,
    expiresAt: new Date(wire.next_action.expires_at * 1_000),
  },
  gatewayMs,
});

export const toMethodFacts = ({ id, type, card }: z.infer<typeof method>): MethodFacts => ({
  reference: id,
  kind: type === 'card' ? 'CARD' : 'BANK_TRANSFER',
  brand: card?.brand ?? null,
  last4: card?.last4 ?? null,
  expMonth: card?.exp_month ?? null,
  expYear: card?.exp_year ?? null,
});
