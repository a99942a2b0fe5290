import type { PromotionsStores } from '../app/promotions.ts';
import { postgresCustomerStore } from './customer-store.ts';
import { postgresDealClaimStore } from './deal-claim-store.ts';
import { postgresDealStore } from './deal-store.ts';
import { postgresPromotionStore } from './promotion-store.ts';

export const postgresStores = (): PromotionsStores => ({
  deals: postgresDealStore(),
  claims: postgresDealClaimStore(),
  promotions: postgresPromotionStore(),
  customers: postgresCustomerStore(),
});
