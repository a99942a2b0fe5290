import type { PaymentId } from '@emporium/contracts/ids';
import { zero } from '@emporium/platform/money';
import { err, type Result } from '@emporium/platform/result';
import { changed, type Change } from './change.ts';
import { factsOf, orderCancelled, orderConfirmed } from './facts.ts';
import type { Order } from './order.ts';
import { illegalTransition, type IllegalTransition } from './status.ts';

type Outcome = Result<Change, IllegalTransition>;

/** The payment is authorised and the stock is the order's: it is promised to the buyer. */
export function confirmOrder(order: Order, paymentId: PaymentId): Outcome {
  if (order.status !== 'PENDING') return err(illegalTransition(order.status, 'CONFIRMED'));
  return changed(
    order,
    { ...order, payment: 'AUTHORIZED', paymentId },
    [
      { kind: 'PAYMENT_AUTHORIZED', message: 'The payment is authorised; it is charged when parcels ship.' },
      { kind: 'CONFIRMED', message: 'The order is confirmed.' },
    ],
    [orderConfirmed(order, paymentId)],
  );
}

/** The buyer may try another method while the stock is held. */
export function failPayment(order: Order, declineCode: string): Outcome {
  if (order.status !== 'PENDING') return err(illegalTransition(order.status, 'PAYMENT_FAILED'));
  return changed(
    order,
    { ...order, payment: 'FAILED' },
    [{ kind: 'PAYMENT_FAILED', message: 'The payment was declined.' }],
    [{ type: 'orders.order-payment-failed.v1', ...factsOf(order), declineCode }],
  );
}

export function retryOrderPayment(order: Order): Outcome {
  if (order.status !== 'PAYMENT_FAILED') return err(illegalTransition(order.status, 'PENDING'));
  return changed(order, { ...order, payment: 'PENDING' }, [
    { kind: 'NOTE', message: 'Another payment is being tried.' },
  ]);
}

/** An order that was never paid for ends: nothing is owed, nothing ships. */
export function abandonOrder(order: Order, reason: string): Outcome {
  if (order.status !== 'PENDING' && order.status !== 'PAYMENT_FAILED') {
    return err(illegalTransition(order.status, 'CANCELLED'));
  }
  const after: Order = {
    ...order,
    cancelled: order.totals.total,
    lines: order.lines.map((line) => ({ ...line, fulfilment: 'CANCELLED' })),
    shipments: order.shipments.map((shipment) => ({ ...shipment, status: 'CANCELLED' })),
  };
  const refund = zero(order.currency);
  const event = { cancellationId: order.id, whole: true, paymentId: null, reason, refund };
  return changed(order, after, [{ kind: 'CANCELLED', message: reason }], [orderCancelled(order, event, order.lines)]);
}
