import type { OfferId, SellerId, StockLevelId, WarehouseId } from '@emporium/contracts/ids';
import { describe, expect, it } from 'vitest';
import {
  availableOf,
  decideStockAdjustment,
  decideStockSet,
  emptyLevel,
  MAX_ON_HAND,
  type StockLevel,
} from './stock-level.ts';

const level = (counters: Partial<StockLevel>): StockLevel => ({
  ...emptyLevel({
    id: 'stk_1' as StockLevelId,
    offerId: 'ofr_1' as OfferId,
    warehouseId: 'wh_1' as WarehouseId,
    sellerId: 'sel_1' as SellerId,
  }),
  ...counters,
});
const full = level({ onHand: 20, reserved: 3, allocated: 4, damaged: 5, safetyStock: 6 });

describe('a stock level', () => {
  it('promises what is neither promised, damaged nor the buffer, and never less than nothing', () => {
    expect(availableOf(full)).toBe(2);
    expect(availableOf({ ...full, safetyStock: 9 })).toBe(0);
  });

  it('keeps what is promised, set aside and damaged; the buffer may go', () => {
    expect(decideStockAdjustment(full, -8)).toEqual({ ok: true, value: { onHand: 12, delta: -8 } });
    expect(decideStockAdjustment(full, -9)).toEqual({
      ok: false,
      error: { code: 'INSUFFICIENT_STOCK', available: 8, requested: 9 },
    });
    expect(decideStockSet(full, 11, 20)).toMatchObject({ error: { code: 'INSUFFICIENT_STOCK' } });
  });

  it('takes a count only if the counter saw what is there', () => {
    expect(decideStockSet(full, 25, 20)).toEqual({ ok: true, value: { onHand: 25, delta: 5 } });
    expect(decideStockSet(full, 25, 19)).toEqual({ ok: false, error: { code: 'QUANTITY_STALE', actualQuantity: 20 } });
    expect(decideStockSet(full, 25, null)).toMatchObject({ ok: true });
  });

  it('has an end', () => {
    expect(decideStockAdjustment(full, MAX_ON_HAND - 20)).toMatchObject({ ok: true });
    expect(decideStockAdjustment(full, MAX_ON_HAND - 19)).toMatchObject({ error: { code: 'INVALID' } });
  });
});
