import type {
  CategoryId,
  DealClaimId,
  DealId,
  GuestId,
  OfferId,
  OrderId,
  OwnerId,
  ProductId,
  PromotionId,
  SellerId,
  UserId,
  VariantId,
} from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { Money } from '@emporium/platform/money';
import type { Result } from '@emporium/platform/result';
import type { DealClaim, DealClaimStatus, OwnClaims } from '../domain/deal-claim.ts';
import type { Deal, DealStage, DealStatus } from '../domain/deal.ts';
import type { Promotion } from '../domain/promotion.ts';

/** What was last told of a deal, beside what is the case now. */
export interface Publication {
  readonly deal: Deal;
  readonly status: DealStatus;
  readonly toldStatus: DealStatus;
  /** Of the deal's last event. */
  readonly sequence: number;
}

export interface DealStore {
  /** As it is, unlocked: what a claim decides by, before the conditional `take`. */
  find(tx: Tx, id: DealId, now: Date): Promise<Deal | null>;
  lock(tx: Tx, id: DealId, now: Date): Promise<Deal | null>;
  /** Deals of the offer within the time, in review ones left out. Holds off other schedules of the offer until the commit. */
  lockSchedule(tx: Tx, offerId: OfferId, from: Date, to: Date): Promise<readonly DealId[]>;
  /** Nothing happens when the id is taken. */
  insert(tx: Tx, deal: Deal): void;
  setStage(tx: Tx, id: DealId, stage: DealStage): void;
  recordCancellation(tx: Tx, id: DealId, reason: string): void;
  /** From now on its changes are published. */
  openPublication(tx: Tx, id: DealId, now: Date): void;
  /** Adds to the units taken if as many are left and the deal goes on; else the transaction fails with `StaleWrite`. */
  take(tx: Tx, id: DealId, quantity: number, now: Date): void;
  /** Slots that are free again, by deal. */
  giveBack(tx: Tx, units: ReadonlyMap<DealId, number>): void;
  /** Deals that differ from what was last told of them, more than a second ago; those that others publish are left to them. */
  lockUnpublished(tx: Tx, now: Date, limit: number): Promise<readonly Publication[]>;
  recordPublication(tx: Tx, told: { deal: Deal; status: DealStatus; sequence: number; at: Date }): void;
}

export interface DealClaimStore {
  /** What the owner has of the deal. Holds off the owner's other claims on it until the commit. */
  lockOwn(tx: Tx, dealId: DealId, ownerId: OwnerId, now: Date): Promise<OwnClaims>;
  insert(tx: Tx, claim: DealClaim): void;
  lockOf(tx: Tx, ids: readonly DealClaimId[], ownerId: OwnerId): Promise<readonly DealClaim[]>;
  lockOfOrder(tx: Tx, orderId: OrderId): Promise<readonly DealClaim[]>;
  /** Holds past their time (of this deal), oldest first; those that others have locked are left to them. */
  lockLapsed(tx: Tx, now: Date, limit: number, dealId: DealId | null): Promise<readonly DealClaim[]>;
  /** The claim is for fewer units; never for none. */
  shrink(tx: Tx, id: DealClaimId, units: number): void;
  setStatus(tx: Tx, ids: readonly DealClaimId[], status: DealClaimStatus, orderId: OrderId | null): void;
}

export interface LockedCoupon {
  readonly promotion: Promotion;
  readonly ownUses: number;
  /** The order has it already. */
  readonly usedByOrder: boolean;
}

export interface PromotionStore {
  /** Whether the order has come to nothing. Holds off whatever else concerns the order until the commit. */
  lockIsEnded(tx: Tx, orderId: OrderId): Promise<boolean>;
  /** From now on the order uses nothing. */
  endOrder(tx: Tx, orderId: OrderId, at: Date): void;
  lock(tx: Tx, id: PromotionId): Promise<Promotion | null>;
  /** Whether another promotion has the code. */
  isCodeTaken(tx: Tx, code: string, except: PromotionId | null): Promise<boolean>;
  insert(tx: Tx, promotion: Promotion): void;
  update(tx: Tx, promotion: Promotion): void;
  /** In the order of their ids, so that orders with the same coupons cannot deadlock. */
  lockByCodes(tx: Tx, codes: readonly string[], ownerId: OwnerId, orderId: OrderId): Promise<readonly LockedCoupon[]>;
  recordUse(tx: Tx, ids: readonly PromotionId[], ownerId: OwnerId, orderId: OrderId): void;
  /** Forgets what the order used, once. */
  removeUses(tx: Tx, orderId: OrderId): void;
}

export interface CustomerStore {
  /** Who a guest has become; anybody else as they are. */
  currentOwner(tx: Tx, ownerId: OwnerId): Promise<OwnerId>;
  /**
   * Whether the customer has ordered, or another order than this uses a coupon for first orders and has
   * not come to nothing. Holds off the customer's other redemptions until the commit.
   */
  lockHasOrdered(tx: Tx, ownerId: OwnerId, orderId: OrderId): Promise<boolean>;
  recordOrder(tx: Tx, ownerId: OwnerId): void;
  /** Gives claims, coupon uses and history of a guest to the account. */
  merge(tx: Tx, guestId: GuestId, userId: UserId): void;
}

/** inventory: the units behind deals. */
export interface DealStockPort {
  /** All or none; doing it again for the same deal has no effect. */
  allocate(deal: { dealId: DealId; offerId: OfferId; quantity: number }): Promise<Result<null, InsufficientStock>>;
  /** Gives back what was not sold; fine when nothing is set aside. */
  release(dealId: DealId, idempotencyKey: string): Promise<void>;
}
export interface InsufficientStock {
  readonly code: 'INSUFFICIENT_STOCK';
  readonly available: number;
}

export interface DealOffer {
  readonly offerId: OfferId;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly sellerId: SellerId;
  readonly categoryPath: readonly CategoryId[];
  readonly price: Money;
}

/** sellers: offers that can be bought. */
export interface OffersPort {
  active(id: OfferId): Promise<DealOffer | null>;
}

/** products: what a variant is called. */
export interface ProductsPort {
  title(id: VariantId): Promise<string | null>;
}
