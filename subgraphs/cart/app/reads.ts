import type { CartId, OwnerId, UserId, WishlistId } from '@emporium/contracts/ids';
import type { Page } from '@emporium/platform/cursor';
import type { Cart, Offers } from '../domain/cart.ts';
import type { Wishlist, WishlistItem } from '../domain/wishlist.ts';

/** A cart and what is known of the offers in it. */
export interface CartView extends Cart {
  readonly offers: Offers;
}

/** One item more than asked for says that another page follows. */
export interface WishlistPage {
  readonly wishlistId: WishlistId;
  readonly items: readonly WishlistItem[];
}

/** What the schema shows, straight from the tables: two statements for carts, one for everything else, whatever the number of keys. */
export interface CartReads {
  /** Carts of this owner that have not run out. */
  carts(ids: readonly CartId[], ownerId: OwnerId, now: Date): Promise<readonly CartView[]>;
  cartsOf(ownerIds: readonly OwnerId[], now: Date): Promise<readonly CartView[]>;
  /** Lists the viewer may see: its own, and others that are not private. */
  wishlists(ids: readonly WishlistId[], viewer: OwnerId | null): Promise<readonly Wishlist[]>;
  wishlistsOf(ownerIds: readonly UserId[]): Promise<readonly Wishlist[]>;
  wishlistItems(ids: readonly WishlistId[], page: Page): Promise<readonly WishlistPage[]>;
}
