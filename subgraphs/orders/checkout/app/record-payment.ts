import type { OrderId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { recordPayment, type PaymentOutcome } from '../domain/saga.ts';
import { hasSaga, moveSaga, type SagaDeps } from './saga-state.ts';

/**
 * Payments tells how an attempt ended, minutes after it was made: the same decision under the same
 * lock as the answer to our own call. A worker that holds the lease goes on with what it finds here;
 * without one the completer is due at once.
 */
export const recordPaymentEvent =
  (deps: SagaDeps) =>
  async (tx: Tx, orderId: OrderId, attempt: number, outcome: PaymentOutcome): Promise<void> => {
    const [checkout, order] = await Promise.all([
      deps.checkouts.lockByOrder(tx, orderId),
      deps.orders.lock(tx, orderId),
    ]);
    if (checkout === null || order === null || !hasSaga(checkout)) return;
    const saga = recordPayment(checkout.saga, attempt, outcome);
    if (saga === null) return;
    const { holder, dueAt } = checkout.lease;
    const working = holder !== null && dueAt !== null && dueAt > deps.now();
    moveSaga(deps, tx, { checkout, order }, saga, working ? holder : null);
  };
