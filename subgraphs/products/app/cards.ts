import type {
  AvailabilityChanged,
  DealChanged,
  OfferChanged,
  ProductOffersChanged,
  RatingChanged,
} from '@emporium/contracts/events';
import type { Tx } from '@emporium/platform/db';

/**
 * What other subgraphs tell about products, kept on the card. Each note carries a number that only
 * grows, and an older one than what is known changes nothing: events may come again.
 */
export interface CardStore {
  noteOffers(tx: Tx, event: ProductOffersChanged): void;
  noteRating(tx: Tx, event: RatingChanged): void;
  /** Which product an offer is of, and whether it can be bought. */
  noteOffer(tx: Tx, event: OfferChanged): void;
  noteAvailability(tx: Tx, event: AvailabilityChanged): void;
  /** A deal for members alone is not shown: the card is everybody's. */
  noteDeal(tx: Tx, event: DealChanged): void;
}
