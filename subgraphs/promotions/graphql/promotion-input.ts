import type { InputReader } from '@emporium/platform/graphql';
import { normalizeCode, type Action, type Condition, type PromotionTerms } from '../domain/promotion.ts';
import type { PromotionInput } from './types/promotion.ts';

const MAX_CONDITIONS = 10;
const MAX_ACTIONS = 5;
const MAX_USES = 1_000_000_000;
export const MAX_PERCENT = 100;

/** What a code is made of, once in upper case. */
export const CODE = {
  max: 32,
  pattern: /^[A-Za-z0-9][A-Za-z0-9-]{2,31}$/,
  hint: 'Use 3 to 32 letters, digits and hyphens.',
};

/** A promotion's terms, or everything that is wrong with them. */
export function readTerms(p: InputReader, input: PromotionInput): PromotionTerms {
  const { kind, stacking } = input;
  const isCoupon = kind === 'COUPON';
  const code = p.optional.text('code', CODE);
  const startsAt = p.instant('startsAt');
  const terms = {
    name: p.text('name', { max: 80 }),
    kind,
    code: code === null ? null : normalizeCode(code),
    startsAt,
    endsAt: p.optional.instant('endsAt', { after: startsAt }),
    conditions: p.list('conditions', { min: 0, max: MAX_CONDITIONS }, (each, index) =>
      readCondition(each, input.conditions[index]!.kind),
    ),
    actions: p.list('actions', { max: MAX_ACTIONS }, (each, index) => readAction(each, input.actions[index]!.kind)),
    priority: p.int('priority', { min: -100, max: 100 }),
    stacking,
    usageLimit: p.optional.int('usageLimit', { min: 1, max: MAX_USES }),
    perCustomerLimit: p.optional.int('perCustomerLimit', { min: 1, max: MAX_USES }),
  };
  p.check(
    isCoupon === (terms.code !== null),
    'code',
    isCoupon ? 'A coupon needs a code.' : 'Only a coupon has a code.',
  );
  for (const limit of ['usageLimit', 'perCustomerLimit'] as const) {
    p.check(isCoupon || terms[limit] === null, limit, 'Only the uses of coupons are counted.');
  }
  const isForMembers = terms.conditions.some((condition) => condition.kind === 'MEMBERS_ONLY');
  p.check(
    kind !== 'MEMBERSHIP' || isForMembers,
    'conditions',
    'A membership’s promotion has the condition MEMBERS_ONLY.',
  );
  return terms;
}

function readCondition(p: InputReader, kind: Condition['kind']): Condition {
  switch (kind) {
    case 'MIN_SUBTOTAL':
      return p.object('parameters', (q) => ({ kind, amount: q.money('amount') }));
    case 'MIN_QUANTITY':
      return p.object('parameters', (q) => ({ kind, quantity: q.int('quantity', { min: 1, max: 1_000 }) }));
    case 'IN_CATEGORY':
      return p.object('parameters', (q) => ({ kind, categoryId: q.id('cat', 'categoryId') }));
    case 'FIRST_ORDER':
    case 'MEMBERS_ONLY':
      return { kind };
  }
}

function readAction(p: InputReader, kind: Action['kind']): Action {
  switch (kind) {
    case 'PERCENT_OFF_ORDER':
      return p.object('parameters', (q) => ({ kind, percent: readPercent(q), maximum: q.optional.money('maximum') }));
    case 'PERCENT_OFF_LINE':
      return p.object('parameters', (q) => ({ kind, percent: readPercent(q) }));
    case 'FIXED_OFF_ORDER':
      return p.object('parameters', (q) => ({ kind, amount: q.money('amount') }));
    case 'FREE_SHIPPING':
      return { kind };
  }
}

const readPercent = (p: InputReader): number => p.int('percent', { min: 1, max: MAX_PERCENT });
