import { describedEnum } from './described-enum.ts';

export const OfferCondition = describedEnum('OfferCondition', 'The state of the goods.', {
  NEW: 'Unused, in its own packaging.',
  LIKE_NEW: 'Opened, without a trace of use.',
  VERY_GOOD: 'Used with care.',
  GOOD: 'Shows its use, works as new.',
  ACCEPTABLE: 'Worn, works.',
  REFURBISHED: 'Inspected and repaired by a professional.',
});
