import { describedEnum } from '@emporium/platform/graphql';

export const DealKind = describedEnum('DealKind', 'What kind of deal.', {
  LIGHTNING: 'A few hours, a few units.',
  DAILY: 'A deal of the day.',
});

export const DealStatus = describedEnum('DealStatus', 'Where a deal stands; time and claims decide.', {
  IN_REVIEW: 'Proposed; shown to its seller and to administrators alone.',
  SCHEDULED: 'Approved, its units set aside; it starts at `startsAt`.',
  EARLY_ACCESS: 'Prime members may claim already.',
  LIVE: 'There are units to claim.',
  SOLD_OUT: 'Every unit is held or bought. A hold that runs out makes it LIVE again.',
  ENDED: 'It is over.',
  CANCELLED: 'Taken back before it started.',
});

export const RemainingBand = describedEnum('RemainingBand', 'How much of a deal is left.', {
  PLENTY: 'More than half.',
  LIMITED: 'Half or less.',
  ALMOST_GONE: 'A tenth or less.',
  NONE: 'Nothing, unless a hold runs out.',
});
