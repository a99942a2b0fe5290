import { ok, type Result } from '@emporium/platform/result';
import type { Change } from '../../orders/domain/change.ts';
import type { Order } from '../../orders/domain/order.ts';
import { abandonOrder, confirmOrder, failPayment, retryOrderPayment } from '../../orders/domain/pay.ts';
import type { IllegalTransition } from '../../orders/domain/status.ts';
import type { Checkout, CheckoutStatus } from './checkout.ts';
import { isOver, isWaiting, type CancelReason, type Saga } from './saga.ts';

export interface Progress {
  readonly checkout: Checkout;
  /** What the step does to the order; null when the buyer sees no difference. */
  readonly change: Change | null;
}

/** A worker that has not reported back by then is taken for dead. Longer than any remote call may take. */
export const LEASE_MS = 30_000;

const REASONS: Readonly<Record<CancelReason, string>> = {
  EXPIRED: 'The checkout ran out before it was paid for.',
  BUYER: 'The buyer cancelled the checkout.',
  PROMOTION_GONE: 'A coupon or deal was used up before the order was placed.',
};

/** Moves a checkout and its order to where the saga now is. `holder` is who goes on from there, if anybody. */
export function progress(
  { checkout, order }: { checkout: Checkout; order: Order },
  saga: Saga,
  { holder, now }: { holder: string | null; now: Date },
): Result<Progress, IllegalTransition> {
  const change = changeOf(order, saga);
  if (!change.ok) return change;
  const lease = isOver(saga)
    ? { holder: null, dueAt: null }
    : isWaiting(saga)
      ? { holder: null, dueAt: checkout.expiresAt }
      : { holder, dueAt: new Date(now.getTime() + (holder === null ? 0 : LEASE_MS)) };
  return ok({ checkout: { ...checkout, saga, lease, status: statusOf(saga) }, change: change.value });
}

function changeOf(order: Order, saga: Saga): Result<Change | null, IllegalTransition> {
  switch (saga.point) {
    case 'PAYMENT_FAILED':
      return failPayment(order, saga.declines[saga.attempt]!);
    case 'CONFIRMED':
      return confirmOrder(order, saga.paymentId!);
    case 'CANCELLED':
      // A payment that turned up late makes a cancelled saga go back once more; its order has ended before.
      return order.status === 'CANCELLED' ? ok(null) : abandonOrder(order, REASONS[saga.reason!]);
    case 'PROMOTIONS_REDEEMED':
    case 'PAYMENT_AUTHORIZED':
      return order.payment === 'FAILED' ? retryOrderPayment(order) : ok(null);
    case 'ORDER_CREATED':
    case 'AWAITING_ACTION':
    case 'AWAITING_GATEWAY':
    case 'COMPENSATING':
      return ok(null);
  }
}

function statusOf({ point, reason }: Saga): CheckoutStatus {
  switch (point) {
    case 'CONFIRMED':
      return 'COMPLETED';
    case 'AWAITING_ACTION':
      return 'AWAITING_ACTION';
    case 'COMPENSATING':
    case 'CANCELLED':
      return reason === 'EXPIRED' ? 'EXPIRED' : 'CANCELLED';
    case 'ORDER_CREATED':
    case 'PROMOTIONS_REDEEMED':
    case 'AWAITING_GATEWAY':
    case 'PAYMENT_FAILED':
    case 'PAYMENT_AUTHORIZED':
      return 'AWAITING_PAYMENT';
  }
}
