import type { GuestMerged, ShipmentDelivered } from '@emporium/contracts/events';
import type { OwnerId, ProductId, UserId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { replaceReview, type ReviewWriter } from './change-review.ts';
import type { Purchase, PurchaseStore } from './ports.ts';

interface Deps extends ReviewWriter {
  readonly purchases: PurchaseStore;
}

/** The parcel arrived: its lines are verified purchases, also of what was reviewed already. */
export const recordDelivery =
  (deps: Deps) =>
  async (tx: Tx, { ownerId, lines, deliveredAt }: ShipmentDelivered): Promise<void> => {
    const owner = await deps.purchases.lockOwner(tx, ownerId);
    const bought = lines.map(({ orderLineId, productId, variantId }) => ({
      orderLineId,
      productId,
      variantId,
      deliveredAt: new Date(deliveredAt),
    }));
    deps.purchases.insert(tx, owner, bought);
    await verifyReviews(tx, deps, owner, bought);
  };

/**
 * A guest signed in: purchases so far are the account's, and so are those that this subgraph hears of
 * later, since orders' news may come after users' news.
 */
export const recordMerge =
  (deps: Deps) =>
  async (tx: Tx, { guestId, userId }: GuestMerged): Promise<void> => {
    await deps.purchases.lockOwner(tx, guestId);
    await deps.purchases.lockOwner(tx, userId);
    const productIds = await deps.purchases.productsOf(tx, guestId);
    deps.purchases.merge(tx, guestId, userId);
    await verifyReviews(tx, deps, userId, await deps.purchases.find(tx, userId, productIds));
  };

/** Guests write no reviews, so theirs wait for the account. */
async function verifyReviews(tx: Tx, deps: Deps, owner: OwnerId, bought: readonly Purchase[]): Promise<void> {
  const purchaseOf = new Map(bought.map((purchase) => [purchase.productId, purchase] as const));
  const productIds: readonly ProductId[] = [...purchaseOf.keys()];
  if (productIds.length === 0 || !owner.startsWith('usr_')) return;
  for (const review of await deps.reviews.lockOfAuthor(tx, owner as UserId, productIds)) {
    if (review.verifiedPurchase) continue;
    const { orderLineId, variantId } = purchaseOf.get(review.productId)!;
    await replaceReview(tx, deps, review, { ...review, verifiedPurchase: true, orderLineId, variantId });
  }
}
