import type { OrderId, PaymentId } from '@emporium/contracts/ids';
import { toRemote, typedDocument, type RemoteMoneyInput, type ServiceClient } from '@emporium/platform/client';
import type { PaymentsPort } from '../app/ports.ts';
import type { NextAction, PaymentOutcome } from '../domain/saga.ts';
import { UnexpectedRefusal, type Refusal } from './refusal.ts';

/** A gateway takes its time, and what it did must be known; well below a saga's lease. */
const AUTHORIZE_DEADLINE_MS = 12_000;
const VOID_DEADLINE_MS = 8_000;

type Command = Parameters<PaymentsPort['authorize']>[0];
type AuthorizeInput = Omit<Command, 'amount' | 'allocations'> & {
  readonly amount: RemoteMoneyInput;
  readonly allocations: readonly (Omit<Command['allocations'][number], 'amount'> & {
    readonly amount: RemoteMoneyInput;
  })[];
};
interface Authorization {
  readonly payment: { readonly id: PaymentId } | null;
  readonly outcome: PaymentOutcome['kind'] | null;
  readonly declineCode: string | null;
  readonly nextAction: NextAction | null;
  readonly userErrors: readonly Refusal[];
}

const AUTHORIZE = typedDocument<{ readonly paymentAuthorize: Authorization }, { input: AuthorizeInput }>(`
  mutation PaymentAuthorize($input: PaymentAuthorizeInput!) {
    paymentAuthorize(input: $input) {
      payment { id } outcome declineCode nextAction { kind redirectUrl clientSecret expiresAt }
      userErrors { code message }
    }
  }`);

const VOID = typedDocument<
  { readonly paymentVoid: { readonly userErrors: readonly Refusal[] } },
  { input: { orderId: OrderId; idempotencyKey: string } }
>(`
  mutation PaymentVoid($input: PaymentVoidInput!) { paymentVoid(input: $input) { userErrors { code message } } }`);

export const paymentsClient = (payments: ServiceClient): PaymentsPort => ({
  async authorize(command) {
    const input = {
      ...command,
      amount: toRemote(command.amount),
      allocations: command.allocations.map((part) => ({ ...part, amount: toRemote(part.amount) })),
    };
    const options = { idempotent: true, deadlineMs: AUTHORIZE_DEADLINE_MS };
    return toOutcome((await payments.call(AUTHORIZE, { input }, options)).paymentAuthorize);
  },

  async void(input) {
    const options = { idempotent: true, deadlineMs: VOID_DEADLINE_MS };
    const { paymentVoid } = await payments.call(VOID, { input }, options);
    const refusals = paymentVoid.userErrors.filter(({ code }) => code !== 'NOT_FOUND');
    if (refusals.length > 0) throw new UnexpectedRefusal('paymentVoid', refusals);
  },
});

function toOutcome({ payment, outcome, declineCode, nextAction, userErrors }: Authorization): PaymentOutcome {
  const [refusal] = userErrors;
  switch (outcome) {
    case 'AUTHORIZED':
      if (payment !== null) return { kind: outcome, paymentId: payment.id };
      break;
    case 'REQUIRES_ACTION':
      if (payment !== null && nextAction !== null) return { kind: outcome, paymentId: payment.id, nextAction };
      break;
    case 'PENDING':
      return { kind: outcome, paymentId: payment?.id ?? null };
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
