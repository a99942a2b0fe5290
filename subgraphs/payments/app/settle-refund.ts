import type { RefundSucceeded } from '@emporium/contracts/events';
import type { RefundId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { Log } from '@emporium/platform/log';
import { money, toWire } from '@emporium/platform/money';
import { appendToOutbox } from '@emporium/platform/outbox';
import { refundPosting } from '../domain/ledger.ts';
import { currentAttempt } from '../domain/payment.ts';
import { refundFailed, refundSucceeded } from '../domain/refund.ts';
import { announce } from './announce.ts';
import type { GatewayMovement, LedgerStore, PaymentGateway, PaymentStore, RefundStore } from './ports.ts';

export interface SettleRefundDeps {
  readonly uow: UnitOfWork;
  readonly payments: PaymentStore;
  readonly refunds: RefundStore;
  readonly ledger: LedgerStore;
  readonly gateway: PaymentGateway;
  readonly now: () => Date;
  readonly log: Log;
}

/** Asks the gateway for a refund that was decided on. May run any number of times: the gateway's key is the refund's id. */
export const settleRefund =
  (deps: SettleRefundDeps) =>
  async (id: RefundId): Promise<void> => {
    const refund = await deps.refunds.find(id);
    if (refund === null || refund.status !== 'PENDING') return;
    const payment = (await deps.payments.find(refund.paymentId))!;
    const { number: attempt, gatewayReference } = currentAttempt(payment);
    const amount = money(refund.amountMinor, payment.currency);
    const key = { orderId: payment.orderId, attempt };
    await recordRefund(deps)(id, await deps.gateway.refund(key, gatewayReference!, id, amount));
  };

/** The one function in which a refund learns how it ended, from our own call or from the webhook. */
export const recordRefund =
  (deps: Omit<SettleRefundDeps, 'gateway'>) =>
  async (id: RefundId, movement: GatewayMovement): Promise<void> => {
    const found = await deps.refunds.find(id);
    if (found === null) return;
    await deps.uow.run(async (tx) => {
      const [payment, refund] = await Promise.all([deps.payments.lock(tx, found.paymentId), deps.refunds.lock(tx, id)]);
      if (payment === null || refund?.status !== 'PENDING') return;
      const completedAt = deps.now();
      if (!movement.ok) {
        const { failureCode } = movement.error;
        deps.payments.update(tx, refundFailed(payment, refund));
        deps.refunds.settle(tx, { ...refund, status: 'FAILED', failureCode, completedAt });
        deps.log.error({ refundId: id, paymentId: payment.id, failureCode }, 'the gateway refused a refund');
        return;
      }
      const after = refundSucceeded(payment, refund);
      deps.payments.update(tx, after);
      deps.refunds.settle(tx, { ...refund, status: 'SUCCEEDED', completedAt });
      deps.ledger.post(tx, payment.id, refundPosting(refund, payment.currency), completedAt);
      appendToOutbox<RefundSucceeded>(tx, payment.id, {
        type: 'payments.refund-succeeded.v1',
        refundId: id,
        paymentId: payment.id,
        orderId: payment.orderId,
        amount: toWire(money(refund.amountMinor, payment.currency)),
      });
      if (after.status !== payment.status) announce(tx, after);
    });
  };
