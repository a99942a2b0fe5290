import type { DealId, OfferId, WarehouseId } from '@emporium/contracts/ids';
import { describe, expect, it } from 'vitest';
import { allocate, type DemandLine, type Supply } from './allocation.ts';

const [lamp, mug, sofa] = ['ofr_lamp', 'ofr_mug', 'ofr_sofa'] as OfferId[] as [OfferId, OfferId, OfferId];
const [reno, newark, leipzig] = ['wh_reno', 'wh_newark', 'wh_leipzig'] as WarehouseId[] as [
  WarehouseId,
  WarehouseId,
  WarehouseId,
];
const deal = 'deal_1' as DealId;
const warehouses = new Map([
  [reno, { latitude: 39.5, longitude: -119.8 }],
  [newark, { latitude: 40.7, longitude: -74.2 }],
  [leipzig, { latitude: 51.3, longitude: 12.4 }],
]);
const boston = { latitude: 42.4, longitude: -71.1 };

const line = (offerId: OfferId, quantity: number, dealId: DealId | null = null): DemandLine => ({
  lineId: `line of ${offerId}`,
  offerId,
  quantity,
  dealId,
});
const has = (warehouseId: WarehouseId, offerId: OfferId, available: number, dealId: DealId | null = null): Supply => ({
  warehouseId,
  offerId,
  available,
  dealId,
});
const plan = (demand: DemandLine[], supplies: Supply[]) => {
  const result = allocate(demand, supplies, warehouses, boston);
  return result.ok ? result.value.map((a) => [a.offerId, a.warehouseId, a.quantity]) : result.error.shortages;
};

describe('allocation', () => {
  it('sends from the nearest warehouse that can fill the line', () => {
    expect(plan([line(lamp, 2)], [has(reno, lamp, 9), has(leipzig, lamp, 9), has(newark, lamp, 2)])).toEqual([
      [lamp, newark, 2],
    ]);
    expect(plan([line(lamp, 3)], [has(reno, lamp, 9), has(leipzig, lamp, 9), has(newark, lamp, 2)])).toEqual([
      [lamp, reno, 3],
    ]);
  });

  it('prefers one parcel from afar to two from near and far', () => {
    const supplies = [has(newark, lamp, 5), has(reno, lamp, 5), has(reno, sofa, 1)];
    expect(plan([line(lamp, 1), line(sofa, 1)], supplies)).toEqual([
      [lamp, reno, 1],
      [sofa, reno, 1],
    ]);
  });

  it('splits a line, nearest first, when no warehouse can fill it', () => {
    expect(plan([line(mug, 5)], [has(leipzig, mug, 4), has(newark, mug, 2), has(reno, mug, 2)])).toEqual([
      [mug, newark, 2],
      [mug, reno, 2],
      [mug, leipzig, 1],
    ]);
  });

  it('sums the demand for an offer before it compares', () => {
    expect(plan([line(mug, 2), { ...line(mug, 2), lineId: 'again' }], [has(newark, mug, 3)])).toEqual([
      { offerId: mug, requested: 4, available: 3 },
    ]);
  });

  it('names every shortage at once', () => {
    expect(plan([line(mug, 2), line(lamp, 1), line(sofa, 1)], [has(newark, mug, 1), has(newark, lamp, 1)])).toEqual([
      { offerId: mug, requested: 2, available: 1 },
      { offerId: sofa, requested: 1, available: 0 },
    ]);
  });

  it('keeps deal stock and free stock apart', () => {
    expect(plan([line(lamp, 2, deal)], [has(newark, lamp, 9), has(reno, lamp, 1, deal)])).toEqual([
      { offerId: lamp, requested: 2, available: 1 },
    ]);
    expect(plan([line(lamp, 1, deal)], [has(newark, lamp, 9), has(reno, lamp, 1, deal)])).toEqual([[lamp, reno, 1]]);
  });

  it('allocates exactly what was asked for, from what is there, whatever the order', () => {
    const supplies = [has(leipzig, mug, 4), has(newark, mug, 2), has(reno, lamp, 2), has(newark, lamp, 1)];
    const demand = [line(mug, 5), line(lamp, 3)];
    for (const shuffled of [supplies, [...supplies].reverse()]) {
      const result = allocate(demand, shuffled, warehouses, boston);
      if (!result.ok) throw new Error('there is enough');
      for (const { offerId, quantity } of demand) {
        const given = result.value.filter((a) => a.offerId === offerId);
        expect(given.reduce((total, a) => total + a.quantity, 0)).toBe(quantity);
        for (const a of given) {
          const supply = supplies.find((s) => s.offerId === a.offerId && s.warehouseId === a.warehouseId);
          expect(a.quantity).toBeLessThanOrEqual(supply!.available);
        }
      }
    }
  });
});
