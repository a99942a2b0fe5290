import { z } from 'zod';
import type { Intent } from './intent.ts';

/** What the simulated gateway accepts, after Stripe's API; unknown fields are refused. */
export const BODIES = {
  method: z.strictObject({ token: z.string().max(100) }),
  intent: z.strictObject({
    amount: z.int().nonnegative(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    payment_method: z.string(),
    capture_method: z.literal('manual'),
    confirm: z.literal(true),
    metadata: z.strictObject({ order_id: z.string().min(1).max(100), attempt: z.string().regex(/^[1-9]\d{0,5}$/) }),
  }),
  confirm: z.strictObject({ proof: z.string().max(200) }),
  capture: z.strictObject({ amount_to_capture: z.int().positive(), metadata: z.strictObject({ id: z.string() }) }),
  cancel: z.strictObject({}),
  refund: z.strictObject({
    payment_intent: z.string(),
    amount: z.int().positive(),
    metadata: z.strictObject({ id: z.string() }),
  }),
  lookup: z.strictObject({ order_id: z.string(), attempt: z.coerce.number().int() }),
};

/** @param baseUrl where the simulator is reached from a browser */
export function presentIntent(intent: Intent, baseUrl: string): object {
  const { id, clientSecret, actionExpiresAt } = intent;
  return {
    object: 'payment_intent',
    id,
    status: intent.status,
    amount: Number(intent.amountMinor),
    amount_capturable: intent.status === 'requires_capture' ? Number(intent.amountMinor - intent.capturedMinor) : 0,
    amount_received: Number(intent.capturedMinor),
    currency: intent.currency,
    payment_method: intent.methodId,
    metadata: { order_id: intent.orderId, attempt: String(intent.attempt) },
    last_payment_error: intent.declineCode && { decline_code: intent.declineCode },
    next_action:
      intent.status === 'requires_action'
        ? {
            type: intent.action,
            url: `${baseUrl}/challenge/${id}?secret=${clientSecret}`,
            expires_at: Math.floor(actionExpiresAt!.getTime() / 1_000),
          }
        : null,
    client_secret: clientSecret,
  };
}
