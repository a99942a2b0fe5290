import type { OrdersEvent, UsersEvent } from '@emporium/contracts/events';
import type { EventHandlers } from '@emporium/platform/bus';
import type { Promotions } from '../app/promotions.ts';

export const handlers = (promotions: Promotions): EventHandlers<OrdersEvent | UsersEvent> => ({
  'orders.order-confirmed.v1': async (tx, { ownerId }) => promotions.recordOrder(tx, ownerId),
  'orders.order-cancelled.v1': (tx, event) => promotions.recordCancellation(tx, event),
  'users.guest-merged.v1': async (tx, { guestId, userId }) => promotions.mergeGuest(tx, guestId, userId),
});
