import type { Money } from '@emporium/platform/money';
import type { CartLine } from './cart.ts';
import { givesFreeShipping, grant } from './discount.ts';
import type { Promotion } from './promotion.ts';

export interface Choice {
  /** In the order in which they apply. */
  readonly chosen: readonly Promotion[];
  /** Applicable too, but not together with the chosen ones. */
  readonly outdone: readonly Promotion[];
}

/**
 * Which of the applicable promotions a cart gets:
 *
 * - STACK goes with every other that stacks.
 * - BEST_OF stacks as well, but only the one of them that is worth most.
 * - EXCLUSIVE goes alone.
 *
 * The buyer gets what is worth more: all that stack together, or one that is exclusive. Worth is what
 * is taken off the goods, and the shipping where it becomes free and its price is known. At equal
 * worth what stacks wins, then the higher priority, then the older promotion.
 */
export function choosePromotions(
  applicable: readonly Promotion[],
  lines: readonly CartLine[],
  shipping: Money | null,
): Choice {
  const ordered = applicable.toSorted((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
  const worthOf = (promotions: readonly Promotion[]): bigint => worth(promotions, lines, shipping);
  const [bestOf] = byWorth(
    ordered.filter((promotion) => promotion.stacking === 'BEST_OF').map((promotion) => [promotion]),
    worthOf,
  );
  const combination = ordered.filter(
    (promotion) => promotion.stacking === 'STACK' || (bestOf !== undefined && promotion === bestOf[0]),
  );
  const alone = ordered.filter((promotion) => promotion.stacking === 'EXCLUSIVE').map((promotion) => [promotion]);
  const [chosen = []] = byWorth(combination.length > 0 ? [combination, ...alone] : alone, worthOf);
  return { chosen, outdone: ordered.filter((promotion) => !chosen.includes(promotion)) };
}

/** Most first; equals keep their order. */
const byWorth = (choices: readonly Promotion[][], worthOf: (choice: Promotion[]) => bigint): Promotion[][] =>
  choices
    .map((choice) => ({ choice, worth: worthOf(choice) }))
    .toSorted((a, b) => (a.worth === b.worth ? 0 : a.worth > b.worth ? -1 : 1))
    .map(({ choice }) => choice);

function worth(promotions: readonly Promotion[], lines: readonly CartLine[], shipping: Money | null): bigint {
  const off = grant(promotions, lines).discounts.reduce((total, { amount }) => total + amount.minorUnits, 0n);
  return off + (promotions.some(givesFreeShipping) ? (shipping?.minorUnits ?? 0n) : 0n);
}
