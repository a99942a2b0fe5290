import { registerEnumType } from 'type-graphql';

export const PromotionKind = { AUTOMATIC: 'AUTOMATIC', COUPON: 'COUPON', MEMBERSHIP: 'MEMBERSHIP' } as const;

registerEnumType(PromotionKind, {
  name: 'PromotionKind',
  description: 'How a promotion is reached.',
  valuesConfig: {
    AUTOMATIC: { description: 'Applies by itself.' },
    COUPON: { description: 'Asks for its code.' },
    MEMBERSHIP: { description: 'Applies by itself for Prime members.' },
  },
});

export const PromotionStatus = { SCHEDULED: 'SCHEDULED', ACTIVE: 'ACTIVE', ENDED: 'ENDED' } as const;

registerEnumType(PromotionStatus, {
  name: 'PromotionStatus',
  description: 'Where a promotion stands; time decides.',
  valuesConfig: {
    SCHEDULED: { description: 'Has not begun.' },
    ACTIVE: { description: 'Applies.' },
    ENDED: { description: 'Over.' },
  },
});

export const StackingMode = { STACK: 'STACK', EXCLUSIVE: 'EXCLUSIVE', BEST_OF: 'BEST_OF' } as const;

registerEnumType(StackingMode, {
  name: 'StackingMode',
  description: 'How a promotion goes with others. The buyer gets what is worth more: all that stack, or one alone.',
  valuesConfig: {
    STACK: { description: 'Goes with every other that stacks.' },
    EXCLUSIVE: { description: 'Goes alone.' },
    BEST_OF: { description: 'Stacks, but only the one of these that is worth most.' },
  },
});

export const ConditionKind = {
  MIN_SUBTOTAL: 'MIN_SUBTOTAL',
  MIN_QUANTITY: 'MIN_QUANTITY',
  IN_CATEGORY: 'IN_CATEGORY',
  FIRST_ORDER: 'FIRST_ORDER',
  MEMBERS_ONLY: 'MEMBERS_ONLY',
} as const;

registerEnumType(ConditionKind, {
  name: 'ConditionKind',
  description: 'What a promotion may ask for.',
  valuesConfig: {
    MIN_SUBTOTAL: { description: 'The goods it is for cost this much at least, before promotions.' },
    MIN_QUANTITY: { description: 'There are this many units of the goods it is for.' },
    IN_CATEGORY: { description: 'It is for goods in this category, and looks at no others.' },
    FIRST_ORDER: { description: 'The customer has not ordered before.' },
    MEMBERS_ONLY: { description: 'The customer is a Prime member.' },
  },
});

export const ActionKind = {
  PERCENT_OFF_ORDER: 'PERCENT_OFF_ORDER',
  PERCENT_OFF_LINE: 'PERCENT_OFF_LINE',
  FIXED_OFF_ORDER: 'FIXED_OFF_ORDER',
  FREE_SHIPPING: 'FREE_SHIPPING',
} as const;

registerEnumType(ActionKind, {
  name: 'ActionKind',
  description: 'What a promotion may give.',
  valuesConfig: {
    PERCENT_OFF_ORDER: { description: 'A percentage of all the goods it is for, up to a maximum.' },
    PERCENT_OFF_LINE: { description: 'A percentage of each line it is for.' },
    FIXED_OFF_ORDER: { description: 'An amount off the goods it is for.' },
    FREE_SHIPPING: { description: 'Standard delivery costs nothing.' },
  },
});
