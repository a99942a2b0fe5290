import type { CheckoutId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import { appendToStream } from '@emporium/platform/streams';
import type { OrderStore } from '../../orders/app/ports.ts';
import { recordChange } from '../../orders/app/record-change.ts';
import type { Order } from '../../orders/domain/order.ts';
import type { Checkout, CheckoutStatus } from '../domain/checkout.ts';
import { progress } from '../domain/progress.ts';
import type { Saga } from '../domain/saga.ts';
import type { CheckoutStore } from './ports.ts';

/** A checkout whose order is placed: what the saga works on. */
export interface SagaState {
  readonly checkout: Checkout & { readonly saga: Saga };
  readonly order: Order;
}

export interface SagaDeps {
  readonly uow: UnitOfWork;
  readonly checkouts: CheckoutStore;
  readonly orders: OrderStore;
  readonly now: () => Date;
}

export const checkoutSubject = (checkoutId: string): string => `checkout:${checkoutId}`;
export type CheckoutUpdate = { readonly status: CheckoutStatus; readonly expiresAt: string };
export const toCheckoutUpdate = ({ status, expiresAt }: Checkout): CheckoutUpdate => ({
  status,
  expiresAt: expiresAt.toISOString(),
});

export const hasSaga = (checkout: Checkout): checkout is SagaState['checkout'] => checkout.saga !== null;

/** Always the checkout first and its order second, so that no two transactions wait for each other. */
export async function lockState({ checkouts, orders }: SagaDeps, tx: Tx, id: CheckoutId): Promise<SagaState | null> {
  const [checkout, order] = await Promise.all([checkouts.lock(tx, id), orders.lockByCheckout(tx, id)]);
  return checkout === null || order === null || !hasSaga(checkout) ? null : { checkout, order };
}

/** Writes where the saga now is, with everything that follows from it: the checkout, the order, streams and events. */
export function moveSaga(deps: SagaDeps, tx: Tx, state: SagaState, saga: Saga, holder: string | null): SagaState {
  const moved = progress(state, saga, { holder, now: deps.now() });
  if (!moved.ok) {
    const { from, to } = moved.error;
    throw new Error(`saga of ${state.checkout.id} at ${saga.point}: an order cannot go from ${from} to ${to}`);
  }
  const { checkout, change } = moved.value;
  deps.checkouts.saveProgress(tx, checkout);
  const order = change === null ? state.order : recordChange(deps, tx, state.order, change);
  announceStatus(tx, state.checkout, checkout);
  return { checkout: { ...checkout, saga }, order };
}

export function announceStatus(tx: Tx, before: Checkout | null, after: Checkout): void {
  if (before?.status !== after.status) appendToStream(tx, checkoutSubject(after.id), toCheckoutUpdate(after));
}
