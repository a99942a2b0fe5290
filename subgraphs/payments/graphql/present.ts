import { toMoney, type MoneyType } from '@emporium/platform/graphql';
import { money } from '@emporium/platform/money';
import type { PaymentNews } from '../app/announce.ts';
import type { LedgerEntry, KindBalance } from '../app/reads.ts';
import type { RefundOfOrder } from '../app/reads.ts';
import { normalSide } from '../domain/ledger.ts';
import { currentAttempt, sumOfShares, type Payment } from '../domain/payment.ts';
import type { StreamEvent } from '@emporium/platform/streams';
import type { LedgerBalance, LedgerEntryType } from './types/ledger.ts';
import type { PaymentEvent, PaymentType } from './types/payment.ts';
import type { RefundType } from './types/refund.ts';

/** Rows as clients see them. */

export function presentPayment(payment: Payment, gateway: string): PaymentType {
  const inMoney = (minor: bigint): MoneyType => toMoney(money(minor, payment.currency));
  const latest = currentAttempt(payment);
  return {
    id: payment.id,
    order: { id: payment.orderId },
    status: payment.status,
    method: payment.method,
    amount: inMoney(payment.amountMinor),
    authorized: inMoney(payment.authorizedMinor),
    captured: inMoney(payment.capturedMinor),
    refunded: inMoney(payment.refundedMinor),
    gateway,
    gatewayReference: latest.gatewayReference,
    attempts: payment.attempts.map((attempt) => ({
      id: `${payment.id}:${attempt.number}`,
      status: attempt.status,
      at: attempt.startedAt,
      declineCode: attempt.declineCode,
      gatewayMs: attempt.gatewayMs,
    })),
    allocations: payment.allocations.map(({ sellerOrderId, authorizedMinor, captured, refunded }) => ({
      sellerOrder: { id: sellerOrderId },
      authorized: inMoney(authorizedMinor),
      captured: inMoney(sumOfShares(captured)),
      refunded: inMoney(sumOfShares(refunded)),
    })),
    nextAction: payment.status === 'REQUIRES_ACTION' ? latest.nextAction : null,
    createdAt: payment.createdAt,
  };
}

export const presentRefund = (refund: RefundOfOrder): RefundType & { readonly paymentId: string } => ({
  id: refund.id,
  paymentId: refund.paymentId,
  status: refund.status,
  amount: toMoney(money(refund.amountMinor, refund.currency)),
  reason: refund.reason,
  destination: 'ORIGINAL_METHOD',
  return: refund.returnId === null ? null : { id: refund.returnId },
  createdAt: refund.createdAt,
  completedAt: refund.completedAt,
});

export const presentNews = ({ sequence, payload, occurredAt }: StreamEvent<PaymentNews>): PaymentEvent => ({
  sequence,
  occurredAt,
  ...payload,
  nextAction: payload.nextAction && { ...payload.nextAction, expiresAt: new Date(payload.nextAction.expiresAt) },
});

export function presentEntry(entry: LedgerEntry): LedgerEntryType {
  const { id, account, currency, amountMinor, balanceMinor, postedAt } = entry;
  const isDebit = amountMinor > 0n;
  const balance = normalSide(account) === 'DEBIT' ? balanceMinor : -balanceMinor;
  return {
    id,
    account,
    direction: isDebit ? 'DEBIT' : 'CREDIT',
    amount: toMoney(money(isDebit ? amountMinor : -amountMinor, currency)),
    balanceAfter: toMoney(money(balance, currency)),
    postedAt,
  };
}

export function presentBalance({ kind, currency, balanceMinor }: KindBalance): LedgerBalance {
  const onSide = (isHere: boolean): MoneyType => {
    const size = balanceMinor < 0n ? -balanceMinor : balanceMinor;
    return toMoney(money(isHere ? size : 0n, currency));
  };
  return { account: kind, currencyCode: currency, debit: onSide(balanceMinor > 0n), credit: onSide(balanceMinor < 0n) };
}
