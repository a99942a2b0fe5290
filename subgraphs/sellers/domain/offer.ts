import type { OfferId, ProductId, SellerId, VariantId } from '@emporium/contracts/ids';
import { equal, type Money } from '@emporium/platform/money';
import { err, ok, type Result } from '@emporium/platform/result';
import { brokenBounds, type PriceBounds } from './price-bounds.ts';

/** Everything on Emporium is priced in one currency, so that offers can be compared and carts summed. */
export const MARKETPLACE_CURRENCY = 'USD';
export const MAX_HANDLING_DAYS = 30;

export type OfferCondition = 'NEW' | 'LIKE_NEW' | 'VERY_GOOD' | 'GOOD' | 'ACCEPTABLE' | 'REFURBISHED';
export type Fulfilment = 'PLATFORM' | 'SELLER';
/** INACTIVE: the seller withdrew it, for good. SUPPRESSED: its product or variant is not for sale at present. */
export type OfferStatus = 'ACTIVE' | 'INACTIVE' | 'SUPPRESSED';

/** What one seller asks for one variant in one condition. */
export interface Offer {
  readonly id: OfferId;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly sellerId: SellerId;
  readonly condition: OfferCondition;
  readonly price: Money;
  /** What is struck out beside the price; always higher. */
  readonly listPrice: Money | null;
  readonly fulfilment: Fulfilment;
  readonly primeEligible: boolean;
  /** Working days until the parcel is handed to the carrier. */
  readonly handlingDays: number;
  readonly returnWindowDays: number;
  /** ISO 3166-1 alpha-2. */
  readonly shipsFrom: string;
  readonly status: OfferStatus;
  /** Counts the changes of what buyers see. */
  readonly version: number;
}

export type PriceProblem = { readonly code: 'PRICE_OUT_OF_BOUNDS'; readonly bounds: PriceBounds };
export type NewOfferProblem = PriceProblem | { readonly code: 'DUPLICATE_OFFER'; readonly offerId: OfferId };
export type PriceSetProblem =
  | PriceProblem
  | { readonly code: 'STALE_VERSION'; readonly currentVersion: number }
  | { readonly code: 'ILLEGAL_TRANSITION'; readonly status: OfferStatus };

/** Has a place of its own among the seller's offers: a withdrawn one has left its place to the next. */
const stands = (offer: Offer): boolean => offer.status !== 'INACTIVE';

/** @param others every other offer of the product */
export function decideNewOffer(draft: Offer, others: readonly Offer[]): Result<Offer, NewOfferProblem> {
  const twin = others.find(
    (other) =>
      stands(other) &&
      other.variantId === draft.variantId &&
      other.sellerId === draft.sellerId &&
      other.condition === draft.condition,
  );
  if (twin !== undefined) return err({ code: 'DUPLICATE_OFFER', offerId: twin.id });
  return acceptPrice(draft, draft.price, others);
}

/**
 * A new price, if the seller saw the present one (`version`). A list price that is no longer higher goes away.
 *
 * @param offers every offer of the product, this one included
 */
export function decidePrice(
  offer: Offer,
  version: number,
  price: Money,
  offers: readonly Offer[],
): Result<Offer, PriceSetProblem> {
  if (offer.version !== version) return err({ code: 'STALE_VERSION', currentVersion: offer.version });
  if (!stands(offer)) return err({ code: 'ILLEGAL_TRANSITION', status: offer.status });
  const accepted = acceptPrice(offer, price, offers);
  if (!accepted.ok || equal(price, offer.price)) return accepted;
  const listPrice = offer.listPrice !== null && offer.listPrice.minorUnits > price.minorUnits ? offer.listPrice : null;
  return ok({ ...offer, price, listPrice, version: offer.version + 1 });
}

/** Withdraws the offer. Doing so twice is the same as once. */
export const withdrawn = (offer: Offer): Offer =>
  stands(offer) ? { ...offer, status: 'INACTIVE', version: offer.version + 1 } : offer;

/**
 * Follows the product: what cannot be sold is suppressed, and returns when it can be sold again. `moved`: the
 * product stands in another category, which is part of what others know of the offer.
 */
export function following(offer: Offer, { saleable, moved }: { saleable: boolean; moved: boolean }): Offer {
  const status = saleable ? 'ACTIVE' : 'SUPPRESSED';
  if (!stands(offer) || (offer.status === status && !moved)) return offer;
  return { ...offer, status, version: offer.version + 1 };
}

function acceptPrice(offer: Offer, price: Money, offers: readonly Offer[]): Result<Offer, PriceProblem> {
  const asked = offers.filter((other) => other.variantId === offer.variantId && other.status === 'ACTIVE');
  const bounds = brokenBounds(
    price,
    asked.map((other) => other.price),
  );
  return bounds === null ? ok(offer) : err({ code: 'PRICE_OUT_OF_BOUNDS', bounds });
}
