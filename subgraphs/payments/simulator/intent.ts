import { err, ok, type Result } from '@emporium/platform/result';
import { CHALLENGE_CODE, type Behaviour } from './test-cards.ts';

/** The simulated gateway's record of one authorisation. Amounts in minor units. */
export interface Intent {
  readonly id: string;
  readonly orderId: string;
  readonly attempt: number;
  readonly methodId: string;
  readonly behaviour: Behaviour;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly capturedMinor: bigint;
  readonly refundedMinor: bigint;
  readonly status: 'requires_action' | 'requires_capture' | 'requires_payment_method' | 'canceled' | 'succeeded';
  readonly declineCode: string | null;
  readonly action: 'use_3ds' | 'display_bank_transfer' | null;
  readonly actionExpiresAt: Date | null;
  readonly clientSecret: string;
}

/** Error codes as Stripe names them. */
export type IntentProblem = 'payment_intent_unexpected_state' | 'amount_too_large' | 'charge_already_refunded';

const CHALLENGE_MS = 15 * 60_000;

/** What the bank says at once. */
export function decide(
  behaviour: Behaviour,
  now: Date,
): Pick<Intent, 'status' | 'declineCode' | 'action' | 'actionExpiresAt'> {
  const plain = { declineCode: null, action: null, actionExpiresAt: null };
  switch (behaviour) {
    case 'APPROVE':
    case 'LATE':
      return { ...plain, status: 'requires_capture' };
    case 'DECLINE':
      return { ...plain, status: 'requires_payment_method', declineCode: 'generic_decline' };
    case 'INSUFFICIENT_FUNDS':
      return { ...plain, status: 'requires_payment_method', declineCode: 'insufficient_funds' };
    case 'CHALLENGE': {
      const actionExpiresAt = new Date(now.getTime() + CHALLENGE_MS);
      return { ...plain, status: 'requires_action', action: 'use_3ds', actionExpiresAt };
    }
  }
}

/** The buyer answers the bank: with the right code in time, or in vain. What is decided stays. */
export function confirm(intent: Intent, proof: string, now: Date): Intent {
  if (intent.status !== 'requires_action') return intent;
  if (proof === CHALLENGE_CODE && now < intent.actionExpiresAt!) return { ...intent, status: 'requires_capture' };
  return { ...intent, status: 'requires_payment_method', declineCode: 'authentication_failed' };
}

/** Several captures are allowed, up to the authorised amount. */
export function capture(intent: Intent, amountMinor: bigint): Result<Intent, IntentProblem> {
  if (intent.status !== 'requires_capture') return err('payment_intent_unexpected_state');
  const capturedMinor = intent.capturedMinor + amountMinor;
  if (capturedMinor > intent.amountMinor) return err('amount_too_large');
  return ok({
    ...intent,
    capturedMinor,
    status: capturedMinor === intent.amountMinor ? 'succeeded' : 'requires_capture',
  });
}

/** Lets go what is not captured. */
export function cancel(intent: Intent): Intent {
  if (intent.status === 'succeeded' || intent.status === 'requires_payment_method') return intent;
  return { ...intent, status: intent.capturedMinor > 0n ? 'succeeded' : 'canceled' };
}

export function refund(intent: Intent, amountMinor: bigint): Result<Intent, IntentProblem> {
  const refundedMinor = intent.refundedMinor + amountMinor;
  return refundedMinor > intent.capturedMinor ? err('charge_already_refunded') : ok({ ...intent, refundedMinor });
}
