import type { OrdersEvent } from '@emporium/contracts/events';
import type { EventHandlers } from '@emporium/platform/bus';
import type { Inventory } from '../app/inventory.ts';

export const handlers = (inventory: Inventory): EventHandlers<OrdersEvent> => ({
  'orders.shipment-shipped.v1': (tx, event) => inventory.recordShipment(tx, event),
  'orders.order-cancelled.v1': (tx, event) => inventory.recordCancellation(tx, event),
});
