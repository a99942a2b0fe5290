import type { ReviewingStores } from '../app/reviewing.ts';
import { postgresProductStore } from './product-store.ts';
import { postgresPurchaseStore } from './purchase-store.ts';
import { postgresRatingStore } from './rating-store.ts';
import { postgresReportStore } from './report-store.ts';
import { postgresReviewStore } from './review-store.ts';
import { postgresVoteStore } from './vote-store.ts';

export const postgresStores = (): ReviewingStores => ({
  reviews: postgresReviewStore(),
  ratings: postgresRatingStore(),
  votes: postgresVoteStore(),
  reports: postgresReportStore(),
  purchases: postgresPurchaseStore(),
  products: postgresProductStore(),
});
