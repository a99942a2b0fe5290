import type { CartStores } from '../app/carts.ts';
import { postgresCartStore } from './cart-store.ts';
import { postgresOfferStore } from './offer-store.ts';
import { postgresWishlistStore } from './wishlist-store.ts';

export const postgresStores = (): CartStores => ({
  carts: postgresCartStore(),
  offers: postgresOfferStore(),
  wishlists: postgresWishlistStore(),
});
