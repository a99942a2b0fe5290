import type { OfferId } from '@emporium/contracts/ids';
import { typedDocument, type ServiceClient } from '@emporium/platform/client';
import type { Log } from '@emporium/platform/log';
import type { StockPort } from '../app/ports.ts';

const DEADLINE_MS = 150;

const OFFER_STOCK = typedDocument<
  { readonly offerStock: readonly { readonly offerId: OfferId; readonly available: number }[] | null },
  { offerIds: readonly OfferId[] }
>(`
  query OfferStock($offerIds: [ID!]!) {
    offerStock(offerIds: $offerIds) { offerId available }
  }`);

export const inventoryClient = (inventory: ServiceClient, log: Log): StockPort => ({
  async available(offerIds) {
    try {
      const { offerStock } = await inventory.call(OFFER_STOCK, { offerIds }, { deadlineMs: DEADLINE_MS });
      return offerStock && new Map(offerStock.map(({ offerId, available }) => [offerId, available]));
    } catch (error) {
      log.warn({ err: error }, 'lines are added without a look at the stock');
      return null;
    }
  },
});
