import type { ErrorCode } from '@emporium/contracts/error-codes';
import {
  inputError,
  InsufficientStockError,
  notFoundError,
  staleVersionError,
  userError,
  type UserError,
} from '@emporium/platform/graphql';
import type { CancelCheckoutProblem } from '../app/cancel-checkout.ts';
import type { CompleteProblem } from '../app/complete-checkout.ts';
import type { PricingProblem } from '../app/ports.ts';
import type { SelectProblem } from '../app/select-shipping-option.ts';
import type { AddressProblem } from '../app/set-shipping-address.ts';
import type { StartProblem } from '../app/start-checkout.ts';
import type { Refusal } from '../domain/saga.ts';
import { presentPriceChange } from './present.ts';
import { PaymentDeclinedError, PriceChangedError } from './types/payloads.ts';

type Problem = StartProblem | AddressProblem | SelectProblem | CompleteProblem | CancelCheckoutProblem;

/** Domain problems as what a buyer reads: what is wrong, and what to do. `subject` is what NOT_FOUND is about. */
export function checkoutErrors(problem: Problem, subject: 'cart' | 'checkout'): readonly UserError[] {
  switch (problem.code) {
    case 'NOT_FOUND': {
      const what = 'what' in problem ? problem.what : subject;
      return [notFoundError(what, [FIELDS[what]])];
    }
    case 'CART_EMPTY':
      return [inputError('CART_EMPTY', 'Put something into the cart first.', ['cartId'])];
    case 'CHECKOUT_EXPIRED':
      return [inputError('CHECKOUT_EXPIRED', 'The checkout ran out. Start a new one from the cart.')];
    case 'STALE_VERSION':
      return [staleVersionError(problem.currentVersion)];
    case 'ILLEGAL_TRANSITION':
      return [illegalTransition(problem.status)];
    case 'OFFER_UNAVAILABLE':
      return [inputError('OFFER_UNAVAILABLE', 'Something in the cart is no longer sold. Remove it and start again.')];
    case 'MIXED_CURRENCIES':
      return [inputError('INVALID', 'The cart holds prices in several currencies. Buy them one after the other.')];
    case 'PROMOTION':
      return [promotionError(problem.problem)];
    case 'NOT_DELIVERABLE':
      return [
        inputError('NOT_DELIVERABLE', 'Nothing is delivered to this country yet. Choose another address.', ['address']),
      ];
    case 'INSUFFICIENT_STOCK':
      return problem.shortages.map((shortage) =>
        userError(InsufficientStockError, {
          code: 'INSUFFICIENT_STOCK',
          message:
            shortage.available > 0
              ? `Only ${shortage.available} are left. Take fewer.`
              : 'It is sold out. Remove it, or come back later.',
          field: null,
          ...shortage,
        }),
      );
    case 'ADDRESS_REQUIRED':
      return [inputError('ADDRESS_REQUIRED', 'Choose a shipping address first.')];
    case 'PAYMENT_REQUIRED':
      return [inputError('PAYMENT_REQUIRED', 'Choose a payment method.', ['paymentMethodId'])];
    case 'PRICE_CHANGED':
      return [
        userError(PriceChangedError, {
          code: 'PRICE_CHANGED',
          message: 'It costs more than when you saw it. Buy it at the new price, or go back to the cart.',
          field: ['confirmedPriceChanges'],
          changes: problem.changes.map(presentPriceChange),
        }),
        ...problem.lost.map((each) => promotionError(each, ['confirmedPriceChanges'])),
      ];
  }
}

const FIELDS = {
  cart: 'cartId',
  checkout: 'checkoutId',
  address: 'addressId',
  'delivery group': 'groupId',
  'shipping option': 'optionId',
} as const;

/** Named, since a cart may have several coupons. */
const promotionError = ({ couponCode, code, message }: PricingProblem, field?: readonly string[]): UserError =>
  inputError(code, couponCode === null ? message : `${couponCode}: ${message}`, field);

const illegalTransition = (status: string): UserError =>
  inputError(
    'ILLEGAL_TRANSITION',
    status === 'COMPLETED'
      ? 'The order is placed. Change or cancel it there.'
      : status === 'CANCELLED'
        ? 'The checkout was cancelled. Start a new one from the cart.'
        : 'The payment is under way. Wait for its outcome.',
  );

const DECLINES: Readonly<Record<string, { readonly code: ErrorCode; readonly message: string }>> = {
  insufficient_funds: {
    code: 'INSUFFICIENT_FUNDS',
    message: 'There is not enough money on the account. Try another payment method.',
  },
  authentication_failed: {
    code: 'AUTHENTICATION_FAILED',
    message: 'The bank could not confirm that it was you. Try again, or take another payment method.',
  },
};
const DECLINED = { code: 'CARD_DECLINED', message: 'The bank declined. Try another payment method.' } as const;

export const declinedError = (declineCode: string): UserError =>
  userError(PaymentDeclinedError, {
    ...(DECLINES[declineCode] ?? DECLINED),
    field: ['paymentMethodId'],
    declineCode,
  });

const GONE: Refusal = {
  code: 'COUPON_LIMIT_REACHED',
  message: 'A coupon or deal was used up before the order was placed.',
};

export const promotionGoneError = (refusal: Refusal | null): UserError => {
  const { code, message } = refusal ?? GONE;
  return inputError(code, `${message} Nothing was charged; start again from the cart.`);
};
