import { describe, expect, it } from 'vitest';
import { addWorkingDays, deliveryWindow, transitBetween } from './delivery.ts';
import { locate } from './geography.ts';

const newark = { latitude: 40.7, longitude: -74.2 };
const schedule = { timeZone: 'America/New_York', cutoffLocalTime: '16:00' };

describe('delivery', () => {
  it('takes longer the farther it is', () => {
    const days = ['10001', '30301', '60601', '94103'].map(
      (postalCode) => transitBetween(newark, locate({ country: 'US', postalCode })!).daysMax,
    );
    expect(days).toEqual([...days].sort((a, b) => a - b));
    expect(transitBetween(newark, locate({ country: 'JP', postalCode: null })!).daysMin).toBe(6);
  });

  it('does not deliver where it knows no way', () => {
    expect(locate({ country: 'AQ', postalCode: null })).toBeNull();
  });

  it('rests on weekends', () => {
    expect(addWorkingDays('2026-01-02', 1)).toBe('2026-01-05'); // a Friday
    expect(addWorkingDays('2026-01-03', 0)).toBe('2026-01-05'); // a Saturday
  });

  it('leaves the next day after the warehouse’s own cut-off', () => {
    const transit = { distanceKm: 100, daysMin: 1, daysMax: 2 };
    const before = new Date('2026-01-05T20:59:00Z'); // 15:59 in New York
    const after = new Date('2026-01-05T21:01:00Z');
    expect(deliveryWindow(before, schedule, transit)).toEqual({ earliest: '2026-01-06', latest: '2026-01-07' });
    expect(deliveryWindow(after, schedule, transit)).toEqual({ earliest: '2026-01-07', latest: '2026-01-08' });
  });
});
