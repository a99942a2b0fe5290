import type { UserId, VariantId, WishlistId, WishlistItemId } from '@emporium/contracts/ids';
import type { Money } from '@emporium/platform/money';

export const MAX_WISHLISTS = 50;
export const MAX_WISHES = 250;

/** PRIVATE: its owner alone. SHARED: whoever was given its id. PUBLIC: anybody, and it may be listed. */
export type WishlistVisibility = 'PRIVATE' | 'SHARED' | 'PUBLIC';

export interface Wishlist {
  readonly id: WishlistId;
  readonly ownerId: UserId;
  readonly name: string;
  readonly visibility: WishlistVisibility;
}

export interface WishlistItem {
  readonly id: WishlistItemId;
  readonly wishlistId: WishlistId;
  readonly variantId: VariantId;
  /** The lowest price at that time; null when nobody sold it. */
  readonly priceWhenAdded: Money | null;
  readonly note: string | null;
  /** From 1, in the owner's order. */
  readonly priority: number;
  readonly addedAt: Date;
}
