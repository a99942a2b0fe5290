import type { Money } from '@emporium/platform/money';
import { err, ok, type Result } from '@emporium/platform/result';
import { totalOf, type CartLine } from './cart.ts';
import type { Condition, Promotion } from './promotion.ts';

/** What promotions need to know of a customer. */
export interface Customer {
  readonly isMember: boolean;
  readonly hasOrdered: boolean;
}

/** A condition that a cart does not meet; `minimumSpend` where more goods would do. */
export interface Unmet {
  readonly message: string;
  readonly minimumSpend: Money | null;
}

/** The lines that a promotion looks at and reduces: all, or those in every category it names. */
export const eligibleLines = ({ conditions }: Pick<Promotion, 'conditions'>, lines: readonly CartLine[]): CartLine[] =>
  lines.filter((line) =>
    conditions.every((each) => each.kind !== 'IN_CATEGORY' || line.categoryPath.includes(each.categoryId)),
  );

/** Whether everything a promotion asks for holds; the first thing that does not. */
export function checkConditions(
  promotion: Pick<Promotion, 'conditions' | 'actions'>,
  lines: readonly CartLine[],
  customer: Customer,
): Result<null, Unmet> {
  const eligible = eligibleLines(promotion, lines);
  if (eligible.length === 0) return unmet('Nothing in the cart qualifies for it.');
  const { currency } = eligible[0]!.unitPrice;
  if (!isIn(promotion, currency)) return unmet(`It is not for purchases in ${currency}.`);
  for (const condition of promotion.conditions) {
    const problem = check(condition, eligible, customer);
    if (problem !== null) return err(problem);
  }
  return ok(null);
}

export const FOR_FIRST_ORDER = 'It is for a first order. Remove it.';

export const isForFirstOrder = ({ conditions }: Pick<Promotion, 'conditions'>): boolean =>
  conditions.some(({ kind }) => kind === 'FIRST_ORDER');

/** Amounts in conditions and actions are in the cart's currency. */
const isIn = ({ conditions, actions }: Pick<Promotion, 'conditions' | 'actions'>, currency: string): boolean =>
  [...conditions, ...actions].every(
    (part) =>
      (!('amount' in part) || part.amount.currency === currency) &&
      (!('maximum' in part) || part.maximum === null || part.maximum.currency === currency),
  );

function check(condition: Condition, eligible: readonly CartLine[], customer: Customer): Unmet | null {
  switch (condition.kind) {
    case 'MIN_SUBTOTAL':
      return totalOf(eligible, condition.amount.currency).minorUnits >= condition.amount.minorUnits
        ? null
        : { message: 'The goods it is for cost less than it asks for.', minimumSpend: condition.amount };
    case 'MIN_QUANTITY':
      return eligible.reduce((units, line) => units + line.quantity, 0) >= condition.quantity
        ? null
        : because(`It asks for ${condition.quantity} of the items it is for.`);
    case 'FIRST_ORDER':
      return customer.hasOrdered ? because(FOR_FIRST_ORDER) : null;
    case 'MEMBERS_ONLY':
      return customer.isMember ? null : because('It is for Prime members.');
    case 'IN_CATEGORY':
      return null; // that there are such lines is known
  }
}

const because = (message: string): Unmet => ({ message, minimumSpend: null });
const unmet = (message: string) => err(because(message));
