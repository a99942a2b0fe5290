import type { OrdersEvent, ProductsEvent, UsersEvent } from '@emporium/contracts/events';
import type { EventHandlers } from '@emporium/platform/bus';
import type { Reviewing } from '../app/reviewing.ts';

export const handlers = (reviewing: Reviewing): EventHandlers<OrdersEvent | ProductsEvent | UsersEvent> => ({
  'orders.shipment-delivered.v1': (tx, event) => reviewing.recordDelivery(tx, event),
  'products.product-changed.v1': async (tx, event) => reviewing.recordProduct(tx, event),
  'users.guest-merged.v1': (tx, event) => reviewing.recordMerge(tx, event),
});
