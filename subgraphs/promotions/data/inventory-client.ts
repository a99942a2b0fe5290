import type { ServiceClient } from '@emporium/platform/client';
import { err, ok } from '@emporium/platform/result';
import type { DealStockPort } from '../app/ports.ts';
import { DealStockAllocateDocument, DealStockReleaseDocument } from './generated/inventory.ts';

export const inventoryClient = (inventory: ServiceClient): DealStockPort => ({
  async allocate({ dealId, offerId, quantity }) {
    const input = { dealId, offerId, quantity, idempotencyKey: `${dealId}:allocate` };
    const { dealStockAllocate } = await inventory.call(DealStockAllocateDocument, { input }, { idempotent: true });
    const [refusal] = dealStockAllocate!.userErrors;
    if (refusal === undefined) return ok(null);
    if (!('available' in refusal)) throw unexpected('dealStockAllocate', refusal);
    return err({ code: 'INSUFFICIENT_STOCK', available: refusal.available });
  },

  async release(dealId, idempotencyKey) {
    const input = { dealId, idempotencyKey };
    const { dealStockRelease } = await inventory.call(DealStockReleaseDocument, { input }, { idempotent: true });
    const [refusal] = dealStockRelease!.userErrors;
    if (refusal !== undefined) throw unexpected('dealStockRelease', refusal);
  },
});

/** A reason that this call cannot run into: somebody's bug, so nothing is assumed done. */
const unexpected = (command: string, { code, message }: { code: string; message: string }): Error =>
  new Error(`${command} was refused: ${code} ${message}`);
