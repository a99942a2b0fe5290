import type { OrdersEvent, PromotionsEvent, SellersEvent, UsersEvent } from '@emporium/contracts/events';
import type { EventHandlers } from '@emporium/platform/bus';
import type { Carts } from '../app/carts.ts';

export const handlers = (carts: Carts): EventHandlers<OrdersEvent | PromotionsEvent | SellersEvent | UsersEvent> => ({
  'orders.order-confirmed.v1': (tx, event) => carts.recordOrder(tx, event),
  'promotions.deal-claim-ended.v1': (tx, event) => carts.recordEndedClaim(tx, event),
  'sellers.offer-changed.v1': (tx, event) => carts.recordOffer(tx, event),
  'users.guest-merged.v1': (tx, event) => carts.mergeGuest(tx, event),
});
