import type {
  CartId,
  CartLineId,
  CategoryId,
  DealClaimId,
  OfferId,
  OwnerId,
  ProductId,
  SavedItemId,
  SellerId,
  VariantId,
} from '@emporium/contracts/ids';
import { multiply, sum, type Money } from '@emporium/platform/money';

/** Everything on Emporium is priced in one currency, so that carts can be summed. */
export const MARKETPLACE_CURRENCY = 'USD';
export const MAX_LINES = 100;
/** Of one offer in one cart. */
export const MAX_QUANTITY = 30;
export const MAX_COUPONS = 5;
/** A cart that nobody changes for so long is gone. */
export const CART_LIFETIME_DAYS = 30;

/** An offer as sellers last told of it. */
export interface OfferFacts {
  readonly offerId: OfferId;
  readonly sellerId: SellerId;
  readonly sellerName: string;
  readonly variantId: VariantId;
  readonly productId: ProductId;
  readonly categoryPath: readonly CategoryId[];
  readonly price: Money;
  readonly status: 'ACTIVE' | 'INACTIVE' | 'SUPPRESSED' | 'OUT_OF_STOCK';
  /** The seller's version of the offer: older news changes nothing. */
  readonly version: number;
}

/** A lightning deal's unit that is held for this cart's owner. */
export interface Claim {
  readonly id: DealClaimId;
  readonly price: Money;
  readonly quantity: number;
  readonly expiresAt: Date;
  /** Promotions took it back. */
  readonly ended: boolean;
}

export interface CartLine {
  readonly id: CartLineId;
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly unitPriceWhenAdded: Money;
  readonly claim: Claim | null;
  readonly addedAt: Date;
}

export interface SavedItem {
  readonly id: SavedItemId;
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly priceWhenSaved: Money;
  readonly savedAt: Date;
}

export interface Cart {
  readonly id: CartId;
  readonly ownerId: OwnerId;
  /** Counts its changes. */
  readonly version: number;
  readonly couponCodes: readonly string[];
  readonly lines: readonly CartLine[];
  readonly savedForLater: readonly SavedItem[];
  readonly expiresAt: Date;
  readonly updatedAt: Date;
}

export type Offers = ReadonlyMap<OfferId, OfferFacts>;

/** Expiry is a predicate: an ended claim, or one past its time, is worth nothing, whether or not anybody said so yet. */
export const holds = (claim: Claim | null, now: Date): claim is Claim =>
  claim !== null && !claim.ended && claim.expiresAt > now;

/** Units set aside for a deal can be bought while the claim holds, even when the offer itself is sold out. */
export function isAvailable(line: CartLine, offers: Offers, now: Date): boolean {
  const status = offers.get(line.offerId)?.status;
  return status === 'ACTIVE' || (status === 'OUT_OF_STOCK' && holds(line.claim, now));
}

/** The deal's price while the claim holds, else what the offer costs now. */
export const unitPriceOf = (line: CartLine, offers: Offers, now: Date): Money =>
  holds(line.claim, now) ? line.claim.price : (offers.get(line.offerId)?.price ?? line.unitPriceWhenAdded);

export const lineTotalOf = (line: CartLine, offers: Offers, now: Date): Money =>
  multiply(unitPriceOf(line, offers, now), line.quantity);

/** Of what can be bought now: a line whose offer is unavailable costs nothing. */
export const subtotalOf = (cart: Cart, offers: Offers, now: Date): Money =>
  sum(
    cart.lines.filter((line) => isAvailable(line, offers, now)).map((line) => lineTotalOf(line, offers, now)),
    MARKETPLACE_CURRENCY,
  );

export const itemCountOf = (cart: Cart): number => cart.lines.reduce((units, line) => units + line.quantity, 0);
