import type { PaymentId, RefundId, ReturnId } from '@emporium/contracts/ids';
import type { MoneyWire } from '@emporium/contracts/money';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { money, toWire, type Money } from '@emporium/platform/money';
import { err, ok, type Result } from '@emporium/platform/result';
import { decideRefund, type RefundSource } from '../domain/refund.ts';
import { followUp } from './follow-up.ts';
import type { PaymentStore, RefundStore } from './ports.ts';

export interface CreateRefund {
  readonly idempotencyKey: string;
  readonly paymentId: PaymentId;
  /** Null: all that the source still has. */
  readonly amount: Money | null;
  readonly reason: string;
  readonly returnId: ReturnId | null;
  readonly source: RefundSource;
}

export type RefundProblem =
  | { readonly code: 'NOT_FOUND' | 'WRONG_CURRENCY' }
  | { readonly code: 'AMOUNT_EXCEEDS_REFUNDABLE'; readonly refundable: MoneyWire };

/** Promises the buyer money back; it is set aside at once, and the gateway is asked by a job. */
export const createRefund =
  (deps: {
    readonly uow: UnitOfWork;
    readonly payments: PaymentStore;
    readonly refunds: RefundStore;
    readonly newId: NewId;
    readonly now: () => Date;
  }) =>
  (command: CreateRefund): Promise<Result<RefundId, RefundProblem>> =>
    deps.uow.once(command.idempotencyKey, command, async (tx): Promise<Result<RefundId, RefundProblem>> => {
      const payment = await deps.payments.lock(tx, command.paymentId);
      if (payment === null || !hasSource(payment.allocations, command.source)) return err({ code: 'NOT_FOUND' });
      const { amount, reason, returnId, source } = command;
      if (amount !== null && amount.currency !== payment.currency) return err({ code: 'WRONG_CURRENCY' });
      const decision = decideRefund(payment, {
        id: deps.newId('ref'),
        amountMinor: amount?.minorUnits ?? null,
        reason,
        returnId,
        source,
        now: deps.now(),
      });
      if (!decision.ok) {
        const refundable = toWire(money(decision.error.refundableMinor, payment.currency));
        return err({ code: 'AMOUNT_EXCEEDS_REFUNDABLE', refundable });
      }
      deps.payments.update(tx, decision.value.payment);
      deps.refunds.insert(tx, decision.value.refund);
      followUp.refund(tx, decision.value.refund.id);
      return ok(decision.value.refund.id);
    });

/** Somebody else's payment does not exist for a seller. */
const hasSource = (
  allocations: readonly { sellerId: string; sellerOrderId: string }[],
  source: RefundSource,
): boolean =>
  (source.sellerIds === null && source.sellerOrderId === null) ||
  allocations.some(
    ({ sellerId, sellerOrderId }) =>
      (source.sellerIds === null || source.sellerIds.some((own) => own === sellerId)) &&
      (source.sellerOrderId === null || source.sellerOrderId === sellerOrderId),
  );
