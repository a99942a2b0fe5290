import type { DealClaimId, DealId, OwnerId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import type { DealClaim } from '../domain/deal-claim.ts';
import { announceEnd } from './claim-stream.ts';
import type { DealClaimStore, DealStore } from './ports.ts';

export interface EndClaimsDeps {
  readonly uow: UnitOfWork;
  readonly deals: DealStore;
  readonly claims: DealClaimStore;
}

export type ReleaseProblem = { readonly code: 'NOT_FOUND' } | { readonly code: 'ILLEGAL_TRANSITION' };

/** The customer changed their mind: the units are free for others. A claim that has ended already is left as it is. */
export const releaseClaim =
  (deps: EndClaimsDeps) =>
  (id: DealClaimId, ownerId: OwnerId): Promise<Result<DealClaimId, ReleaseProblem>> =>
    deps.uow.run(async (tx) => {
      const [claim] = await deps.claims.lockOf(tx, [id], ownerId);
      if (claim === undefined) return err({ code: 'NOT_FOUND' });
      if (claim.status === 'REDEEMED') return err({ code: 'ILLEGAL_TRANSITION' });
      if (claim.status === 'HELD') endClaims(tx, deps, [claim], 'RELEASED');
      return ok(id);
    });

const SWEEP = 100;

/**
 * Housekeeping: gives back the slots of holds that ran out. Correctness does not wait for it, since
 * such a hold counts for nothing, and a claim that finds no slot calls it at once.
 *
 * @param dealId only this deal's; null for the oldest of all
 * @returns how many claims it ended, a hundred at most
 */
export const expireClaims =
  (deps: EndClaimsDeps & { readonly now: () => Date }) =>
  (dealId: DealId | null): Promise<number> =>
    deps.uow.run(async (tx) => {
      const lapsed = await deps.claims.lockLapsed(tx, deps.now(), SWEEP, dealId);
      endClaims(tx, deps, lapsed, 'EXPIRED');
      return lapsed.length;
    });

/** Ends holds that are locked and gives their slots back to the deals. */
export function endClaims(
  tx: Tx,
  { deals, claims }: Pick<EndClaimsDeps, 'deals' | 'claims'>,
  held: readonly DealClaim[],
  reason: 'EXPIRED' | 'RELEASED',
): void {
  if (held.length === 0) return;
  claims.setStatus(
    tx,
    held.map(({ id }) => id),
    reason,
    null,
  );
  for (const claim of held) announceEnd(tx, claim, reason);
  const units = new Map<DealId, number>();
  for (const { dealId, quantity } of held) units.set(dealId, (units.get(dealId) ?? 0) + quantity);
  deals.giveBack(tx, units);
}
