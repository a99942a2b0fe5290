import type { OrderLineId, ProductId, ReviewId, UserId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { acceptsReviews } from '../domain/product.ts';
import type { ReviewText } from '../domain/review.ts';
import { addReview, type ReviewWriter } from './change-review.ts';
import type { ProductStore, PurchaseStore } from './ports.ts';

export interface CreateReview extends ReviewText {
  readonly idempotencyKey: string;
  readonly authorId: UserId;
  readonly productId: ProductId;
  /** Which purchase it is about; null for the latest, if there is one. */
  readonly orderLineId: OrderLineId | null;
}

export type CreateProblem =
  | { readonly code: 'NOT_FOUND' }
  | { readonly code: 'NOT_PURCHASED' }
  | { readonly code: 'ALREADY_REVIEWED'; readonly reviewId: ReviewId };

interface Deps extends ReviewWriter {
  readonly uow: UnitOfWork;
  readonly products: ProductStore;
  readonly purchases: PurchaseStore;
  readonly newId: NewId;
  readonly now: () => Date;
}

/**
 * Publishes a review: one for a buyer and a product. Anybody with an account may write; a delivered
 * purchase, known now or later, makes it a verified one.
 */
export const createReview =
  (deps: Deps) =>
  (command: CreateReview): Promise<Result<ReviewId, CreateProblem>> =>
    deps.uow.once(command.idempotencyKey, command, async (tx) => {
      const { authorId, productId, orderLineId, stars, title, body } = command;
      const [, product, bought, [former]] = await Promise.all([
        deps.purchases.lockOwner(tx, authorId),
        deps.products.find(tx, productId),
        deps.purchases.find(tx, authorId, [productId]),
        deps.reviews.lockOfAuthor(tx, authorId, [productId]),
      ]);
      if (product === null || !acceptsReviews(product)) return err({ code: 'NOT_FOUND' });
      if (former !== undefined) return err({ code: 'ALREADY_REVIEWED', reviewId: former.id });
      const purchase = orderLineId === null ? bought[0] : bought.find((line) => line.orderLineId === orderLineId);
      if (orderLineId !== null && purchase === undefined) return err({ code: 'NOT_PURCHASED' });

      const id = deps.newId('rev');
      await addReview(tx, deps, {
        id,
        productId,
        variantId: purchase?.variantId ?? null,
        authorId,
        orderLineId: purchase?.orderLineId ?? null,
        verifiedPurchase: purchase !== undefined,
        stars,
        title,
        body,
        status: 'PUBLISHED',
        helpfulCount: 0,
        notHelpfulCount: 0,
        helpfulness: 0,
        moderation: null,
        createdAt: deps.now(),
        editedAt: null,
      });
      return ok(id);
    });
