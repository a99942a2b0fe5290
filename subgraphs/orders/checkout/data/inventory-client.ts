import type { CartLineId, WarehouseId } from '@emporium/contracts/ids';
import type { ServiceClient } from '@emporium/platform/client';
import { err, ok } from '@emporium/platform/result';
import type { InventoryPort } from '../app/ports.ts';
import { StockConfirmDocument, StockReleaseDocument, StockReserveDocument } from './generated/inventory.ts';
import { UnexpectedRefusal } from './refusal.ts';

export const inventoryClient = (inventory: ServiceClient): InventoryPort => ({
  async reserve({ destination: { country, postalCode }, expiresAt, ...rest }) {
    const input = { ...rest, destination: { country, postalCode }, expiresAt: expiresAt.toISOString() };
    const { stockReserve } = await inventory.call(StockReserveDocument, { input }, { idempotent: true });
    const { allocations, userErrors } = stockReserve!;
    if (userErrors.some(({ code }) => code === 'NOT_DELIVERABLE')) return err({ code: 'NOT_DELIVERABLE' });
    const shortages = userErrors.flatMap((refusal) => {
      if (!('offerId' in refusal)) return [];
      const { offerId, available, requested } = refusal;
      return [{ offerId, available, requested }];
    });
    if (shortages.length > 0 && shortages.length === userErrors.length) {
      return err({ code: 'INSUFFICIENT_STOCK', shortages });
    }
    if (allocations === null || userErrors.length > 0) throw new UnexpectedRefusal('stockReserve', userErrors);
    return ok(
      allocations.map((allocation) => ({
        ...allocation,
        lineId: allocation.lineId as CartLineId,
        warehouseId: allocation.warehouseId as WarehouseId,
      })),
    );
  },

  async confirm(input) {
    const { stockConfirm } = await inventory.call(StockConfirmDocument, { input }, { idempotent: true });
    const { userErrors } = stockConfirm!;
    if (userErrors.length === 0) return ok(null);
    // A reservation that another of the same checkout replaced is gone as well as an expired one.
    const gone = userErrors.every(({ code }) => code === 'RESERVATION_EXPIRED' || code === 'NOT_FOUND');
    if (!gone) throw new UnexpectedRefusal('stockConfirm', userErrors);
    return err({ code: 'RESERVATION_EXPIRED' });
  },

  async release(input) {
    const { stockRelease } = await inventory.call(StockReleaseDocument, { input }, { idempotent: true });
    const refusals = stockRelease!.userErrors.filter(({ code }) => code !== 'NOT_FOUND');
    if (refusals.length > 0) throw new UnexpectedRefusal('stockRelease', refusals);
  },
});
