import {
  inputError,
  notFoundError,
  staleVersionError,
  toMoney,
  userError,
  type UserError,
} from '@emporium/platform/graphql';
import { parseDecimal } from '@emporium/platform/money';
import type { CreateOfferProblem } from '../app/create-offer.ts';
import type { SetPriceProblem } from '../app/change-offer.ts';
import { MARKETPLACE_CURRENCY } from '../domain/offer.ts';
import type { PriceBounds } from '../domain/price-bounds.ts';
import { DuplicateOfferError, PriceOutOfBoundsError } from './types/offer.ts';

/** Domain problems as what a person reads: what is wrong, and what to do. */

export function createError(problem: CreateOfferProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError(problem.what, [`${problem.what}Id`]);
    case 'SELLER_SUSPENDED':
      return suspended(['sellerId']);
    case 'PRICE_OUT_OF_BOUNDS':
      return outOfBounds(problem.bounds);
    case 'DUPLICATE_OFFER':
      return userError(DuplicateOfferError, {
        code: 'DUPLICATE_OFFER',
        message: 'This seller offers the variant in this condition already. Change that offer, or withdraw it first.',
        field: ['variantId'],
        offerId: problem.offerId,
      });
  }
}

export function priceError(problem: SetPriceProblem): UserError {
  switch (problem.code) {
    case 'NOT_FOUND':
      return notFoundError('offer', ['offerId']);
    case 'SELLER_SUSPENDED':
      return suspended(['offerId']);
    case 'PRICE_OUT_OF_BOUNDS':
      return outOfBounds(problem.bounds);
    case 'STALE_VERSION':
      return staleVersionError(problem.currentVersion);
    case 'ILLEGAL_TRANSITION':
      return inputError('ILLEGAL_TRANSITION', 'This offer was withdrawn. Make a new one.', ['offerId']);
  }
}

const suspended = (field: readonly string[]): UserError =>
  inputError('SELLER_SUSPENDED', 'This seller may not trade at present. Ask the marketplace why.', field);

function outOfBounds({ lowest, highest }: PriceBounds): UserError {
  const bound = (decimal: string) => {
    const parsed = parseDecimal(decimal, MARKETPLACE_CURRENCY);
    if (!parsed.ok) throw new Error(`a price bound is not an amount: ${decimal}`);
    return toMoney(parsed.value);
  };
  return userError(PriceOutOfBoundsError, {
    code: 'PRICE_OUT_OF_BOUNDS',
    message: `Give a price from ${lowest} to ${highest}, or get there in steps.`,
    field: ['price'],
    lowest: bound(lowest),
    highest: bound(highest),
  });
}
