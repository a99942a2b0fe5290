import type { OfferId } from '@emporium/contracts/ids';
import { gather, type ServiceClient } from '@emporium/platform/client';
import type { Log } from '@emporium/platform/log';
import type { StockPort } from '../app/ports.ts';
import { OfferStockDocument } from './generated/inventory.ts';

const DEADLINE_MS = 150;
/** What inventory answers for in one call. */
const MAX_OFFERS = 250;

export const inventoryClient = (inventory: ServiceClient, log: Log): StockPort => ({
  available: gather(async (offerIds: readonly OfferId[]) => {
    try {
      const { offerStock } = await inventory.call(OfferStockDocument, { offerIds }, { deadlineMs: DEADLINE_MS });
      return offerStock && new Map(offerStock.map(({ offerId, available }) => [offerId as OfferId, available]));
    } catch (error) {
      log.warn({ err: error }, 'lines are added without a look at the stock');
      return null;
    }
  }, MAX_OFFERS),
});
