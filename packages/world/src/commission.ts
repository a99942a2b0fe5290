import type { CategoryId } from '@emporium/contracts/ids';
import { atRate } from './pricing.ts';
import type { CommissionPlanKey } from './sellers.ts';
import { COMMISSION_BPS, DEPARTMENTS } from './taxonomy.ts';

export interface WorldCommissionRule {
  /** Unique over all plans, such as `standard-3`. */
  readonly id: string;
  /** The first rule that matches counts. */
  readonly position: number;
  /** A department, or null for whatever no rule before it named. */
  readonly categoryId: CategoryId | null;
  readonly rateBps: number;
  readonly minimumMinor: bigint;
}

export interface WorldCommissionPlan {
  readonly key: CommissionPlanKey;
  readonly name: string;
  readonly rules: readonly WorldCommissionRule[];
}

const FALLBACK_BPS = 1500;
const MINIMUM_MINOR = 30n;

const plan = (key: CommissionPlanKey, name: string, discountBps: number): WorldCommissionPlan => {
  const rules = DEPARTMENTS.map((department, index) => ({
    id: `${key}-${index + 1}`,
    position: index + 1,
    categoryId: department.id,
    rateBps: (COMMISSION_BPS.get(department.id) ?? FALLBACK_BPS) - discountBps,
    minimumMinor: MINIMUM_MINOR,
  }));
  const position = rules.length + 1;
  const rest = {
    id: `${key}-${position}`,
    position,
    categoryId: null,
    rateBps: FALLBACK_BPS - discountBps,
    minimumMinor: MINIMUM_MINOR,
  };
  return { key, name, rules: [...rules, rest] };
};

export const COMMISSION_PLANS: Readonly<Record<CommissionPlanKey, WorldCommissionPlan>> = {
  standard: plan('standard', 'Standard', 0),
  volume: plan('volume', 'Volume', 200),
};

export interface WorldCommission {
  readonly ruleId: string;
  readonly rateBps: number;
  readonly amountMinor: bigint;
}

/** What the marketplace keeps of `netMinor` (goods less discounts, without tax and shipping); never more than all of it. */
export const commissionOn = (key: CommissionPlanKey, departmentId: CategoryId, netMinor: bigint): WorldCommission => {
  const rule = COMMISSION_PLANS[key].rules.find(
    (candidate) => candidate.categoryId === departmentId || candidate.categoryId === null,
  );
  if (rule === undefined) throw new Error(`no commission rule for ${departmentId} in ${key}`);
  const byRate = atRate(netMinor, rule.rateBps);
  const atLeast = byRate < rule.minimumMinor ? rule.minimumMinor : byRate;
  return { ruleId: rule.id, rateBps: rule.rateBps, amountMinor: atLeast > netMinor ? netMinor : atLeast };
};
