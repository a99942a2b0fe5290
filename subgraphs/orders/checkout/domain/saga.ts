import type { ErrorCode } from '@emporium/contracts/error-codes';
import type { OwnerId, PaymentId, PaymentMethodId } from '@emporium/contracts/ids';

/**
 * How far a checkout's saga has come. Each point names what is certain; what follows it is tried
 * again from there, by whoever holds the lease.
 */
export type RecoveryPoint =
  /** The order stands as PENDING, on stock that the checkout holds. Next: redeem coupons and deals. */
  | 'ORDER_CREATED'
  /** Next: authorise the payment. */
  | 'PROMOTIONS_REDEEMED'
  /** The bank wants to hear from the buyer. Next: an event from payments, or expiry. */
  | 'AWAITING_ACTION'
  /** The gateway has not answered. Next: an event from payments, or expiry. */
  | 'AWAITING_GATEWAY'
  /** Declined. Next: the buyer's new attempt, or expiry. */
  | 'PAYMENT_FAILED'
  /** Next: confirm the reservation. */
  | 'PAYMENT_AUTHORIZED'
  /** Going back. Next: void the payment, restore promotions, release the stock. */
  | 'COMPENSATING'
  | 'CONFIRMED'
  | 'CANCELLED';

/** Why a saga goes back. */
export type CancelReason = 'EXPIRED' | 'BUYER' | 'PROMOTION_GONE';

export type Refusal = { readonly code: ErrorCode; readonly message: string };

export interface Saga {
  readonly point: RecoveryPoint;
  /** Counts the buyer's attempts to pay, from 1; each authorisation is idempotent by order and attempt. */
  readonly attempt: number;
  /** Who pays. A guest who signs in half-way owns the order then, but a step that is repeated must be the same step. */
  readonly payerId: OwnerId;
  readonly paymentMethodId: PaymentMethodId;
  readonly paymentId: PaymentId | null;
  readonly nextAction: NextAction | null;
  /** Why each refused attempt was refused, by attempt, so that a replay of it answers the same. */
  readonly declines: Readonly<Record<string, string>>;
  readonly reason: CancelReason | null;
  /** What promotions said, where the reason is theirs. */
  readonly refusal: Refusal | null;
  /** How often it went back; a payment that turned up late is voided under a key of its own. */
  readonly compensations: number;
  /** Failed tries of the step under way, for the pause before the next. */
  readonly failures: number;
}

/** Who works on a saga now, and until when; then the completer may take over. */
export interface Lease {
  readonly holder: string | null;
  /** When the completer should look; null when there is nothing to wait for. */
  readonly dueAt: Date | null;
}

export type NextAction = {
  readonly kind: string;
  readonly redirectUrl: string | null;
  readonly clientSecret: string | null;
  readonly expiresAt: string;
};

/** What payments says of an attempt, in its answer or later in an event. */
export type PaymentOutcome =
  | { readonly kind: 'AUTHORIZED'; readonly paymentId: PaymentId }
  | { readonly kind: 'REQUIRES_ACTION'; readonly paymentId: PaymentId; readonly nextAction: NextAction }
  | { readonly kind: 'PENDING'; readonly paymentId: PaymentId | null }
  | { readonly kind: 'DECLINED'; readonly declineCode: string };

interface Payer {
  readonly payerId: OwnerId;
  readonly paymentMethodId: PaymentMethodId;
}

/** An order with neither coupons nor deals begins one step further. */
export const startSaga = ({ payerId, paymentMethodId }: Payer, redeems: boolean): Saga => ({
  point: redeems ? 'ORDER_CREATED' : 'PROMOTIONS_REDEEMED',
  attempt: 1,
  payerId,
  paymentMethodId,
  paymentId: null,
  nextAction: null,
  declines: {},
  reason: null,
  refusal: null,
  compensations: 0,
  failures: 0,
});

/** Another try, with whatever method the buyer chose now; coupons and deals are redeemed already. */
export const retryPayment = (saga: Saga, { payerId, paymentMethodId }: Payer): Saga => ({
  ...saga,
  point: 'PROMOTIONS_REDEEMED',
  attempt: saga.attempt + 1,
  payerId,
  paymentMethodId,
  paymentId: null,
  nextAction: null,
  failures: 0,
});

export const compensate = (saga: Saga, reason: CancelReason, refusal: Refusal | null = null): Saga => ({
  ...saga,
  point: 'COMPENSATING',
  reason: saga.reason ?? reason,
  refusal: saga.reason === null ? refusal : saga.refusal,
  compensations: saga.compensations + 1,
  nextAction: null,
  failures: 0,
});

/**
 * What an outcome changes; null when it is old news. The answer to our call and the event about the
 * same attempt meet here in either order, so it only ever moves forward. Money that turns up after
 * the saga went back is sent back too.
 */
export function recordPayment(saga: Saga, attempt: number, outcome: PaymentOutcome): Saga | null {
  if (attempt !== saga.attempt) return null;
  switch (saga.point) {
    case 'ORDER_CREATED':
    case 'PAYMENT_AUTHORIZED':
    case 'CONFIRMED':
      return null;
    case 'COMPENSATING':
    case 'CANCELLED':
      return outcome.kind === 'AUTHORIZED' ? compensate(saga, 'EXPIRED') : null;
    case 'PAYMENT_FAILED':
      return outcome.kind === 'AUTHORIZED' ? settled(saga, outcome) : null;
    case 'AWAITING_ACTION':
    case 'AWAITING_GATEWAY':
      return outcome.kind === 'PENDING' || outcome.kind === 'REQUIRES_ACTION' ? null : settled(saga, outcome);
    case 'PROMOTIONS_REDEEMED':
      return settled(saga, outcome);
  }
}

function settled(saga: Saga, outcome: PaymentOutcome): Saga {
  switch (outcome.kind) {
    case 'AUTHORIZED':
      return { ...saga, point: 'PAYMENT_AUTHORIZED', paymentId: outcome.paymentId, nextAction: null, failures: 0 };
    case 'REQUIRES_ACTION':
      return {
        ...saga,
        point: 'AWAITING_ACTION',
        paymentId: outcome.paymentId,
        nextAction: outcome.nextAction,
        failures: 0,
      };
    case 'PENDING':
      return { ...saga, point: 'AWAITING_GATEWAY', paymentId: outcome.paymentId, failures: 0 };
    case 'DECLINED':
      return {
        ...saga,
        point: 'PAYMENT_FAILED',
        nextAction: null,
        declines: { ...saga.declines, [saga.attempt]: outcome.declineCode },
        failures: 0,
      };
  }
}

/** Waits for the buyer or for payments, but not beyond the checkout's expiry. */
export const isWaiting = ({ point }: Saga): boolean =>
  point === 'AWAITING_ACTION' || point === 'AWAITING_GATEWAY' || point === 'PAYMENT_FAILED';

export const isOver = ({ point }: Saga): boolean => point === 'CONFIRMED' || point === 'CANCELLED';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** Longer each time, so that a subgraph that is down is not hammered. */
export const pauseMs = ({ failures }: Saga): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE_MS);
