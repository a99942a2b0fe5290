import type { OrderId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { announceEnd } from './claim-stream.ts';
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
 * which hold their units again until they run out. An order that used nothing is fine.
 */
export const restore =
  (deps: RestoreDeps) =>
  (command: { readonly idempotencyKey: string; readonly orderId: OrderId }): Promise<null> =>
    deps.uow.once(command.idempotencyKey, command, async (tx) => {
      const now = deps.now();
      const claims = await deps.claims.lockOfOrder(tx, command.orderId);
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

/**
 * A confirmed order was cancelled as a whole: its coupons may be used again, and the customer may
 * claim again. The deal gets no slot back, because inventory returned the units to the ordinary stock.
 */
export const recordCancellation =
  ({ claims, promotions }: Pick<RestoreDeps, 'claims' | 'promotions'>) =>
  async (tx: Tx, { orderId, whole }: { readonly orderId: OrderId; readonly whole: boolean }): Promise<void> => {
    if (!whole) return;
    const redeemed = await claims.lockOfOrder(tx, orderId);
    promotions.removeUses(tx, orderId);
    claims.setStatus(
      tx,
      redeemed.map(({ id }) => id),
      'RELEASED',
      null,
    );
    for (const claim of redeemed) announceEnd(tx, claim, 'RELEASED');
  };
