import { registerEnumType } from 'type-graphql';

export const DealKind = { LIGHTNING: 'LIGHTNING', DAILY: 'DAILY' } as const;

registerEnumType(DealKind, {
  name: 'DealKind',
  description: 'What kind of deal.',
  valuesConfig: {
    LIGHTNING: { description: 'A few hours, a few units.' },
    DAILY: { description: 'A deal of the day.' },
  },
});

export const DealStatus = {
  IN_REVIEW: 'IN_REVIEW',
  SCHEDULED: 'SCHEDULED',
  EARLY_ACCESS: 'EARLY_ACCESS',
  LIVE: 'LIVE',
  SOLD_OUT: 'SOLD_OUT',
  ENDED: 'ENDED',
  CANCELLED: 'CANCELLED',
} as const;

registerEnumType(DealStatus, {
  name: 'DealStatus',
  description: 'Where a deal stands; time and claims decide.',
  valuesConfig: {
    IN_REVIEW: { description: 'Proposed; shown to its seller and to administrators alone.' },
    SCHEDULED: { description: 'Approved, its units set aside; it starts at `startsAt`.' },
    EARLY_ACCESS: { description: 'Prime members may claim already.' },
    LIVE: { description: 'There are units to claim.' },
    SOLD_OUT: { description: 'Every unit is held or bought. A hold that runs out makes it LIVE again.' },
    ENDED: { description: 'Over.' },
    CANCELLED: { description: 'Taken back before it started.' },
  },
});

export const RemainingBand = {
  PLENTY: 'PLENTY',
  LIMITED: 'LIMITED',
  ALMOST_GONE: 'ALMOST_GONE',
  NONE: 'NONE',
} as const;

registerEnumType(RemainingBand, {
  name: 'RemainingBand',
  description: 'How much of a deal is left.',
  valuesConfig: {
    PLENTY: { description: 'More than half.' },
    LIMITED: { description: 'Half or less.' },
    ALMOST_GONE: { description: 'A tenth or less.' },
    NONE: { description: 'Nothing, unless a hold runs out.' },
  },
});
