import type { PaymentId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { appendToStream } from '@emporium/platform/streams';
import type { PaymentStatus } from '../domain/payment-status.ts';
import { currentAttempt, type NextAction, type Payment } from '../domain/payment.ts';

/** What subscribers of a payment hear. */
export type PaymentNews = {
  readonly paymentId: PaymentId;
  readonly status: PaymentStatus;
  readonly nextAction: {
    readonly kind: NextAction['kind'];
    readonly redirectUrl: string | null;
    readonly clientSecret: string | null;
    readonly expiresAt: string;
  } | null;
};

export const paymentSubject = (id: PaymentId): string => `payment:${id}`;

export function newsOf(payment: Payment): PaymentNews {
  const action = payment.status === 'REQUIRES_ACTION' ? currentAttempt(payment).nextAction : null;
  return {
    paymentId: payment.id,
    status: payment.status,
    nextAction: action && { ...action, expiresAt: action.expiresAt.toISOString() },
  };
}

/** Tells those who watch the payment; to be queued after everything else, since it holds the stream's head. */
export const announce = (tx: Tx, payment: Payment): void =>
  appendToStream(tx, paymentSubject(payment.id), newsOf(payment));
