import type { OrdersEvent, SellersEvent } from '@emporium/contracts/events';
import type { EventHandlers } from '@emporium/platform/bus';
import type { Users } from '../app/users.ts';

export const handlers = ({ recordMembership, tellBuyer }: Users): EventHandlers<OrdersEvent | SellersEvent> => ({
  'sellers.member-changed.v1': async (tx, { userId, sellerId, role }) => recordMembership(tx, userId, sellerId, role),
  'orders.order-confirmed.v1': tellBuyer,
  'orders.order-payment-failed.v1': tellBuyer,
  'orders.order-cancelled.v1': tellBuyer,
  'orders.shipment-shipped.v1': tellBuyer,
  'orders.shipment-delivered.v1': tellBuyer,
  'orders.shipment-payment-failed.v1': tellBuyer,
});
