import type { InventoryEvent, PromotionsEvent, ReviewsEvent, SellersEvent } from '@emporium/contracts/events';
import type { EventHandlers } from '@emporium/platform/bus';
import type { CardStore } from '../app/cards.ts';

export const handlers = (
  cards: CardStore,
): EventHandlers<SellersEvent | ReviewsEvent | InventoryEvent | PromotionsEvent> => ({
  'sellers.product-offers-changed.v1': async (tx, event) => cards.noteOffers(tx, event),
  'sellers.offer-changed.v1': async (tx, event) => cards.noteOffer(tx, event),
  'reviews.rating-changed.v1': async (tx, event) => cards.noteRating(tx, event),
  'inventory.availability-changed.v1': async (tx, event) => cards.noteAvailability(tx, event),
  'promotions.deal-changed.v1': async (tx, event) => cards.noteDeal(tx, event),
});
