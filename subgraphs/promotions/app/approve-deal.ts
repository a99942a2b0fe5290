import type { DealId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import type { Deal } from '../domain/deal.ts';
import type { DealStockPort, DealStore, InsufficientStock } from './ports.ts';
import { releaseStockLater } from './release-deal-stock.ts';

export type ApproveProblem =
  | InsufficientStock
  | { readonly code: 'NOT_FOUND' | 'ILLEGAL_TRANSITION' | 'DEAL_ENDED' }
  | { readonly code: 'SCHEDULE_CONFLICT'; readonly dealId: DealId };

export interface ApproveDeps {
  readonly uow: UnitOfWork;
  readonly deals: DealStore;
  readonly dealStock: DealStockPort;
  readonly now: () => Date;
}

/**
 * Sets the deal's units aside and schedules it: ALLOCATING is written down first, so that whatever
 * happens to the call in between, approving again finishes it. A deal whose start has passed is live
 * at once.
 */
export const approveDeal =
  (deps: ApproveDeps) =>
  async (id: DealId): Promise<Result<DealId, ApproveProblem>> => {
    const begun = await begin(deps, id);
    if (!begun.ok || begun.value === 'done') return begun.ok ? ok(id) : begun;

    const { offerId, quantity } = begun.value;
    const allocated = await deps.dealStock.allocate({ dealId: id, offerId, quantity });
    const finished = await finish(deps, id, allocated.ok);
    if (!finished.ok) return finished;
    return allocated.ok ? ok(id) : allocated;
  };

const begin = ({ uow, deals, now }: ApproveDeps, id: DealId): Promise<Result<Deal | 'done', ApproveProblem>> =>
  uow.run(async (tx) => {
    const deal = await deals.lock(tx, id, now());
    if (deal === null) return err({ code: 'NOT_FOUND' });
    if (deal.stage === 'APPROVED') return ok('done');
    if (deal.stage === 'CANCELLED') return err({ code: 'ILLEGAL_TRANSITION' });
    if (deal.endsAt <= now()) return err({ code: 'DEAL_ENDED' });
    const others = (await deals.lockSchedule(tx, deal.offerId, deal.startsAt, deal.endsAt)).filter(
      (other) => other !== id,
    );
    if (others[0] !== undefined) return err({ code: 'SCHEDULE_CONFLICT', dealId: others[0] });
    deals.setStage(tx, id, 'ALLOCATING');
    return ok(deal);
  });

const finish = (
  { uow, deals, now }: ApproveDeps,
  id: DealId,
  isAllocated: boolean,
): Promise<Result<null, ApproveProblem>> =>
  uow.run(async (tx) => {
    const deal = await deals.lock(tx, id, now());
    if (deal?.stage === 'CANCELLED') {
      if (isAllocated) releaseStockLater(tx, id, 'cancelled while approved', now());
      return isAllocated ? ok(null) : err({ code: 'ILLEGAL_TRANSITION' });
    }
    if (deal?.stage !== 'ALLOCATING') return ok(null); // somebody else's approval was faster
    deals.setStage(tx, id, isAllocated ? 'APPROVED' : 'IN_REVIEW');
    if (isAllocated) deals.openPublication(tx, id, now());
    return ok(null);
  });
