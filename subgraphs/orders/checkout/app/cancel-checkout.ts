import type { CheckoutId, OwnerId, ReservationId } from '@emporium/contracts/ids';
import type { Log } from '@emporium/platform/log';
import { err, ok, type Result } from '@emporium/platform/result';
import type { CheckoutStatus } from '../domain/checkout.ts';
import { compensate, isWaiting } from '../domain/saga.ts';
import { newHolder, type HeldSaga } from './drive-saga.ts';
import type { InventoryPort } from './ports.ts';
import { announceStatus, hasSaga, lockState, moveSaga, type SagaDeps, type SagaState } from './saga-state.ts';

export type CancelCheckoutProblem =
  { readonly code: 'NOT_FOUND' } | { readonly code: 'ILLEGAL_TRANSITION'; readonly status: CheckoutStatus };

export interface CancelCheckoutDeps extends SagaDeps {
  readonly inventory: InventoryPort;
  readonly drive: (held: HeldSaga) => Promise<SagaState>;
  readonly log: Log;
}

/**
 * The buyer gives up. Before the order is placed that frees the stock; while the payment waits for
 * the buyer it sends the saga back. A payment under way cannot be called back from here: it ends
 * first, and the order can be cancelled then.
 */
export const cancelCheckout =
  (deps: CancelCheckoutDeps) =>
  async (command: {
    readonly ownerId: OwnerId;
    readonly checkoutId: CheckoutId;
  }): Promise<Result<null, CancelCheckoutProblem>> => {
    let freed: ReservationId | null = null;
    let held: HeldSaga | null = null;
    const decided = await deps.uow.run<Result<null, CancelCheckoutProblem>>(async (tx) => {
      freed = held = null;
      const checkout = await deps.checkouts.lock(tx, command.checkoutId);
      if (checkout?.ownerId !== command.ownerId) return err({ code: 'NOT_FOUND' });
      if (checkout.status === 'CANCELLED' || checkout.status === 'EXPIRED') return ok(null);
      if (!hasSaga(checkout)) {
        const cancelled = { ...checkout, status: 'CANCELLED' as const };
        deps.checkouts.saveProgress(tx, cancelled);
        announceStatus(tx, checkout, cancelled);
        freed = checkout.reservationId;
        return ok(null);
      }
      if (!isWaiting(checkout.saga)) return err({ code: 'ILLEGAL_TRANSITION', status: checkout.status });
      const state = (await lockState(deps, tx, checkout.id))!;
      const holder = newHolder();
      held = { holder, state: moveSaga(deps, tx, state, compensate(checkout.saga, 'BUYER'), holder) };
      return ok(null);
    });
    if (held !== null) await deps.drive(held);
    if (freed !== null) await release(deps, freed);
    return decided;
  };

/** Only a kindness to other buyers: a reservation that nobody releases runs out. */
async function release({ inventory, log }: CancelCheckoutDeps, reservationId: ReservationId): Promise<void> {
  try {
    await inventory.release({ reservationId, idempotencyKey: `${reservationId}:release` });
  } catch (error) {
    log.warn({ err: error, reservationId }, 'stock of a cancelled checkout stays held until it expires');
  }
}
