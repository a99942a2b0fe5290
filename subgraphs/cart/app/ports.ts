import type {
  CartId,
  CartLineId,
  DealClaimId,
  GuestId,
  OfferId,
  OwnerId,
  UserId,
  VariantId,
  WishlistId,
  WishlistItemId,
} from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { Money } from '@emporium/platform/money';
import type { Cart, OfferFacts, Offers } from '../domain/cart.ts';
import type { Wishlist, WishlistItem } from '../domain/wishlist.ts';

/** A cart, locked to the end of the transaction, with what is known of the offers in it and of others that were asked for. */
export interface LockedCart {
  readonly cart: Cart;
  readonly offers: Offers;
}

/** Null wherever there is no such cart: someone else's, or one that ran out, is none. */
export interface CartStore {
  lock(tx: Tx, id: CartId, ownerId: OwnerId, now: Date, offerIds?: readonly OfferId[]): Promise<LockedCart | null>;
  /** Whoever's it is, for what other subgraphs tell. */
  lockById(tx: Tx, id: CartId): Promise<LockedCart | null>;
  /** In one order, whoever asks, so that two merges cannot deadlock. */
  lockByOwners(
    tx: Tx,
    ownerIds: readonly OwnerId[],
    now: Date,
    offerIds?: readonly OfferId[],
  ): Promise<readonly LockedCart[]>;
  lockByClaim(tx: Tx, claimId: DealClaimId): Promise<readonly LockedCart[]>;
  /** An empty cart, if the owner has none. */
  ensure(tx: Tx, cart: Cart): void;
  /** The same, if `other` has one. */
  ensureIfOwned(tx: Tx, cart: Cart, other: OwnerId): void;
  /** Writes what differs. */
  save(tx: Tx, before: Cart, after: Cart): void;
  remove(tx: Tx, id: CartId): void;
  /** Removes carts past their time (of this owner) and tells which they were; those that others have locked are left to them. */
  removeExpired(
    tx: Tx,
    now: Date,
    limit: number,
    ownerId: OwnerId | null,
  ): Promise<readonly { readonly id: CartId; readonly ownerId: OwnerId }[]>;
}

export interface OfferStore {
  /** Keeps what is newer than what is stored. */
  record(tx: Tx, offers: readonly OfferFacts[]): void;
  /** The lowest price at which anybody sells the variant. */
  lowestPrice(tx: Tx, variantId: VariantId): Promise<Money | null>;
}

export interface WishlistStore {
  countOf(tx: Tx, ownerId: UserId): Promise<number>;
  /** The owner's list, locked, and how many items it has. */
  lock(tx: Tx, id: WishlistId, ownerId: UserId): Promise<{ readonly items: number; readonly last: number } | null>;
  insert(tx: Tx, wishlist: Wishlist): void;
  /** A variant that is on the list already stays as it is. */
  insertItem(tx: Tx, item: WishlistItem): void;
  removeItem(tx: Tx, id: WishlistId, itemId: WishlistItemId): void;
}

export interface DealClaim {
  readonly claimId: DealClaimId;
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly status: string;
  readonly dealPrice: Money;
  readonly expiresAt: Date;
}

export interface PricingRequest {
  readonly ownerId: OwnerId;
  readonly couponCodes: readonly string[];
  readonly lines: readonly {
    readonly lineId: CartLineId;
    readonly offer: OfferFacts;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly dealClaimId: DealClaimId | null;
  }[];
}

export interface Discount {
  /** Null: of the whole cart. */
  readonly lineId: CartLineId | null;
  readonly source: string;
  readonly title: string;
  readonly amount: Money;
}

export interface PricingProblem {
  readonly couponCode: string | null;
  readonly dealClaimId: DealClaimId | null;
  readonly code: string;
  readonly message: string;
  readonly minimumSpend: Money | null;
}

export interface Pricing {
  readonly discounts: readonly Discount[];
  readonly problems: readonly PricingProblem[];
}

export interface PromotionsPort {
  /** Null when promotions does not answer within 300 ms: a cart is shown without discounts rather than not at all. */
  price(request: PricingRequest): Promise<Pricing | null>;
  /** Null when it is not this owner's. */
  dealClaim(claimId: DealClaimId, ownerId: OwnerId): Promise<DealClaim | null>;
}

export interface StockPort {
  /** Units that could be promised now, perhaps of others' offers too; null when inventory does not answer within 150 ms. The checkout asks again, and then it counts. */
  available(offerIds: readonly OfferId[]): Promise<ReadonlyMap<OfferId, number> | null>;
}

export interface SellersPort {
  /** Offers this subgraph has not heard of yet; unknown ones are left out. */
  offers(ids: readonly OfferId[]): Promise<readonly OfferFacts[]>;
}

export interface UsersPort {
  /** The guest that a token proves; null when it is no guest's token, or the guest is another account's already. */
  guestOf(token: string, userId: UserId): Promise<GuestId | null>;
}
