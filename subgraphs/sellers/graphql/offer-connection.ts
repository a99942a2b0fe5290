import { connectionOf, encodeCursor, type Page } from '@emporium/platform/cursor';
import type { Connection } from '@emporium/platform/graphql';
import type { OfferPage } from '../app/reads.ts';
import type { Offer } from '../domain/offer.ts';

export const toOfferConnection = (
  offers: OfferPage<string> | null,
  limits: Page,
  sortKeyOf: (offer: Offer) => readonly string[],
): Connection<Offer> => ({
  ...connectionOf(offers?.offers ?? [], limits, (offer) => encodeCursor(sortKeyOf(offer))),
  totalCount: offers?.total ?? 0,
});
