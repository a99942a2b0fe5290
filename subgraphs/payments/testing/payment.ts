import { seededIds } from '@emporium/platform/testing';
import { money } from '@emporium/platform/money';
import {
  decideReport,
  startAttempt,
  type AuthorizationRequest,
  type GatewayReport,
  type MethodForAttempt,
} from '../domain/authorization.ts';
import type { Payment } from '../domain/payment.ts';

const newId = seededIds('payments');
export const NOW = new Date('2026-03-02T12:00:00Z');
export const VISA: MethodForAttempt = { reference: 'spm_1', kind: 'CARD', brand: 'Visa', last4: '4242' };

export const requestOf = (amounts: readonly bigint[], attempt = 1): AuthorizationRequest => ({
  orderId: newId('ord'),
  orderNumber: 'EM-1',
  ownerId: newId('usr'),
  attempt,
  amount: money(
    amounts.reduce((a, b) => a + b, 0n),
    'USD',
  ),
  allocations: amounts.map((amount) => ({
    sellerOrderId: newId('sor'),
    sellerId: newId('sel'),
    amount: money(amount, 'USD'),
  })),
});

/** A payment whose first attempt has just begun. */
export function begunPayment(amounts: readonly bigint[] = [10_000n]): Payment {
  const started = startAttempt(null, requestOf(amounts), VISA, { id: newId('pay'), now: NOW });
  if (!started.ok) throw new Error(started.error.code);
  return started.value.payment;
}

export const report = (payment: Payment, rest: Partial<GatewayReport>): GatewayReport => ({
  attempt: 1,
  gatewayReference: 'pi_1',
  status: 'AUTHORIZED',
  amountMinor: payment.amountMinor,
  declineCode: null,
  nextAction: null,
  gatewayMs: 12,
  ...rest,
});

export function authorizedPayment(amounts?: readonly bigint[]): Payment {
  const payment = begunPayment(amounts);
  return decideReport(payment, report(payment, {})).payment;
}
