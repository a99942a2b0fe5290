import { describedEnum } from '@emporium/platform/graphql';

export const PromotionKind = describedEnum('PromotionKind', 'How a promotion is reached.', {
  AUTOMATIC: 'Applies by itself.',
  COUPON: 'Asks for its code.',
  MEMBERSHIP: 'Applies by itself for Prime members.',
});

export const PromotionStatus = describedEnum('PromotionStatus', 'Where a promotion stands; time decides.', {
  SCHEDULED: 'It has not begun.',
  ACTIVE: 'It applies now.',
  ENDED: 'It is over.',
});

export const StackingMode = describedEnum(
  'StackingMode',
  'How a promotion goes with others. The buyer gets what is worth more: all that stack, or one alone.',
  {
    STACK: 'Goes with every other that stacks.',
    EXCLUSIVE: 'Goes with no other.',
    BEST_OF: 'Stacks, but only the one of these that is worth most.',
  },
);

export const ConditionKind = describedEnum('ConditionKind', 'What a promotion may ask for.', {
  MIN_SUBTOTAL: 'The goods it is for cost this much at least, before promotions.',
  MIN_QUANTITY: 'There are this many units of the goods it is for.',
  IN_CATEGORY: 'It is for goods in this category, and looks at no others.',
  FIRST_ORDER: 'The customer has not ordered before.',
  MEMBERS_ONLY: 'The customer is a Prime member.',
});

export const ActionKind = describedEnum('ActionKind', 'What a promotion may give.', {
  PERCENT_OFF_ORDER: 'A percentage of all the goods it is for, up to a maximum.',
  PERCENT_OFF_LINE: 'A percentage of each line it is for.',
  FIXED_OFF_ORDER: 'An amount off the goods it is for.',
  FREE_SHIPPING: 'Standard delivery costs nothing.',
});
