import type { OwnerId, PaymentId } from '@emporium/contracts/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import type { PaymentStatus } from '../domain/payment-status.ts';
import { currentAttempt, type Payment } from '../domain/payment.ts';
import {
  GatewayUnavailable,
  OutcomeUnknown,
  type GatewayIntent,
  type PaymentGateway,
  type PaymentStore,
} from './ports.ts';

export interface ConfirmPayment {
  readonly idempotencyKey: string;
  readonly paymentId: PaymentId;
  readonly ownerId: OwnerId;
  /** What the bank's page gave the buyer. */
  readonly proof: string;
}

export type ConfirmProblem =
  | { readonly code: 'NOT_FOUND' | 'SERVICE_UNAVAILABLE' }
  | { readonly code: 'ILLEGAL_TRANSITION'; readonly status: PaymentStatus }
  | { readonly code: 'AUTHENTICATION_FAILED' | 'GATEWAY_TIMEOUT'; readonly payment: Payment };

/**
 * The buyer comes back from the bank's page. The gateway decides whether that counts; what it says
 * goes the same way as its webhook, which may be faster. Confirming what is confirmed changes nothing.
 */
export const confirmPayment =
  (deps: {
    readonly payments: PaymentStore;
    readonly gateway: PaymentGateway;
    readonly recordReport: (intent: GatewayIntent) => Promise<Payment | null>;
  }) =>
  async (command: ConfirmPayment): Promise<Result<Payment, ConfirmProblem>> => {
    const payment = await deps.payments.findOwned(command.paymentId, command.ownerId);
    if (payment === null) return err({ code: 'NOT_FOUND' });
    const attempt = currentAttempt(payment);
    if (attempt.status === 'AUTHORIZED') return ok(payment);
    if (attempt.status !== 'REQUIRES_ACTION' || attempt.gatewayReference === null) {
      return err({ code: 'ILLEGAL_TRANSITION', status: payment.status });
    }
    try {
      const key = `${payment.orderId}:${attempt.number}:confirm:${command.idempotencyKey}`;
      const intent = await deps.gateway.confirm(attempt.gatewayReference, command.proof, key);
      const after = (await deps.recordReport(intent)) ?? payment;
      return currentAttempt(after).status === 'FAILED'
        ? err({ code: 'AUTHENTICATION_FAILED', payment: after })
        : ok(after);
    } catch (error) {
      if (error instanceof GatewayUnavailable) return err({ code: 'SERVICE_UNAVAILABLE' });
      if (error instanceof OutcomeUnknown) return err({ code: 'GATEWAY_TIMEOUT', payment });
      throw error;
    }
  };
