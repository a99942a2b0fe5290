import type { OrderCancelled } from '@emporium/contracts/events';
import type { OrderId, PaymentId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { fromWire } from '@emporium/platform/money';
import { err, ok, type Result } from '@emporium/platform/result';
import { currentAttempt, holdsTooMuch, type Payment } from '../domain/payment.ts';
import { ANY_SOURCE, decideRefund, refundableFrom } from '../domain/refund.ts';
import { voidUncaptured } from '../domain/void.ts';
import { announce } from './announce.ts';
import { followUp } from './follow-up.ts';
import type { PaymentStore, RefundStore } from './ports.ts';

export interface VoidPayment {
  readonly idempotencyKey: string;
  readonly orderId: OrderId;
}

export type VoidProblem = { readonly code: 'ALREADY_CAPTURED' };

/**
 * The order comes to nothing: what is not captured will never be. That is settled here and now; the
 * gateway lets the buyer's money go soon after, by a job. An attempt whose outcome is open is given up,
 * and should it succeed after all, that too is let go. An order that nobody has asked to pay for is
 * refused from now on: the question may still be on its way, from a caller taken for dead.
 *
 * @returns the payment, null when there is none
 */
export const voidPayment =
  ({ uow, payments, now }: { readonly uow: UnitOfWork; readonly payments: PaymentStore; readonly now: () => Date }) =>
  (command: VoidPayment): Promise<Result<PaymentId | null, VoidProblem>> =>
    uow.once(command.idempotencyKey, command, async (tx): Promise<Result<PaymentId | null, VoidProblem>> => {
      const payment = await payments.lockOrder(tx, command.orderId);
      if (payment === null) {
        payments.refuseOrder(tx, command.orderId, now());
        return ok(null);
      }
      const after = giveUp(tx, payments, payment, 'ALL');
      return after === payment && after.status !== 'CANCELLED' ? err({ code: 'ALREADY_CAPTURED' }) : ok(payment.id);
    });

/** Lines were cancelled: their money is not captured any more or, where it was, given back. */
export const settleCancellation =
  (deps: {
    readonly payments: PaymentStore;
    readonly refunds: RefundStore;
    readonly newId: NewId;
    readonly now: () => Date;
  }) =>
  async (tx: Tx, event: OrderCancelled): Promise<void> => {
    const payment = await deps.payments.lockOrder(tx, event.orderId);
    if (payment === null) {
      if (event.whole) deps.payments.refuseOrder(tx, event.orderId, deps.now());
      return;
    }
    const owedMinor = fromWire(event.refund).minorUnits;
    const kept = giveUp(tx, deps.payments, payment, event.whole ? 'ALL' : owedMinor);
    const voidedMinor = kept.voidedMinor - payment.voidedMinor;
    const stillOwed = kept.authorizedMinor === 0n || owedMinor <= voidedMinor ? 0n : owedMinor - voidedMinor;
    if (stillOwed === 0n) return;

    const refundable = refundableFrom(kept, ANY_SOURCE);
    if (refundable < stillOwed && kept.capturingMinor > 0n) {
      throw new Error(`order ${event.orderId} gets ${stillOwed} back, of which a part is being captured right now`);
    }
    const amountMinor = refundable < stillOwed ? refundable : stillOwed;
    if (amountMinor === 0n) return;
    const decision = decideRefund(kept, {
      id: deps.newId('ref'),
      amountMinor,
      reason: event.reason,
      returnId: null,
      source: ANY_SOURCE,
      now: deps.now(),
    });
    if (!decision.ok) throw new Error(`order ${event.orderId} cannot be refunded ${amountMinor}`);
    deps.payments.update(tx, decision.value.payment);
    deps.refunds.insert(tx, decision.value.refund);
    followUp.refund(tx, decision.value.refund.id);
  };

function giveUp(tx: Tx, payments: PaymentStore, payment: Payment, upToMinor: bigint | 'ALL'): Payment {
  const { payment: after, voidedMinor, abandoned } = voidUncaptured(payment, upToMinor);
  if (after.status === payment.status && voidedMinor === 0n) return payment;
  payments.update(tx, after);
  if (abandoned !== null || holdsTooMuch(after)) {
    followUp.release(tx, { paymentId: payment.id, attempt: currentAttempt(payment).number });
  }
  if (after.status !== payment.status) announce(tx, after);
  return after;
}
