import type { ProductChanged } from '@emporium/contracts/events';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { createReview } from './create-review.ts';
import { deleteReview, updateReview } from './edit-review.ts';
import { moderateReview } from './moderate-review.ts';
import type { ProductStore, PurchaseStore, RatingStore, ReportStore, ReviewStore, VoteStore } from './ports.ts';
import { recordDelivery, recordMerge } from './record-purchases.ts';
import { reportReview } from './report-review.ts';
import { voteOnReview } from './vote.ts';

export interface ReviewingStores {
  readonly reviews: ReviewStore;
  readonly ratings: RatingStore;
  readonly votes: VoteStore;
  readonly reports: ReportStore;
  readonly purchases: PurchaseStore;
  readonly products: ProductStore;
}

interface ReviewingDeps extends ReviewingStores {
  readonly uow: UnitOfWork;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** All use-cases, by name. */
export const createReviewing = (deps: ReviewingDeps) => ({
  createReview: createReview(deps),
  updateReview: updateReview(deps),
  deleteReview: deleteReview(deps),
  voteOnReview: voteOnReview(deps),
  reportReview: reportReview(deps),
  moderateReview: moderateReview(deps),
  recordDelivery: recordDelivery(deps),
  recordMerge: recordMerge(deps),
  /** What can be reviewed, as far as products has told. */
  recordProduct: (tx: Tx, { productId, version, status }: ProductChanged): void =>
    deps.products.note(tx, { id: productId, version, status }),
});

export type Reviewing = ReturnType<typeof createReviewing>;
