import type { PaymentId } from '@emporium/contracts/ids';
import { zero } from '@emporium/platform/money';
import type { Result } from '@emporium/platform/result';
import { changed, type Change } from './change.ts';
import { factsOf, orderCancelled, orderConfirmed } from './facts.ts';
import type { Order } from './order.ts';
import type { IllegalTransition } from './status.ts';

type Outcome = Result<Change, IllegalTransition>;

/** The payment is authorised and the stock is the order's: it is promised to the buyer. */
export const confirmOrder = (order: Order, paymentId: PaymentId): Outcome =>
  changed(
    order,
    { ...order, payment: 'AUTHORIZED', paymentId },
    [
      { kind: 'PAYMENT_AUTHORIZED', message: 'The payment is authorised; it is charged when parcels ship.' },
      { kind: 'CONFIRMED', message: 'The order is confirmed.' },
    ],
    [orderConfirmed(order, paymentId)],
  );

/** The buyer may try another method while the stock is held. */
export const failPayment = (order: Order, declineCode: string): Outcome =>
  changed(
    order,
    { ...order, payment: 'FAILED' },
    [{ kind: 'PAYMENT_FAILED', message: 'The payment was declined.' }],
    [{ type: 'orders.order-payment-failed.v1', ...factsOf(order), declineCode }],
  );

export const retryOrderPayment = (order: Order): Outcome =>
  changed(order, { ...order, payment: 'PENDING' }, [{ kind: 'NOTE', message: 'Another payment is being tried.' }]);

/** An order that was never paid for ends: nothing is owed, nothing ships. */
export const abandonOrder = (order: Order, reason: string): Outcome => {
  const after: Order = {
    ...order,
    cancelled: order.totals.total,
    lines: order.lines.map((line) => ({ ...line, fulfilment: 'CANCELLED' })),
    shipments: order.shipments.map((shipment) => ({ ...shipment, status: 'CANCELLED' })),
  };
  const refund = zero(order.currency);
  const event = { cancellationId: order.id, whole: true, paymentId: null, reason, refund };
  return changed(order, after, [{ kind: 'CANCELLED', message: reason }], [orderCancelled(order, event, order.lines)]);
};
