import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { Log } from '@emporium/platform/log';
import { approveDeal } from './approve-deal.ts';
import { cancelDeal } from './cancel-deal.ts';
import { claimDeal } from './claim-deal.ts';
import { expireClaims, releaseClaim } from './end-claims.ts';
import type {
  CustomerStore,
  DealClaimStore,
  DealStockPort,
  DealStore,
  OffersPort,
  ProductsPort,
  PromotionStore,
} from './ports.ts';
import { priceCart } from './price-cart.ts';
import { proposeDeal } from './propose-deal.ts';
import { publishDeals } from './publish-deals.ts';
import type { PromotionsReads } from './reads.ts';
import { redeem } from './redeem.ts';
import { releaseDealStock } from './release-deal-stock.ts';
import { recordCancellation, restore } from './restore.ts';
import { createPromotion, updatePromotion } from './save-promotion.ts';
import { scheduleDeals } from './schedule-deals.ts';

export interface PromotionsStores {
  readonly deals: DealStore;
  readonly claims: DealClaimStore;
  readonly promotions: PromotionStore;
  readonly customers: CustomerStore;
}

export interface PromotionsDeps extends PromotionsStores {
  readonly uow: UnitOfWork;
  readonly reads: PromotionsReads;
  readonly dealStock: DealStockPort;
  readonly offers: OffersPort;
  readonly products: ProductsPort;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly log: Log;
}

/** All use-cases, by name. */
export function createPromotions(deps: PromotionsDeps) {
  const expire = expireClaims(deps);
  const approve = approveDeal(deps);
  return {
    proposeDeal: proposeDeal(deps),
    approveDeal: approve,
    cancelDeal: cancelDeal(deps),
    scheduleDeals: scheduleDeals({ ...deps, approveDeal: approve }),
    claimDeal: claimDeal({ ...deps, expireClaims: expire }),
    releaseClaim: releaseClaim(deps),
    expireClaims: expire,
    publishDeals: publishDeals(deps),
    releaseDealStock: releaseDealStock(deps),
    priceCart: priceCart(deps),
    redeem: redeem(deps),
    restore: restore(deps),
    recordCancellation: recordCancellation(deps),
    createPromotion: createPromotion(deps),
    updatePromotion: updatePromotion(deps),
    recordOrder: deps.customers.recordOrder,
    mergeGuest: deps.customers.merge,
  };
}

export type Promotions = ReturnType<typeof createPromotions>;
