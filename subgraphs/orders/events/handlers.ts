import type { InventoryEvent, PaymentsEvent, UsersEvent } from '@emporium/contracts/events';
import type { EventHandlers } from '@emporium/platform/bus';
import { fromWire } from '@emporium/platform/money';
import type { Orders } from '../app/orders.ts';

export const handlers = (orders: Orders): EventHandlers<InventoryEvent | PaymentsEvent | UsersEvent> => ({
  'payments.payment-authorized.v1': (tx, { orderId, attempt, paymentId }) =>
    orders.recordPaymentEvent(tx, orderId, attempt, { kind: 'AUTHORIZED', paymentId }),
  'payments.payment-failed.v1': (tx, { orderId, attempt, declineCode }) =>
    orders.recordPaymentEvent(tx, orderId, attempt, { kind: 'DECLINED', declineCode }),
  'payments.payment-captured.v1': (tx, { orderId, amount }) => orders.recordCapture(tx, orderId, fromWire(amount)),
  'payments.payment-capture-failed.v1': (tx, { orderId, shipmentId, amount }) =>
    orders.recordCaptureFailure(tx, orderId, shipmentId, fromWire(amount)),
  'payments.refund-succeeded.v1': (tx, { orderId, amount }) => orders.recordRefund(tx, orderId, fromWire(amount)),
  'inventory.pick-task-progressed.v1': (tx, event) => orders.recordPicking(tx, event),
  'inventory.reservation-released.v1': async (tx, { checkoutId, reservationId, reason }) => {
    if (reason === 'EXPIRED') await orders.expireCheckout(tx, checkoutId, reservationId);
  },
  'users.guest-merged.v1': async (tx, { guestId, userId }) => orders.mergeGuest(tx, guestId, userId),
});
