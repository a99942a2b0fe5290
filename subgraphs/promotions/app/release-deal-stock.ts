import type { DealId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { enqueueJob } from '@emporium/platform/jobs';
import type { DealStockPort } from './ports.ts';

export const RELEASE_DEAL_STOCK = 'release-deal-stock';

export interface ReleaseDealStock {
  readonly dealId: DealId;
  /** Names the occasion: releasing twice for one is releasing once. */
  readonly occasion: string;
}

/** Has inventory take back what a deal did not sell, at the earliest at `runAt`; tried again until it has. */
export function releaseStockLater(tx: Tx, dealId: DealId, occasion: string, runAt: Date): void {
  enqueueJob(tx, RELEASE_DEAL_STOCK, { dealId, occasion } satisfies ReleaseDealStock, { runAt });
}

export const releaseDealStock =
  ({ dealStock }: { readonly dealStock: DealStockPort }) =>
  ({ dealId, occasion }: ReleaseDealStock): Promise<void> =>
    dealStock.release(dealId, `${dealId}:${occasion}`);
