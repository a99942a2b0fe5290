import type { CategoryId, OfferId, ProductId, SellerId, UserId, VariantId } from '../ids.ts';
import type { MoneyWire } from '../money.ts';

/** One offer's whole state; published on creation and on every change. `version` only grows. */
export type OfferChanged = {
  readonly type: 'sellers.offer-changed.v1';
  readonly offerId: OfferId;
  readonly version: number;
  readonly productId: ProductId;
  /** Of the product, from the department down. */
  readonly categoryPath: readonly CategoryId[];
  readonly variantId: VariantId;
  readonly sellerId: SellerId;
  readonly sellerName: string;
  readonly condition: 'NEW' | 'LIKE_NEW' | 'VERY_GOOD' | 'GOOD' | 'ACCEPTABLE' | 'REFURBISHED';
  readonly price: MoneyWire;
  readonly listPrice: MoneyWire | null;
  readonly status: 'ACTIVE' | 'INACTIVE' | 'SUPPRESSED' | 'OUT_OF_STOCK';
  readonly primeEligible: boolean;
};
/** What a product's card shows of its offers, after the featured-offer rule ran. `sequence` only grows per product. */
export type ProductOffersChanged = {
  readonly type: 'sellers.product-offers-changed.v1';
  readonly productId: ProductId;
  readonly sequence: number;
  readonly featuredOfferId: OfferId | null;
  readonly priceFrom: MoneyWire | null;
  readonly wasPrice: MoneyWire | null;
  readonly offerCount: number;
  readonly primeEligible: boolean;
  readonly sellerIds: readonly SellerId[];
  readonly conditions: readonly string[];
};
/** Somebody joined a seller, changed role, or (role null) left. Takes effect in tokens issued from then on. */
export type SellerMemberChanged = {
  readonly type: 'sellers.member-changed.v1';
  readonly sellerId: SellerId;
  readonly userId: UserId;
  readonly role: 'OWNER' | 'MANAGER' | 'CATALOG' | 'ORDERS' | 'FINANCE' | 'VIEWER' | null;
};
export type SellersEvent = OfferChanged | ProductOffersChanged | SellerMemberChanged;
