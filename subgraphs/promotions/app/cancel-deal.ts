import type { DealId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import { dealStatus, type DealStatus } from '../domain/deal.ts';
import type { DealReach } from './deal-reach.ts';
import type { DealStore } from './ports.ts';
import { releaseStockLater } from './release-deal-stock.ts';

export type CancelProblem =
  { readonly code: 'NOT_FOUND' } | { readonly code: 'ILLEGAL_TRANSITION'; readonly from: DealStatus };

/** Longer than a call that sets units aside may take: whatever it set aside meanwhile is given back after it. */
const AFTER_ALLOCATION_MS = 60_000;

/** Takes a deal back before anybody could claim it. Doing it again changes nothing. */
export const cancelDeal =
  ({ uow, deals, now }: { readonly uow: UnitOfWork; readonly deals: DealStore; readonly now: () => Date }) =>
  (id: DealId, reason: string, reach: DealReach): Promise<Result<DealId, CancelProblem>> =>
    uow.run(async (tx) => {
      const deal = await deals.lock(tx, id, now());
      const isOwn = deal !== null && (reach === 'all' || reach.includes(deal.sellerId));
      if (!isOwn) return err({ code: 'NOT_FOUND' });
      const status = dealStatus(deal, now());
      if (status === 'CANCELLED') return ok(id);
      if (status !== 'IN_REVIEW' && status !== 'SCHEDULED') return err({ code: 'ILLEGAL_TRANSITION', from: status });
      deals.recordCancellation(tx, id, reason);
      if (deal.stage === 'APPROVED') releaseStockLater(tx, id, 'cancelled', now());
      if (deal.stage === 'ALLOCATING') {
        releaseStockLater(tx, id, 'cancelled', new Date(now().getTime() + AFTER_ALLOCATION_MS));
      }
      return ok(id);
    });
