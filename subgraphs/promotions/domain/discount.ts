import { allocate, applyRate, isZero, min, subtract, sum, zero, type Money } from '@emporium/platform/money';
import { lineTotal, totalOf, type CartLine } from './cart.ts';
import type { Action, Promotion } from './promotion.ts';
import { eligibleLines } from './eligibility.ts';

/** What a promotion takes off; never negative, never zero. */
export interface Discount {
  /** Null: off the whole cart. */
  readonly lineId: string | null;
  readonly promotion: Promotion;
  readonly amount: Money;
}

export interface Granted {
  readonly discounts: readonly Discount[];
  readonly freeShipping: boolean;
}

const MILLIONTHS_PER_PERCENT = 10_000;

/**
 * What these promotions take off together, in their order. Percentages are of the lines' prices
 * before any promotion, so the order does not change them; what is left of a line bounds every
 * amount, so nothing falls below zero. An amount off an order is one discount of the cart, unless
 * the promotion is for some of the lines only: then it is divided among those, to the cent.
 */
export function grant(promotions: readonly Promotion[], lines: readonly CartLine[]): Granted {
  const left = new Map(lines.map((line) => [line.lineId, lineTotal(line)]));
  const discounts: Discount[] = [];

  const takeOff = (promotion: Promotion, line: CartLine, wanted: Money): void => {
    const rest = left.get(line.lineId)!;
    const amount = min(wanted, rest);
    if (isZero(amount)) return;
    left.set(line.lineId, subtract(rest, amount));
    discounts.push({ lineId: line.lineId, promotion, amount });
  };

  const takeOffAll = (promotion: Promotion, targets: readonly CartLine[], wanted: Money): void => {
    const rests = targets.map((line) => left.get(line.lineId)!);
    const amount = min(wanted, sum(rests, wanted.currency));
    if (isZero(amount)) return;
    const shares = allocate(
      amount,
      rests.map((rest) => rest.minorUnits),
    );
    if (targets.length < lines.length) {
      targets.forEach((line, index) => takeOff(promotion, line, shares[index]!));
      return;
    }
    targets.forEach((line, index) => left.set(line.lineId, subtract(rests[index]!, shares[index]!)));
    discounts.push({ lineId: null, promotion, amount });
  };

  for (const promotion of promotions) {
    const targets = eligibleLines(promotion, lines);
    for (const action of promotion.actions) {
      if (action.kind === 'PERCENT_OFF_LINE') {
        for (const line of targets) takeOff(promotion, line, percentOf(lineTotal(line), action.percent));
      } else if (targets.length > 0) {
        takeOffAll(promotion, targets, offOrder(action, targets));
      }
    }
  }
  return { discounts, freeShipping: promotions.some(givesFreeShipping) };
}

export const givesFreeShipping = (promotion: Promotion): boolean =>
  promotion.actions.some((action) => action.kind === 'FREE_SHIPPING');

function offOrder(action: Exclude<Action, { kind: 'PERCENT_OFF_LINE' }>, targets: readonly CartLine[]): Money {
  const { currency } = targets[0]!.unitPrice;
  switch (action.kind) {
    case 'PERCENT_OFF_ORDER': {
      const off = percentOf(totalOf(targets, currency), action.percent);
      return action.maximum === null ? off : min(off, action.maximum);
    }
    case 'FIXED_OFF_ORDER':
      return action.amount;
    case 'FREE_SHIPPING':
      return zero(currency);
  }
}

const percentOf = (amount: Money, percent: number): Money => applyRate(amount, percent * MILLIONTHS_PER_PERCENT);
