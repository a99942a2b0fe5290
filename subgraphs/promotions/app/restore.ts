import type { OrderCancelled } from '@emporium/contracts/events';
import type { OrderId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import type { DealClaim } from '../domain/deal-claim.ts';
import { endClaims } from './end-claims.ts';
import type { DealClaimStore, DealStore, PromotionStore } from './ports.ts';
import { moveClaims } from './redeem.ts';

interface RestoreDeps {
  readonly uow: UnitOfWork;
  readonly deals: DealStore;
  readonly claims: DealClaimStore;
  readonly promotions: PromotionStore;
  readonly now: () => Date;
}

/**
 * An order that came to nothing before it was confirmed gives back what it used: coupons, and claims,
 * which hold their units again until they run out. An order that used nothing is fine; what was still on
 * its way to be used, from a caller taken for dead, is refused when it comes.
 */
export const restore =
  (deps: RestoreDeps) =>
  (command: { readonly idempotencyKey: string; readonly orderId: OrderId }): Promise<null> =>
    deps.uow.once(command.idempotencyKey, command, async (tx) => {
      const now = deps.now();
      await deps.promotions.lockIsEnded(tx, command.orderId);
      const claims = await deps.claims.lockOfOrder(tx, command.orderId);
      deps.promotions.endOrder(tx, command.orderId, now);
      deps.promotions.removeUses(tx, command.orderId);
      moveClaims(
        tx,
        deps.claims,
        claims.filter((claim) => claim.expiresAt > now),
        'HELD',
        null,
      );
      endClaims(
        tx,
        deps,
        claims.filter((claim) => claim.expiresAt <= now),
        'EXPIRED',
      );
      return null;
    });

type CancelledOrder = Pick<OrderCancelled, 'orderId' | 'whole' | 'lines'>;

/**
 * A confirmed order was cancelled. Of a whole one the coupons may be used again. The units of a claim
 * go back to its deal, line by line, as inventory sets them aside again: whoever is quick may claim
 * them as long as the deal goes on. A claim that loses its last unit ends.
 */
export const recordCancellation =
  ({ deals, claims, promotions }: Pick<RestoreDeps, 'deals' | 'claims' | 'promotions'>) =>
  async (tx: Tx, { orderId, whole, lines }: CancelledOrder): Promise<void> => {
    const redeemed = await claims.lockOfOrder(tx, orderId);
    if (whole) promotions.removeUses(tx, orderId);
    const lost = (claim: DealClaim): number =>
      whole
        ? claim.quantity
        : lines.reduce((units, line) => units + (line.dealClaimId === claim.id ? line.quantity : 0), 0);
    const isGone = (claim: DealClaim): boolean => lost(claim) >= claim.quantity;
    endClaims(tx, { deals, claims }, redeemed.filter(isGone), 'RELEASED');
    for (const claim of redeemed.filter((each) => !isGone(each) && lost(each) > 0)) {
      claims.shrink(tx, claim.id, lost(claim));
      deals.giveBack(tx, new Map([[claim.dealId, lost(claim)]]));
    }
  };
