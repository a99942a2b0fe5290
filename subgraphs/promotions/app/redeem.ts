import type { ErrorCode } from '@emporium/contracts/error-codes';
import type { DealClaimId, OrderId, OwnerId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import { claimStatus, type DealClaim } from '../domain/deal-claim.ts';
import { FOR_FIRST_ORDER, isForFirstOrder } from '../domain/eligibility.ts';
import { COUPON_MESSAGES } from '../domain/pricing.ts';
import { couponRefusal } from '../domain/promotion.ts';
import { tellWatchers } from './claim-stream.ts';
import type { CustomerStore, DealClaimStore, LockedCoupon, PromotionStore } from './ports.ts';

export interface Redeem {
  readonly idempotencyKey: string;
  readonly orderId: OrderId;
  readonly ownerId: OwnerId;
  readonly couponCodes: readonly string[];
  readonly dealClaimIds: readonly DealClaimId[];
}

export type RedeemProblem = {
  readonly code: ErrorCode;
  readonly message: string;
  /** The coupon or the claim. */
  readonly subject: string;
};

export interface RedeemDeps {
  readonly uow: UnitOfWork;
  readonly claims: DealClaimStore;
  readonly promotions: PromotionStore;
  readonly customers: CustomerStore;
  readonly now: () => Date;
}

/**
 * An order uses its coupons and claims: all or none, decided under the locks of the rows that count
 * them. What depends on the cart was decided when it was priced; whether it is the customer's first
 * order is decided again, since two may be priced at once. What the order has already is not used
 * again, and nothing is once it was given up.
 */
export const redeem =
  (deps: RedeemDeps) =>
  (command: Redeem): Promise<Result<null, readonly RedeemProblem[]>> =>
    deps.uow.once(command.idempotencyKey, command, async (tx) => {
      const { orderId, couponCodes, dealClaimIds } = command;
      // A guest who signed in half-way: what the cart priced belongs to the account by now.
      const [isEnded, ownerId] = await Promise.all([
        deps.promotions.lockIsEnded(tx, orderId),
        deps.customers.currentOwner(tx, command.ownerId),
      ]);
      if (isEnded) return err([{ code: 'ILLEGAL_TRANSITION', message: ENDED, subject: orderId }]);
      const [hasOrdered, coupons, claims] = await Promise.all([
        couponCodes.length > 0 && deps.customers.lockHasOrdered(tx, ownerId, orderId),
        deps.promotions.lockByCodes(tx, couponCodes, ownerId, orderId),
        deps.claims.lockOf(tx, dealClaimIds, ownerId),
      ]);
      const problems = [
        ...couponCodes.flatMap((code) => couponProblem(code, coupons, hasOrdered, deps.now())),
        ...dealClaimIds.flatMap((id) => claimProblem(deps, id, claims, orderId)),
      ];
      if (problems.length > 0) return err(problems);

      const fresh = coupons.filter((coupon) => !coupon.usedByOrder).map(({ promotion }) => promotion.id);
      deps.promotions.recordUse(tx, fresh, ownerId, orderId);
      const held = claims.filter((claim) => claim.status === 'HELD');
      moveClaims(tx, deps.claims, held, 'REDEEMED', orderId);
      return ok(null);
    });

/** For a call that was overtaken by the order's end; no buyer waits for it. */
const ENDED = 'The order has come to nothing: it uses no coupon or deal any more.';

function couponProblem(
  code: string,
  coupons: readonly LockedCoupon[],
  hasOrdered: boolean,
  now: Date,
): RedeemProblem[] {
  const coupon = coupons.find(({ promotion }) => promotion.code === code);
  if (coupon === undefined) return [{ code: 'COUPON_INVALID', message: COUPON_MESSAGES.COUPON_INVALID, subject: code }];
  if (coupon.usedByOrder) return [];
  const refusal = couponRefusal(coupon.promotion, coupon.ownUses, now);
  if (refusal !== null) return [{ code: refusal, message: COUPON_MESSAGES[refusal], subject: code }];
  if (!hasOrdered || !isForFirstOrder(coupon.promotion)) return [];
  return [{ code: 'COUPON_NOT_APPLICABLE', message: FOR_FIRST_ORDER, subject: code }];
}

function claimProblem(
  { now }: RedeemDeps,
  id: DealClaimId,
  claims: readonly DealClaim[],
  orderId: OrderId,
): RedeemProblem[] {
  const claim = claims.find((each) => each.id === id);
  if (claim?.orderId === orderId) return [];
  if (claim !== undefined && claimStatus(claim, now()) === 'HELD') return [];
  return [{ code: 'DEAL_CLAIM_EXPIRED', message: 'The claim on the deal ran out. Go back to the cart.', subject: id }];
}

/** Gives locked claims to an order, or back from it. */
export function moveClaims(
  tx: Tx,
  claims: DealClaimStore,
  moved: readonly DealClaim[],
  status: 'HELD' | 'REDEEMED',
  orderId: OrderId | null,
): void {
  if (moved.length === 0) return;
  claims.setStatus(
    tx,
    moved.map(({ id }) => id),
    status,
    orderId,
  );
  for (const claim of moved) tellWatchers(tx, claim, status);
}
