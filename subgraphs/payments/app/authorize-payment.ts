import type { PaymentId, PaymentMethodId } from '@emporium/contracts/ids';
import { IdempotencyConflict, type Tx, type UnitOfWork } from '@emporium/platform/db';
import { unreachable } from '@emporium/platform/errors';
import type { NewId } from '@emporium/platform/ids';
import type { Log } from '@emporium/platform/log';
import { money } from '@emporium/platform/money';
import { err, ok, type Result } from '@emporium/platform/result';
import { startAttempt, type AuthorizationRequest } from '../domain/authorization.ts';
import type { PaymentStatus } from '../domain/payment-status.ts';
import { type Attempt, type NextAction, type Payment } from '../domain/payment.ts';
import { announce } from './announce.ts';
import { followUp } from './follow-up.ts';
import {
  GatewayUnavailable,
  OutcomeUnknown,
  type AttemptKey,
  type GatewayIntent,
  type PaymentGateway,
  type PaymentMethodStore,
  type PaymentStore,
} from './ports.ts';

export interface AuthorizePayment extends AuthorizationRequest {
  readonly idempotencyKey: string;
  readonly paymentMethodId: PaymentMethodId;
}

export type AuthorizeProblem =
  { readonly code: 'METHOD_NOT_FOUND' } | { readonly code: 'ILLEGAL_TRANSITION'; readonly status: PaymentStatus };

/** What the caller may tell the buyer now. PENDING: an event will tell how it ended. */
export type AuthorizationOutcome = { readonly payment: Payment } & (
  | { readonly outcome: 'AUTHORIZED' | 'PENDING' }
  | { readonly outcome: 'REQUIRES_ACTION'; readonly nextAction: NextAction | null }
  | { readonly outcome: 'DECLINED'; readonly declineCode: string }
);

export interface AuthorizePaymentDeps {
  readonly uow: UnitOfWork;
  readonly payments: PaymentStore;
  readonly methods: PaymentMethodStore;
  readonly gateway: PaymentGateway;
  readonly recordReport: (intent: GatewayIntent) => Promise<Payment | null>;
  readonly giveUpAttempt: (attempt: AttemptKey, declineCode: string) => Promise<Payment | null>;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly log: Log;
}

type Begun = { readonly paymentId: PaymentId };

/** What this call alone knows of the attempt that it began, or found. */
interface Own {
  begun?: Result<Begun, AuthorizeProblem>;
  payment?: Payment;
  isNew?: boolean;
}

/**
 * Asks the bank to set money aside. Three steps: the attempt is written down as PROCESSING, the
 * gateway is called, its answer is recorded; a crash between any two is mended by the webhook or the
 * reconciler. The gateway's key is the order and the attempt's number, so asking again is the same question.
 *
 * @throws {IdempotencyConflict} the attempt's number was used with another method or amount
 */
export const authorizePayment =
  (deps: AuthorizePaymentDeps) =>
  async (command: AuthorizePayment): Promise<Result<AuthorizationOutcome, AuthorizeProblem>> => {
    const own: Own = {};
    const begun = await deps.uow.once(command.idempotencyKey, command, async (tx) => {
      own.begun = await begin(tx, deps, command, own);
      return own.begun;
    });
    if (!begun.ok) return begun;

    const isOwn = begun === own.begun; // else what was noted was undone
    const payment = isOwn ? own.payment! : (await deps.payments.find(begun.value.paymentId))!;
    const isFirst = isOwn && own.isNew === true;
    const attempt = payment.attempts.find(({ number }) => number === command.attempt)!;
    if (attempt.status !== 'PROCESSING') return ok(outcomeOf(payment, attempt.number));
    return ok(outcomeOf(await ask(deps, payment, attempt, isFirst), attempt.number));
  };

async function begin(
  tx: Tx,
  { payments, methods, newId, now }: AuthorizePaymentDeps,
  command: AuthorizePayment,
  own: Own,
): Promise<Result<Begun, AuthorizeProblem>> {
  const [existing, isRefused, method] = await Promise.all([
    payments.lockOrder(tx, command.orderId),
    payments.isRefused(tx, command.orderId),
    methods.find(tx, command.paymentMethodId, command.ownerId),
  ]);
  if (isRefused) return err({ code: 'ILLEGAL_TRANSITION', status: 'CANCELLED' });
  if (method === null) return err({ code: 'METHOD_NOT_FOUND' });
  const started = startAttempt(existing, command, method, { id: newId('pay'), now: now() });
  if (!started.ok) {
    const { error } = started;
    if (error.code === 'ATTEMPT_TAKEN') throw new IdempotencyConflict(command.idempotencyKey, error.startedAt);
    return err(error);
  }
  const { payment, isNew, replaced } = started.value;
  Object.assign(own, { payment, isNew });
  if (!isNew) return ok({ paymentId: payment.id });

  if (existing === null) payments.insert(tx, payment);
  else payments.update(tx, payment);
  if (replaced !== null) followUp.release(tx, { paymentId: payment.id, attempt: replaced.number });
  announce(tx, payment);
  return ok({ paymentId: payment.id });
}

/** @param isFirst nobody can have asked before, so a call that was not made leaves nothing open */
async function ask(deps: AuthorizePaymentDeps, payment: Payment, attempt: Attempt, isFirst: boolean): Promise<Payment> {
  const key = { orderId: payment.orderId, attempt: attempt.number };
  try {
    const intent = await deps.gateway.authorize(
      key,
      attempt.methodReference,
      money(payment.amountMinor, payment.currency),
    );
    return (await deps.recordReport(intent)) ?? payment;
  } catch (error) {
    if (error instanceof GatewayUnavailable && isFirst) {
      return (await deps.giveUpAttempt(key, 'gateway_unavailable')) ?? payment;
    }
    if (!(error instanceof OutcomeUnknown) && !(error instanceof GatewayUnavailable)) throw error;
    deps.log.warn({ err: error, paymentId: payment.id }, 'the gateway did not answer an authorisation');
    // While we waited the webhook may have come.
    return (await deps.payments.find(payment.id)) ?? payment;
  }
}

/** How an attempt stands; what happened to the money later does not matter here. */
export function outcomeOf(payment: Payment, attemptNumber: number): AuthorizationOutcome {
  const { status, declineCode, nextAction } = payment.attempts.find(({ number }) => number === attemptNumber)!;
  switch (status) {
    case 'AUTHORIZED':
      return { payment, outcome: 'AUTHORIZED' };
    case 'PROCESSING':
      return { payment, outcome: 'PENDING' };
    case 'REQUIRES_ACTION':
      return { payment, outcome: 'REQUIRES_ACTION', nextAction };
    case 'FAILED':
      return { payment, outcome: 'DECLINED', declineCode: declineCode! };
    case 'CANCELLED':
      return { payment, outcome: 'DECLINED', declineCode: 'cancelled' };
    default:
      return unreachable(status);
  }
}
