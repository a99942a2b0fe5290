import type { OrderId, OwnerId, PaymentId, SellerId, SellerOrderId } from '@emporium/contracts/ids';
import type { Money } from '@emporium/platform/money';
import { err, ok, type Result } from '@emporium/platform/result';
import { attemptCanBecome, type AttemptStatus, type PaymentStatus } from './payment-status.ts';
import {
  currentAttempt,
  NO_SHARES,
  withAttempt,
  withMoney,
  withStatus,
  type Attempt,
  type MethodSnapshot,
  type NextAction,
  type Payment,
} from './payment.ts';

/** What an order asks to be authorised. `allocations` add up to `amount`. */
export interface AuthorizationRequest {
  readonly orderId: OrderId;
  readonly orderNumber: string;
  readonly ownerId: OwnerId;
  /** 1 for the first try, one more for each further method. */
  readonly attempt: number;
  readonly amount: Money;
  readonly allocations: readonly {
    readonly sellerOrderId: SellerOrderId;
    readonly sellerId: SellerId;
    readonly amount: Money;
  }[];
}

export interface MethodForAttempt extends MethodSnapshot {
  readonly reference: string;
}

export type StartProblem =
  | { readonly code: 'ILLEGAL_TRANSITION'; readonly status: PaymentStatus }
  /** The number is taken by a try with another amount or method. */
  | { readonly code: 'ATTEMPT_TAKEN'; readonly startedAt: Date };

/** `replaced` is the former attempt that still waited for the buyer: the gateway must forget it. */
export interface Started {
  readonly payment: Payment;
  readonly isNew: boolean;
  readonly replaced: Attempt | null;
}

/** A payment is tried again after a refusal, or instead of a challenge that the buyer walked away from; never beside an open question. */
export function startAttempt(
  existing: Payment | null,
  request: AuthorizationRequest,
  method: MethodForAttempt,
  { id, now }: { id: PaymentId; now: Date },
): Result<Started, StartProblem> {
  const attempt: Attempt = {
    number: request.attempt,
    status: 'PROCESSING',
    methodReference: method.reference,
    gatewayReference: null,
    declineCode: null,
    nextAction: null,
    gatewayMs: null,
    startedAt: now,
    releasedAt: null,
  };
  if (existing === null) return ok({ payment: newPayment(id, request, method, attempt), isNew: true, replaced: null });

  const last = currentAttempt(existing);
  if (request.attempt <= last.number) return repeatOf(existing, request, method);
  if (existing.status !== 'FAILED' && existing.status !== 'REQUIRES_ACTION') {
    return err({ code: 'ILLEGAL_TRANSITION', status: existing.status });
  }
  const waiting = last.status === 'REQUIRES_ACTION' ? { ...last, status: 'CANCELLED' as const } : null;
  const former = waiting === null ? existing : withAttempt(existing, waiting);
  const fresh = newPayment(existing.id, request, method, attempt);
  const payment = { ...fresh, attempts: [...former.attempts, attempt], createdAt: existing.createdAt };
  return ok({ payment: withStatus(payment, existing.status, 'PROCESSING'), isNew: true, replaced: waiting });
}

function repeatOf(
  payment: Payment,
  request: AuthorizationRequest,
  method: MethodForAttempt,
): Result<Started, StartProblem> {
  const same = payment.attempts.find((attempt) => attempt.number === request.attempt);
  if (same === undefined) return err({ code: 'ILLEGAL_TRANSITION', status: payment.status });
  const differs =
    same.methodReference !== method.reference ||
    payment.amountMinor !== request.amount.minorUnits ||
    payment.currency !== request.amount.currency;
  if (differs && same === currentAttempt(payment)) return err({ code: 'ATTEMPT_TAKEN', startedAt: same.startedAt });
  return ok({ payment, isNew: false, replaced: null });
}

const newPayment = (
  id: PaymentId,
  { orderId, orderNumber, ownerId, amount, allocations }: AuthorizationRequest,
  { kind, brand, last4 }: MethodSnapshot,
  attempt: Attempt,
): Payment => ({
  id,
  orderId,
  orderNumber,
  ownerId,
  status: 'PROCESSING',
  method: { kind, brand, last4 },
  currency: amount.currency,
  amountMinor: amount.minorUnits,
  authorizedMinor: 0n,
  capturedMinor: 0n,
  capturingMinor: 0n,
  voidedMinor: 0n,
  refundedMinor: 0n,
  refundingMinor: 0n,
  prepaidMinor: 0n,
  attempts: [attempt],
  allocations: allocations.map((allocation) => ({
    sellerOrderId: allocation.sellerOrderId,
    sellerId: allocation.sellerId,
    authorizedMinor: allocation.amount.minorUnits,
    captured: NO_SHARES,
    refunded: NO_SHARES,
  })),
  createdAt: attempt.startedAt,
});

/** What the gateway says about an attempt, by whatever way it came: an answer, a webhook, a question of ours. */
export interface GatewayReport {
  readonly attempt: number;
  readonly gatewayReference: string | null;
  readonly status: 'PROCESSING' | 'REQUIRES_ACTION' | 'AUTHORIZED' | 'FAILED' | 'CANCELLED';
  readonly amountMinor: bigint;
  readonly declineCode: string | null;
  readonly nextAction: NextAction | null;
  readonly gatewayMs: number | null;
}

export type ReportDecision =
  /** Known before, or older than what is known. */
  | { readonly kind: 'UNCHANGED'; readonly payment: Payment }
  | { readonly kind: 'ADVANCED'; readonly payment: Payment }
  /** The gateway holds money that nobody wants any more: it must be let go. */
  | { readonly kind: 'STRAY'; readonly payment: Payment };

/** The one place where a payment learns from the gateway. Reports come twice, late and out of order. */
export function decideReport(payment: Payment, report: GatewayReport): ReportDecision {
  const attempt = payment.attempts.find(({ number }) => number === report.attempt);
  if (attempt === undefined) throw new Error(`payment ${payment.id} has no attempt ${report.attempt}`);
  const status = endOf(report);
  const learns = attempt.gatewayReference === null && report.gatewayReference !== null;
  const known = learns ? { ...attempt, gatewayReference: report.gatewayReference } : attempt;

  if (status === 'AUTHORIZED' && isOver(attempt)) {
    return { kind: 'STRAY', payment: withAttempt(payment, { ...known, releasedAt: null }) };
  }
  if (!attemptCanBecome(attempt.status, status)) {
    return { kind: 'UNCHANGED', payment: learns ? withAttempt(payment, known) : payment };
  }
  const advanced = withAttempt(payment, {
    ...known,
    status,
    declineCode: status === 'FAILED' ? (report.declineCode ?? 'declined') : null,
    nextAction: status === 'REQUIRES_ACTION' ? report.nextAction : null,
    gatewayMs: attempt.gatewayMs ?? report.gatewayMs,
  });
  if (status !== 'AUTHORIZED') {
    return { kind: 'ADVANCED', payment: withStatus(advanced, payment.status, status) };
  }
  if (report.amountMinor !== payment.amountMinor) {
    throw new Error(`the gateway authorised ${report.amountMinor} for payment ${payment.id} of ${payment.amountMinor}`);
  }
  return { kind: 'ADVANCED', payment: withMoney(advanced, { authorizedMinor: payment.amountMinor }) };
}

const isOver = ({ status }: Attempt): boolean => status === 'FAILED' || status === 'CANCELLED';

/** A hold that the gateway dropped by itself is a refusal: the buyer did not cancel anything. */
const endOf = ({ status }: GatewayReport): AttemptStatus => (status === 'CANCELLED' ? 'FAILED' : status);
