import {
  type ErrorCode,
  inputError,
  InsufficientStockError,
  notFoundError,
  toMoney,
  userError,
  type UserError,
} from '@emporium/platform/graphql';
import type { AddProblem } from '../app/add-lines.ts';
import type { CouponProblem } from '../app/coupons.ts';
import type { WishlistProblem } from '../app/wishlists.ts';
import { MAX_COUPONS, MAX_LINES } from '../domain/cart.ts';
import type { LineProblem, CartFull } from '../domain/change-lines.ts';
import { CouponError } from './types/input.ts';

/** Domain problems as what a person reads: what is wrong, and what to do. */

export const noCart = (): UserError => notFoundError('cart', ['cartId']);

export const cartFull = (field: readonly string[]): UserError =>
  inputError('CART_FULL', `A cart holds ${MAX_LINES} different things. Take one out, or save it for later.`, field);

export const unavailable = (field: readonly string[]): UserError =>
  inputError('OFFER_UNAVAILABLE', 'This offer cannot be bought at present. Choose another one.', field);

export function lineError(problem: LineProblem | CartFull): UserError {
  if (problem.code === 'CART_FULL') return cartFull(['lines']);
  const at = (field: string): string[] => ['lines', String(problem.index), field];
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('line in this cart', at('lineId'));
    case 'OFFER_UNAVAILABLE':
      return unavailable(at('offerId'));
    case 'DEAL_CLAIM_EXPIRED':
      return inputError('DEAL_CLAIM_EXPIRED', 'The claim does not hold, or not for this offer.', at('dealClaimId'));
    case 'QUANTITY_LIMIT':
      return inputError('QUANTITY_LIMIT', `You may have ${problem.limit} of this at most.`, at('quantity'));
    case 'INSUFFICIENT_STOCK':
      return userError(InsufficientStockError, {
        code: 'INSUFFICIENT_STOCK',
        message:
          problem.available > 0
            ? `Only ${problem.available} are left. Ask for fewer.`
            : 'None are left. Choose another offer, or come back later.',
        field: at('quantity'),
        offerId: problem.offerId,
        available: problem.available,
        requested: problem.requested,
      });
  }
}

export const addErrors = (problems: readonly AddProblem[]): readonly UserError[] =>
  problems.map((problem) => (problem.code === 'NO_CART' ? noCart() : lineError(problem)));

export function couponError(problem: CouponProblem, couponCode: string): UserError {
  switch (problem.code) {
    case 'NO_CART':
      return noCart();
    case 'TOO_MANY':
      return inputError('INVALID', `A cart takes ${MAX_COUPONS} coupons. Remove one first.`, ['code']);
    case 'UNAVAILABLE':
      return inputError('SERVICE_UNAVAILABLE', 'Coupons cannot be checked right now. Try again in a moment.', ['code']);
    case 'REFUSED': {
      const { code, message, minimumSpend } = problem.problem;
      return userError(CouponError, {
        code: code as ErrorCode,
        message,
        field: ['code'],
        couponCode,
        minimumSpend: minimumSpend && toMoney(minimumSpend),
      });
    }
  }
}

export function wishlistError(problem: WishlistProblem, field: string): UserError {
  if (problem.code === 'NOT_FOUND') return notFoundError('wishlist of yours', ['wishlistId']);
  return inputError('INVALID', `There is room for ${problem.limit}. Remove something first.`, [field]);
}
