import type { SellersStores } from '../app/sellers.ts';
import { postgresListingStore } from './listing-store.ts';
import { postgresSellerStore } from './seller-store.ts';

export const postgresStores = (): SellersStores => ({
  listings: postgresListingStore(),
  sellers: postgresSellerStore(),
});
