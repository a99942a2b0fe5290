import {
  capturableMinor,
  currentAttempt,
  withAttempt,
  withMoney,
  withStatus,
  type Attempt,
  type Payment,
} from './payment.ts';

export interface Voided {
  readonly payment: Payment;
  readonly voidedMinor: bigint;
  /** An attempt whose outcome nobody waits for any more. */
  readonly abandoned: Attempt | null;
}

/**
 * Gives up what is not captured: all of it, or at most `upToMinor`. What is being captured right now
 * stays. An attempt without an outcome is abandoned as a whole; should the bank agree later, it is let go.
 */
export function voidUncaptured(payment: Payment, upToMinor: bigint | 'ALL'): Voided {
  const attempt = currentAttempt(payment);
  if (payment.status === 'PROCESSING' || payment.status === 'REQUIRES_ACTION' || payment.status === 'FAILED') {
    const abandoned =
      payment.status === 'FAILED' ? null : { ...attempt, status: 'CANCELLED' as const, nextAction: null };
    const kept = abandoned === null ? payment : withAttempt(payment, abandoned);
    return { payment: withStatus(kept, payment.status, 'CANCELLED'), voidedMinor: 0n, abandoned };
  }
  const open = capturableMinor(payment);
  const voidedMinor = upToMinor === 'ALL' || upToMinor > open ? open : upToMinor;
  if (voidedMinor === 0n) return { payment, voidedMinor, abandoned: null };
  return {
    payment: withMoney(payment, { voidedMinor: payment.voidedMinor + voidedMinor }),
    voidedMinor,
    abandoned: null,
  };
}
