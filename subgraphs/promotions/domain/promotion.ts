import type { CategoryId, PromotionId } from '@emporium/contracts/ids';
import type { Money } from '@emporium/platform/money';

/** COUPON asks for its code; AUTOMATIC and MEMBERSHIP apply by themselves, the latter to members. */
export type PromotionKind = 'AUTOMATIC' | 'COUPON' | 'MEMBERSHIP';

/** How a promotion goes with others; `choosePromotions` in `stacking.ts` has the rules. */
export type Stacking = 'STACK' | 'EXCLUSIVE' | 'BEST_OF';

/** All of a promotion's conditions must hold. IN_CATEGORY also narrows what the others look at, and what is reduced. */
export type Condition =
  | { readonly kind: 'MIN_SUBTOTAL'; readonly amount: Money }
  | { readonly kind: 'MIN_QUANTITY'; readonly quantity: number }
  | { readonly kind: 'IN_CATEGORY'; readonly categoryId: CategoryId }
  | { readonly kind: 'FIRST_ORDER' }
  | { readonly kind: 'MEMBERS_ONLY' };

export type Action =
  | { readonly kind: 'PERCENT_OFF_ORDER'; readonly percent: number; readonly maximum: Money | null }
  | { readonly kind: 'PERCENT_OFF_LINE'; readonly percent: number }
  | { readonly kind: 'FIXED_OFF_ORDER'; readonly amount: Money }
  | { readonly kind: 'FREE_SHIPPING' };

export interface PromotionTerms {
  /** What the buyer reads beside the amount. */
  readonly name: string;
  readonly kind: PromotionKind;
  /** Upper case; null unless the kind is COUPON. */
  readonly code: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly conditions: readonly Condition[];
  readonly actions: readonly Action[];
  /** Higher goes first. */
  readonly priority: number;
  readonly stacking: Stacking;
  /** Orders that may use it, all customers together; coupons only. */
  readonly usageLimit: number | null;
  readonly perCustomerLimit: number | null;
}

export interface Promotion extends PromotionTerms {
  readonly id: PromotionId;
  readonly usageCount: number;
}

export type PromotionStatus = 'SCHEDULED' | 'ACTIVE' | 'ENDED';

export function promotionStatus(
  { startsAt, endsAt }: Pick<Promotion, 'startsAt' | 'endsAt'>,
  now: Date,
): PromotionStatus {
  if (startsAt > now) return 'SCHEDULED';
  return endsAt !== null && endsAt <= now ? 'ENDED' : 'ACTIVE';
}

/** Codes are typed from paper: case and spaces around them do not matter. */
export const normalizeCode = (code: string): string => code.trim().toUpperCase();

/** Why a coupon cannot be used at all, whatever is in the cart. */
export type CouponRefusal = 'COUPON_EXPIRED' | 'COUPON_LIMIT_REACHED';

export function couponRefusal(promotion: Promotion, ownUses: number, now: Date): CouponRefusal | null {
  if (promotionStatus(promotion, now) !== 'ACTIVE') return 'COUPON_EXPIRED';
  const { usageLimit, usageCount, perCustomerLimit } = promotion;
  if (usageLimit !== null && usageCount >= usageLimit) return 'COUPON_LIMIT_REACHED';
  return perCustomerLimit !== null && ownUses >= perCustomerLimit ? 'COUPON_LIMIT_REACHED' : null;
}
