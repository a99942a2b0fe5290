import type { OrdersEvent, UsersEvent } from '@emporium/contracts/events';
import type { EventHandlers } from '@emporium/platform/bus';
import type { Payments } from '../app/payments.ts';

export const handlers = (payments: Payments): EventHandlers<OrdersEvent | UsersEvent> => ({
  'orders.shipment-shipped.v1': (tx, event) => payments.captureShipment(tx, event),
  'orders.order-cancelled.v1': (tx, event) => payments.settleCancellation(tx, event),
  'users.guest-merged.v1': (tx, event) => payments.mergeOwner(tx, event),
});
