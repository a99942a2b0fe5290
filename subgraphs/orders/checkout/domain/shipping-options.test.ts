import type { DeliveryGroupId } from '@emporium/contracts/ids';
import { formatDecimal } from '@emporium/platform/money';
import { describe, expect, it } from 'vitest';
import { shippingOptions, type Parcel } from './shipping-options.ts';
import { addWorkingDays } from './working-days.ts';

const MONDAY = new Date('2026-03-02T22:00:00Z');
const parcel: Parcel = {
  groupId: 'dgr_1' as DeliveryGroupId,
  weightGrams: 800,
  distanceKm: 600,
  transitDaysMin: 2,
  transitDaysMax: 4,
  handlingDays: 1,
  freeShipping: false,
  currency: 'USD',
};
const table = (extra: Partial<Parcel>) =>
  shippingOptions({ ...parcel, ...extra }, MONDAY).map(({ speed, price, earliest, latest }) =>
    [speed, formatDecimal(price), earliest.slice(5), latest.slice(5)].join(' '),
  );

describe('shipping options', () => {
  it('have dates in working days and a price each', () => {
    expect(table({})).toEqual([
      'NEXT_DAY 20.96 03-04 03-04',
      'TWO_DAY 11.98 03-04 03-05',
      'STANDARD 5.99 03-05 03-09',
      'NO_RUSH 3.59 03-10 03-12',
    ]);
  });

  it('cost more the heavier and the farther, in the currency’s own units', () => {
    expect(table({ weightGrams: 2_100, distanceKm: 1_500 })[1]).toBe('STANDARD 9.88 03-05 03-09');
    expect(table({ currency: 'JPY', distanceKm: 9_000 })).toEqual([
      'STANDARD 2400 03-05 03-09',
      'NO_RUSH 1440 03-10 03-12',
    ]);
  });

  it('leave out an express that is no faster', () => {
    expect(table({ transitDaysMin: 1, transitDaysMax: 2 }).map((row) => row.split(' ')[0])).toEqual([
      'NEXT_DAY',
      'STANDARD',
      'NO_RUSH',
    ]);
  });

  it('are free, unless hurried, when a promotion pays', () => {
    expect(table({ freeShipping: true }).map((row) => row.split(' ')[1])).toEqual(['20.96', '11.98', '0.00', '0.00']);
  });

  it('count no weekends', () => {
    expect(addWorkingDays(new Date('2026-03-06T23:00:00Z'), 1)).toBe('2026-03-09');
    expect(addWorkingDays(new Date('2026-03-07T00:00:00Z'), 0)).toBe('2026-03-09');
    expect(addWorkingDays(new Date('2026-03-02T00:00:00Z'), 10)).toBe('2026-03-16');
  });
});
