import { err, ok, type Result } from '@emporium/platform/result';
import { MAX_COUPONS } from '../domain/cart.ts';
import { changeCart, type CartDeps, type CartRef, type NoCart } from './change-cart.ts';
import type { PricingProblem, PromotionsPort } from './ports.ts';
import { priceCart } from './price-cart.ts';
import type { CartReads, CartView } from './reads.ts';

export type CouponProblem =
  | NoCart
  | { readonly code: 'TOO_MANY' }
  | { readonly code: 'UNAVAILABLE' }
  | { readonly code: 'REFUSED'; readonly problem: PricingProblem };

interface CouponDeps extends CartDeps {
  readonly reads: CartReads;
  readonly promotions: PromotionsPort;
}

/** Takes a coupon if promotions accepts it for what is in the cart now. The checkout asks again. */
export const applyCoupon =
  (deps: CouponDeps) =>
  async (ref: CartRef, code: string): Promise<Result<CartView, CouponProblem>> => {
    const [view] = await deps.reads.carts([ref.cartId], ref.ownerId, deps.now());
    if (view === undefined) return err({ code: 'NO_CART' });
    if (view.couponCodes.includes(code)) return ok(view);
    const couponCodes = [...view.couponCodes, code];
    const pricing = await priceCart(deps.promotions, { ...view, couponCodes }, deps.now());
    if (pricing === null) return err({ code: 'UNAVAILABLE' });
    const problem = pricing.problems.find(({ couponCode }) => couponCode === code);
    if (problem !== undefined) return err({ code: 'REFUSED', problem });
    return changeCart<CouponProblem>(deps, ref, 'COUPONS_CHANGED', ({ cart }) => {
      if (cart.couponCodes.includes(code)) return ok(cart);
      if (cart.couponCodes.length >= MAX_COUPONS) return err({ code: 'TOO_MANY' });
      return ok({ ...cart, couponCodes: [...cart.couponCodes, code] });
    });
  };

export const removeCoupon = (deps: CartDeps) => (ref: CartRef, code: string) =>
  changeCart<never>(deps, ref, 'COUPONS_CHANGED', ({ cart }) =>
    ok({ ...cart, couponCodes: cart.couponCodes.filter((other) => other !== code) }),
  );
