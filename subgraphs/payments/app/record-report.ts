import type { PaymentAuthorized, PaymentFailed } from '@emporium/contracts/events';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { money, toWire } from '@emporium/platform/money';
import { appendToOutbox } from '@emporium/platform/outbox';
import { decideReport, type GatewayReport } from '../domain/authorization.ts';
import { currentAttempt, type Payment } from '../domain/payment.ts';
import { announce } from './announce.ts';
import { followUp } from './follow-up.ts';
import type { AttemptKey, GatewayIntent, PaymentStore } from './ports.ts';

export interface RecordReportDeps {
  readonly uow: UnitOfWork;
  readonly payments: PaymentStore;
}

/**
 * The one function in which a payment learns what became of an attempt: the answer to our own call,
 * the gateway's webhook and the reconciler's question all end here, one after the other under the
 * payment's lock. Whichever comes first decides; the others change nothing.
 *
 * @returns the payment as it is now; null when the attempt is none of ours
 */
export const recordReport =
  ({ uow, payments }: RecordReportDeps) =>
  (intent: GatewayIntent): Promise<Payment | null> =>
    uow.run(async (tx) => {
      const payment = await payments.lockOrder(tx, intent.orderId);
      if (payment === null || !payment.attempts.some(({ number }) => number === intent.attempt)) return null;
      return apply(tx, payments, payment, intent);
    });

/** We no longer wait for an attempt: it counts as refused, and should the gateway hold money for it, that is let go. */
export const giveUpAttempt =
  ({ uow, payments }: RecordReportDeps) =>
  ({ orderId, attempt }: AttemptKey, declineCode: string): Promise<Payment | null> =>
    uow.run(async (tx) => {
      const payment = await payments.lockOrder(tx, orderId);
      if (payment === null) return null;
      const report = { attempt, status: 'FAILED', declineCode, amountMinor: payment.amountMinor } as const;
      const after = apply(tx, payments, payment, {
        ...report,
        gatewayReference: null,
        nextAction: null,
        gatewayMs: null,
      });
      if (after.status !== payment.status) followUp.release(tx, { paymentId: payment.id, attempt });
      return after;
    });

function apply(tx: Tx, payments: PaymentStore, payment: Payment, report: GatewayReport): Payment {
  const decision = decideReport(payment, report);
  const after = decision.payment;
  if (after !== payment) payments.update(tx, after);
  switch (decision.kind) {
    case 'UNCHANGED':
      break;
    case 'STRAY':
      followUp.release(tx, { paymentId: payment.id, attempt: report.attempt });
      break;
    case 'ADVANCED':
      publish(tx, after);
      announce(tx, after);
      break;
  }
  return after;
}

function publish(tx: Tx, payment: Payment): void {
  const { id: paymentId, orderId } = payment;
  const { number: attempt, declineCode } = currentAttempt(payment);
  if (payment.status === 'AUTHORIZED') {
    const amount = toWire(money(payment.amountMinor, payment.currency));
    const type = 'payments.payment-authorized.v1';
    appendToOutbox<PaymentAuthorized>(tx, paymentId, { type, paymentId, orderId, attempt, amount });
  }
  if (payment.status === 'FAILED') {
    const type = 'payments.payment-failed.v1';
    appendToOutbox<PaymentFailed>(tx, paymentId, { type, paymentId, orderId, attempt, declineCode: declineCode! });
  }
}
