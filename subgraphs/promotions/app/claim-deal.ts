import type { DealClaimId, DealId, OwnerId } from '@emporium/contracts/ids';
import { StaleWrite, type UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { decideClaim, type ClaimProblem } from '../domain/deal-claim.ts';
import type { DealClaimStore, DealStore } from './ports.ts';

export interface ClaimDeal {
  readonly idempotencyKey: string;
  readonly dealId: DealId;
  readonly ownerId: OwnerId;
  readonly quantity: number;
}

export interface ClaimDeps {
  readonly uow: UnitOfWork;
  readonly deals: DealStore;
  readonly claims: DealClaimStore;
  readonly expireClaims: (dealId: DealId) => Promise<number>;
  readonly newId: NewId;
  readonly now: () => Date;
}

const ATTEMPTS = 3;

/**
 * Holds units of a live deal for a customer.
 *
 * The deal is read without a lock, so the thousands who come too late are turned away without
 * waiting for each other. Whoever seems to be in time adds to the deal's counter by a conditional
 * update in the write that commits: its row is locked for that moment alone, and the counter never
 * passes the quantity. Who lost that race looks again, after holds that ran out were given back.
 */
export const claimDeal =
  (deps: ClaimDeps) =>
  async (command: ClaimDeal): Promise<Result<DealClaimId, ClaimProblem>> => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        return await hold(deps, command);
      } catch (error) {
        if (!(error instanceof StaleWrite)) throw error;
        await deps.expireClaims(command.dealId);
      }
    }
    return err({ code: 'DEAL_SOLD_OUT', left: 0 });
  };

const hold = (deps: ClaimDeps, command: ClaimDeal): Promise<Result<DealClaimId, ClaimProblem>> =>
  deps.uow.once(command.idempotencyKey, command, async (tx) => {
    const { dealId, ownerId, quantity } = command;
    const now = deps.now();
    const [own, deal] = await Promise.all([
      deps.claims.lockOwn(tx, dealId, ownerId, now),
      deps.deals.find(tx, dealId, now),
    ]);
    if (deal === null) return err({ code: 'NOT_FOUND' });
    const decision = decideClaim(deal, own, quantity, now);
    if (!decision.ok) return decision;

    const id = deps.newId('clm');
    const expiresAt = new Date(now.getTime() + deal.claimHoldSeconds * 1_000);
    deps.claims.insert(tx, { id, dealId, ownerId, quantity, status: 'HELD', expiresAt, orderId: null });
    deps.deals.take(tx, dealId, quantity, now); // last, so that the deal's row is locked for no longer than it takes to commit
    return ok(id);
  });
