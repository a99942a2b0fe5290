import type { GuestId, OrderLineId, OwnerId, ProductId, ReviewId, UserId, VariantId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { Vote } from '../domain/helpfulness.ts';
import type { ProductStatus } from '../domain/product.ts';
import type { Rating } from '../domain/rating.ts';
import type { Review } from '../domain/review.ts';

export interface ReviewStore {
  lock(tx: Tx, id: ReviewId): Promise<Review | null>;
  /** What an author wrote about these products, locked in the order of the ids. */
  lockOfAuthor(tx: Tx, authorId: UserId, productIds: readonly ProductId[]): Promise<readonly Review[]>;
  /** One for an author and a product: the table refuses a second. */
  insert(tx: Tx, review: Review): void;
  update(tx: Tx, review: Review): void;
  /** With its votes and reports. */
  remove(tx: Tx, id: ReviewId): void;
}

export interface RatingStore {
  /** The product's rating, locked: whoever changes a review that counts holds it to the commit. */
  lock(tx: Tx, productId: ProductId): Promise<Rating>;
  save(tx: Tx, rating: Rating): void;
}

export interface VoteStore {
  find(tx: Tx, reviewId: ReviewId, userId: UserId): Promise<Vote | null>;
  /** Null withdraws. */
  set(tx: Tx, reviewId: ReviewId, userId: UserId, vote: Vote | null): void;
}

export interface ReportTally {
  /** Reports that no moderator has decided on. */
  readonly open: number;
  /** This person has reported it before, decided on or not. */
  readonly isRepeated: boolean;
}

export interface ReportStore {
  tally(tx: Tx, reviewId: ReviewId, reporterId: UserId): Promise<ReportTally>;
  insert(tx: Tx, reviewId: ReviewId, reporterId: UserId, reason: string): void;
  /** A moderator has decided on all there are. */
  settle(tx: Tx, reviewId: ReviewId): void;
}

/** A delivered order line. */
export interface Purchase {
  readonly orderLineId: OrderLineId;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly deliveredAt: Date;
}

export interface PurchaseStore {
  /**
   * To the commit, nobody else changes what this owner has bought or writes their reviews; call it
   * before any other lock. Answers who the owner is by now: of a guest who signed in, the account,
   * which is then locked too.
   */
  lockOwner(tx: Tx, ownerId: OwnerId): Promise<OwnerId>;
  /** The latest first. */
  find(tx: Tx, ownerId: OwnerId, productIds: readonly ProductId[]): Promise<readonly Purchase[]>;
  /** All products that the owner has bought. */
  productsOf(tx: Tx, ownerId: OwnerId): Promise<readonly ProductId[]>;
  /** Lines that are known already stay as they are. */
  insert(tx: Tx, ownerId: OwnerId, purchases: readonly Purchase[]): void;
  /** The guest's purchases, and any that will still be told of, are the account's. */
  merge(tx: Tx, guestId: GuestId, userId: UserId): void;
}

export interface ProductStore {
  find(tx: Tx, id: ProductId): Promise<ProductStatus | null>;
  /** An older version than the one known changes nothing. A product that is new here begins with an empty rating. */
  note(tx: Tx, product: { readonly id: ProductId; readonly version: number; readonly status: ProductStatus }): void;
}
