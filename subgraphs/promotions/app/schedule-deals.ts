import type { DealId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { Log } from '@emporium/platform/log';
import type { Result } from '@emporium/platform/result';
import type { Deal } from '../domain/deal.ts';
import type { ApproveProblem } from './approve-deal.ts';
import type { DealStore } from './ports.ts';

/**
 * Brings in deals whose terms are agreed elsewhere, and approves them. Those that are known already
 * are left alone, but for an approval that was interrupted; one whose units cannot be set aside stays
 * in review.
 */
export const scheduleDeals =
  (deps: {
    readonly uow: UnitOfWork;
    readonly deals: DealStore;
    readonly now: () => Date;
    readonly approveDeal: (id: DealId) => Promise<Result<DealId, ApproveProblem>>;
    readonly log: Log;
  }) =>
  async (agreed: readonly Deal[]): Promise<void> => {
    for (const deal of agreed) {
      const stage = await deps.uow.run(async (tx) => {
        const known = await deps.deals.find(tx, deal.id, deps.now());
        if (known === null) deps.deals.insert(tx, deal);
        return known?.stage ?? 'NEW';
      });
      if (stage !== 'NEW' && stage !== 'ALLOCATING') continue;
      const approved = await deps.approveDeal(deal.id);
      if (!approved.ok) deps.log.info({ dealId: deal.id, code: approved.error.code }, 'a deal stays in review');
    }
  };
