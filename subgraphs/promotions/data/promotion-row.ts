import type { CategoryId, PromotionId } from '@emporium/contracts/ids';
import type { MoneyWire } from '@emporium/contracts/money';
import { fromWire, toWire } from '@emporium/platform/money';
import type { Action, Condition, Promotion, PromotionKind, Stacking } from '../domain/promotion.ts';

/** Amounts as JSON has them. */
type ConditionJson =
  | { readonly kind: 'MIN_SUBTOTAL'; readonly amount: MoneyWire }
  | { readonly kind: 'MIN_QUANTITY'; readonly quantity: number }
  | { readonly kind: 'IN_CATEGORY'; readonly categoryId: CategoryId }
  | { readonly kind: 'FIRST_ORDER' | 'MEMBERS_ONLY' };
type ActionJson =
  | { readonly kind: 'PERCENT_OFF_ORDER'; readonly percent: number; readonly maximum: MoneyWire | null }
  | { readonly kind: 'PERCENT_OFF_LINE'; readonly percent: number }
  | { readonly kind: 'FIXED_OFF_ORDER'; readonly amount: MoneyWire }
  | { readonly kind: 'FREE_SHIPPING' };

export interface PromotionRow {
  readonly id: PromotionId;
  readonly name: string;
  readonly kind: PromotionKind;
  readonly code: string | null;
  readonly starts_at: Date;
  readonly ends_at: Date | null;
  readonly conditions: readonly ConditionJson[];
  readonly actions: readonly ActionJson[];
  readonly priority: number;
  readonly stacking: Stacking;
  readonly usage_limit: number | null;
  readonly per_customer_limit: number | null;
  readonly usage_count: number;
}

export const PROMOTION_COLUMNS = `p.id, p.name, p.kind, p.code, p.starts_at, p.ends_at, p.conditions, p.actions, p.priority,
  p.stacking, p.usage_limit, p.per_customer_limit, p.usage_count`;

export const toPromotion = (row: PromotionRow): Promotion => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  code: row.code,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  conditions: row.conditions.map(toCondition),
  actions: row.actions.map(toAction),
  priority: row.priority,
  stacking: row.stacking,
  usageLimit: row.usage_limit,
  perCustomerLimit: row.per_customer_limit,
  usageCount: row.usage_count,
});

/** For a jsonb column; written out, since an array would be taken for one of PostgreSQL's. */
export const conditionsJson = (conditions: readonly Condition[]): string =>
  JSON.stringify(
    conditions.map((each): ConditionJson =>
      each.kind === 'MIN_SUBTOTAL' ? { ...each, amount: toWire(each.amount) } : each,
    ),
  );

export const actionsJson = (actions: readonly Action[]): string =>
  JSON.stringify(
    actions.map((each): ActionJson => {
      if (each.kind === 'FIXED_OFF_ORDER') return { ...each, amount: toWire(each.amount) };
      return each.kind === 'PERCENT_OFF_ORDER' ? { ...each, maximum: each.maximum && toWire(each.maximum) } : each;
    }),
  );

const toCondition = (json: ConditionJson): Condition =>
  json.kind === 'MIN_SUBTOTAL' ? { ...json, amount: fromWire(json.amount) } : json;

function toAction(json: ActionJson): Action {
  if (json.kind === 'FIXED_OFF_ORDER') return { ...json, amount: fromWire(json.amount) };
  return json.kind === 'PERCENT_OFF_ORDER' ? { ...json, maximum: json.maximum && fromWire(json.maximum) } : json;
}
