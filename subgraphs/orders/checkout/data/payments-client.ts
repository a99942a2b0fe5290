import type { PaymentId } from '@emporium/contracts/ids';
import { toRemote, type ServiceClient } from '@emporium/platform/client';
import type { PaymentsPort } from '../app/ports.ts';
import type { PaymentOutcome } from '../domain/saga.ts';
import { PaymentAuthorizeDocument, PaymentVoidDocument, type PaymentAuthorizeMutation } from './generated/payments.ts';
import { UnexpectedRefusal } from './refusal.ts';

/** A gateway takes its time, and what it did must be known; well below a saga's lease. */
const AUTHORIZE_DEADLINE_MS = 12_000;
const VOID_DEADLINE_MS = 8_000;

type Authorization = NonNullable<PaymentAuthorizeMutation['paymentAuthorize']>;

export const paymentsClient = (payments: ServiceClient): PaymentsPort => ({
  async authorize(command) {
    const input = {
      ...command,
      amount: toRemote(command.amount),
      allocations: command.allocations.map((part) => ({ ...part, amount: toRemote(part.amount) })),
    };
    const options = { idempotent: true, deadlineMs: AUTHORIZE_DEADLINE_MS };
    const { paymentAuthorize } = await payments.call(PaymentAuthorizeDocument, { input }, options);
    return toOutcome(paymentAuthorize!);
  },

  async void(input) {
    const options = { idempotent: true, deadlineMs: VOID_DEADLINE_MS };
    const { paymentVoid } = await payments.call(PaymentVoidDocument, { input }, options);
    const refusals = paymentVoid!.userErrors.filter(({ code }) => code !== 'NOT_FOUND');
    if (refusals.length > 0) throw new UnexpectedRefusal('paymentVoid', refusals);
  },
});

function toOutcome({ payment, outcome, declineCode, nextAction, userErrors }: Authorization): PaymentOutcome {
  const [refusal] = userErrors;
  const paymentId = (payment?.id ?? null) as PaymentId | null;
  switch (outcome) {
    case 'AUTHORIZED':
      if (paymentId !== null) return { kind: outcome, paymentId };
      break;
    case 'REQUIRES_ACTION':
      if (paymentId !== null && nextAction !== null) return { kind: outcome, paymentId, nextAction };
      break;
    case 'PENDING':
      return { kind: outcome, paymentId };
    case 'DECLINED':
      return { kind: outcome, declineCode: declineCode ?? refusal?.code.toLowerCase() ?? 'declined' };
    case null:
      // The method does not exist, or is not the buyer's: another one may do.
      if (refusal !== undefined && (refusal.code === 'NOT_FOUND' || refusal.code === 'INVALID')) {
        return { kind: 'DECLINED', declineCode: 'payment_method_unusable' };
      }
  }
  throw new UnexpectedRefusal('paymentAuthorize', userErrors);
}
