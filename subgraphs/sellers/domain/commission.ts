import type { CategoryId } from '@emporium/contracts/ids';
import type { RateMillionths } from '@emporium/platform/money';

export interface CommissionRule {
  readonly id: string;
  /** Rules are tried in this order; the first that matches counts. */
  readonly position: number;
  /** A category at any depth, or null for whatever no rule before it named. */
  readonly categoryId: CategoryId | null;
  readonly rate: RateMillionths;
}

/**
 * The share of the goods' price (less discounts, without tax and shipping) that the platform keeps.
 *
 * @param rules in order of position, the last of them for any category
 */
export function commissionRate(rules: readonly CommissionRule[], categoryPath: readonly CategoryId[]): RateMillionths {
  const rule = rules.find(({ categoryId }) => categoryId === null || categoryPath.includes(categoryId));
  if (rule === undefined) throw new Error('the commission plan has no rule for other categories');
  return rule.rate;
}
