import type { CategoryId, CouponId, PromotionId } from '@emporium/contracts/ids';
import { worldId } from './ids.ts';
import { DEPARTMENTS } from './taxonomy.ts';

export type WorldCondition =
  | { readonly kind: 'MIN_SUBTOTAL'; readonly parameters: { readonly amountMinor: bigint } }
  | { readonly kind: 'MIN_QUANTITY'; readonly parameters: { readonly quantity: number } }
  | { readonly kind: 'IN_CATEGORY'; readonly parameters: { readonly categoryId: CategoryId } }
  | { readonly kind: 'FIRST_ORDER'; readonly parameters: Record<string, never> }
  | { readonly kind: 'MEMBERS_ONLY'; readonly parameters: Record<string, never> };

export type WorldAction =
  | {
      readonly kind: 'PERCENT_OFF_ORDER';
      readonly parameters: { readonly percent: number; readonly maximumMinor: bigint | null };
    }
  | { readonly kind: 'PERCENT_OFF_LINE'; readonly parameters: { readonly percent: number } }
  | { readonly kind: 'FIXED_OFF_ORDER'; readonly parameters: { readonly amountMinor: bigint } }
  | { readonly kind: 'FREE_SHIPPING'; readonly parameters: Record<string, never> };

export interface WorldPromotion {
  readonly index: number;
  readonly id: PromotionId;
  /** What the buyer reads beside the amount. */
  readonly name: string;
  readonly kind: 'COUPON' | 'AUTOMATIC' | 'MEMBERSHIP';
  /** Null for promotions that need no code. */
  readonly coupon: { readonly id: CouponId; readonly code: string } | null;
  readonly conditions: readonly WorldCondition[];
  readonly actions: readonly WorldAction[];
  /** Higher goes first. */
  readonly priority: number;
  readonly stacking: 'STACK' | 'EXCLUSIVE' | 'BEST_OF';
  readonly usageLimit: number | null;
  readonly perCustomerLimit: number | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

const category = (slug: string): CategoryId => {
  const found = DEPARTMENTS.find((department) => department.slug === slug);
  if (found === undefined) throw new Error(`no department ${slug}`);
  return found.id;
};

const OPENED = new Date('2023-02-01T00:00:00Z');

type Facts = Pick<WorldPromotion, 'name' | 'kind' | 'conditions' | 'actions'> &
  Partial<Pick<WorldPromotion, 'priority' | 'stacking' | 'usageLimit' | 'perCustomerLimit' | 'endsAt'>> & {
    readonly code?: string;
  };

const FACTS: readonly Facts[] = [
  {
    name: '10 % off your first order',
    kind: 'COUPON',
    code: 'WELCOME10',
    conditions: [{ kind: 'FIRST_ORDER', parameters: {} }],
    actions: [{ kind: 'PERCENT_OFF_ORDER', parameters: { percent: 10, maximumMinor: 5_000n } }],
    perCustomerLimit: 1,
  },
  {
    name: '$20 off orders over $100',
    kind: 'COUPON',
    code: 'SAVE20',
    conditions: [{ kind: 'MIN_SUBTOTAL', parameters: { amountMinor: 10_000n } }],
    actions: [{ kind: 'FIXED_OFF_ORDER', parameters: { amountMinor: 2_000n } }],
    stacking: 'EXCLUSIVE',
    perCustomerLimit: 5,
  },
  {
    name: 'Free shipping',
    kind: 'COUPON',
    code: 'FREESHIP',
    conditions: [],
    actions: [{ kind: 'FREE_SHIPPING', parameters: {} }],
  },
  {
    name: 'Lucky hundred: 25 % off',
    kind: 'COUPON',
    code: 'LUCKY100',
    conditions: [{ kind: 'MIN_SUBTOTAL', parameters: { amountMinor: 2_500n } }],
    actions: [{ kind: 'PERCENT_OFF_ORDER', parameters: { percent: 25, maximumMinor: 4_000n } }],
    stacking: 'EXCLUSIVE',
    usageLimit: 100,
    perCustomerLimit: 1,
  },
  {
    name: 'Spring sale: 5 % off',
    kind: 'COUPON',
    code: 'SPRING5',
    conditions: [],
    actions: [{ kind: 'PERCENT_OFF_ORDER', parameters: { percent: 5, maximumMinor: null } }],
    endsAt: new Date('2026-06-01T00:00:00Z'),
  },
  {
    name: 'Three books, 10 % off each',
    kind: 'AUTOMATIC',
    conditions: [
      { kind: 'IN_CATEGORY', parameters: { categoryId: category('books') } },
      { kind: 'MIN_QUANTITY', parameters: { quantity: 3 } },
    ],
    actions: [{ kind: 'PERCENT_OFF_LINE', parameters: { percent: 10 } }],
    priority: 10,
  },
  {
    name: '5 % off orders over $500',
    kind: 'AUTOMATIC',
    conditions: [{ kind: 'MIN_SUBTOTAL', parameters: { amountMinor: 50_000n } }],
    actions: [{ kind: 'PERCENT_OFF_ORDER', parameters: { percent: 5, maximumMinor: 10_000n } }],
    stacking: 'BEST_OF',
  },
  {
    name: 'Prime members: 5 % off groceries',
    kind: 'MEMBERSHIP',
    conditions: [
      { kind: 'MEMBERS_ONLY', parameters: {} },
      { kind: 'IN_CATEGORY', parameters: { categoryId: category('grocery') } },
    ],
    actions: [{ kind: 'PERCENT_OFF_LINE', parameters: { percent: 5 } }],
    priority: 5,
  },
];

/** Every promotion that is not a deal; the orders of this world were placed before the automatic ones began. */
export const PROMOTIONS: readonly WorldPromotion[] = FACTS.map(({ code, ...facts }, index) => {
  const startsAt = facts.kind === 'COUPON' ? OPENED : new Date('2026-10-01T00:00:00Z');
  return {
    index,
    id: worldId('prm', index, startsAt.getTime() + index),
    coupon: code === undefined ? null : { id: worldId('cpn', index, startsAt.getTime() + index), code },
    priority: 0,
    stacking: 'STACK',
    usageLimit: null,
    perCustomerLimit: null,
    endsAt: null,
    ...facts,
    startsAt,
  };
});

export const promotionByCode = (code: string): WorldPromotion => {
  const found = PROMOTIONS.find((promotion) => promotion.coupon?.code === code);
  if (found === undefined) throw new Error(`no coupon ${code}`);
  return found;
};
