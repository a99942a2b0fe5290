import { randomUUID } from 'node:crypto';
import type { CheckoutId } from '@emporium/contracts/ids';
import type { Log } from '@emporium/platform/log';
import { LEASE_MS } from '../domain/progress.ts';
import { compensate, isOver, pauseMs, recordPayment, type Saga } from '../domain/saga.ts';
import type { InventoryPort, PaymentsPort, PromotionsPort } from './ports.ts';
import { lockState, moveSaga, type SagaDeps, type SagaState } from './saga-state.ts';

export interface DriveDeps extends SagaDeps {
  readonly inventory: InventoryPort;
  readonly payments: PaymentsPort;
  readonly promotions: PromotionsPort;
  readonly log: Log;
}

/** A saga that its driver has the lease of. */
export interface HeldSaga {
  readonly holder: string;
  readonly state: SagaState;
}

export const newHolder = (): string => randomUUID();

/**
 * Takes a saga as far as it goes: one remote call, one transaction, and again. The request that
 * placed the order drives it; whatever is left, by a crash or a subgraph that does not answer, the
 * completer drives from the last recovery point. Each call carries a key made of order, step and
 * attempt, so making it twice is making it once.
 */
export const driveSaga =
  (deps: DriveDeps) =>
  async ({ holder, state: start }: HeldSaga): Promise<SagaState> => {
    let state = start;
    for (;;) {
      const next = await nextSaga(deps, state).catch((error: unknown) => {
        deps.log.warn({ err: error, orderId: state.order.id, point: state.checkout.saga.point }, 'saga step failed');
        return 'unknown' as const;
      });
      if (next === null) return state;
      if (next === 'unknown') return postpone(deps, holder, state);
      const advanced = await advance(deps, holder, state, next);
      if (advanced === null) return state;
      state = advanced;
    }
  };

/** Takes over a saga whose time has come, unless somebody is working on it. */
export const takeSaga =
  (deps: SagaDeps) =>
  (checkoutId: CheckoutId): Promise<HeldSaga | null> =>
    deps.uow.run(async (tx) => {
      const state = await lockState(deps, tx, checkoutId);
      if (state === null || isOver(state.checkout.saga)) return null;
      const { dueAt } = state.checkout.lease;
      const now = deps.now();
      if (dueAt === null || dueAt > now) return null;
      const holder = newHolder();
      const checkout = { ...state.checkout, lease: { holder, dueAt: new Date(now.getTime() + LEASE_MS) } };
      deps.checkouts.saveProgress(tx, checkout);
      return { holder, state: { ...state, checkout } };
    });

/** Carries out the step that follows the recovery point. Null: it is somebody else's turn, or the end. */
async function nextSaga(deps: DriveDeps, { checkout, order }: SagaState): Promise<Saga | null> {
  const { saga } = checkout;
  const expired = checkout.expiresAt <= deps.now();
  switch (saga.point) {
    case 'CONFIRMED':
    case 'CANCELLED':
      return null;
    case 'AWAITING_ACTION':
    case 'AWAITING_GATEWAY':
    case 'PAYMENT_FAILED':
      return expired ? compensate(saga, 'EXPIRED') : null;
    case 'ORDER_CREATED': {
      if (expired) return compensate(saga, 'EXPIRED');
      const redeemed = await redeem(deps, order, saga);
      return redeemed.ok
        ? { ...saga, point: 'PROMOTIONS_REDEEMED', failures: 0 }
        : compensate(saga, 'PROMOTION_GONE', redeemed.error);
    }
    // A driver that died may have authorised already, or its call be under way: the void covers both.
    case 'PROMOTIONS_REDEEMED':
      if (expired) return compensate(saga, 'EXPIRED');
      return recordPayment(saga, saga.attempt, await authorize(deps, order, saga));
    case 'PAYMENT_AUTHORIZED': {
      const confirmed = await confirm(deps, { checkout, order });
      return confirmed ? { ...saga, point: 'CONFIRMED', failures: 0 } : compensate(saga, 'EXPIRED');
    }
    case 'COMPENSATING':
      await goBack(deps, { checkout, order });
      return { ...saga, point: 'CANCELLED', failures: 0 };
  }
}

function redeem({ promotions }: DriveDeps, order: SagaState['order'], { payerId }: Saga) {
  const dealClaimIds = [...new Set(order.lines.flatMap((line) => line.dealClaimId ?? []))];
  const { id: orderId, couponCodes } = order;
  const idempotencyKey = `${orderId}:redeem`;
  return promotions.redeem({ orderId, ownerId: payerId, couponCodes, dealClaimIds, idempotencyKey });
}

const authorize = ({ payments }: DriveDeps, order: SagaState['order'], { attempt, payerId, paymentMethodId }: Saga) =>
  payments.authorize({
    orderId: order.id,
    orderNumber: order.number,
    ownerId: payerId,
    attempt,
    amount: order.totals.total,
    paymentMethodId,
    allocations: order.sellerOrders.map(({ id, sellerId, totals }) => ({
      sellerOrderId: id,
      sellerId,
      amount: totals.total,
    })),
    idempotencyKey: `${order.id}:authorize:${attempt}`,
  });

async function confirm({ inventory }: DriveDeps, { checkout, order }: SagaState): Promise<boolean> {
  const dealOf = new Map(checkout.items.map(({ dealClaimId, dealId }) => [dealClaimId, dealId]));
  const confirmed = await inventory.confirm({
    reservationId: checkout.reservationId!,
    orderId: order.id,
    shipments: order.shipments.map((shipment) => ({
      shipmentId: shipment.id,
      sellerOrderId: shipment.sellerOrderId,
      warehouseId: shipment.warehouseId,
      lines: order.lines
        .filter((line) => line.shipmentId === shipment.id)
        .map((line) => ({
          orderLineId: line.id,
          offerId: line.offerId,
          dealId: line.dealClaimId === null ? null : (dealOf.get(line.dealClaimId) ?? null),
          quantity: line.quantity,
        })),
    })),
    idempotencyKey: `${order.id}:confirm`,
  });
  return confirmed.ok;
}

/** The compensations, last step first. Each is fine when there is nothing to undo. */
async function goBack({ payments, promotions, inventory }: DriveDeps, { checkout, order }: SagaState): Promise<void> {
  const orderId = order.id;
  const round = checkout.saga.compensations;
  await payments.void({ orderId, idempotencyKey: `${orderId}:void:${round}` });
  await promotions.restore({ orderId, idempotencyKey: `${orderId}:restore:${round}` });
  const reservationId = checkout.reservationId!;
  await inventory.release({ reservationId, idempotencyKey: `${orderId}:release:${round}` });
}

/** Writes the step down, if the lease is still ours. What an event changed meanwhile counts more than our answer. */
const advance = (deps: DriveDeps, holder: string, seen: SagaState, next: Saga): Promise<SagaState | null> =>
  deps.uow.run(async (tx) => {
    const state = await lockState(deps, tx, seen.checkout.id);
    if (state?.checkout.lease.holder !== holder) return null;
    const { saga } = state.checkout;
    const moved =
      saga.point !== seen.checkout.saga.point ||
      saga.attempt !== seen.checkout.saga.attempt ||
      saga.compensations !== seen.checkout.saga.compensations;
    return moved ? state : moveSaga(deps, tx, state, next, holder);
  });

/** Nobody knows what the step did, so it will be tried again; the lease is given back with a pause on it. */
const postpone = (deps: DriveDeps, holder: string, seen: SagaState): Promise<SagaState> =>
  deps.uow.run(async (tx) => {
    const state = await lockState(deps, tx, seen.checkout.id);
    if (state?.checkout.lease.holder !== holder) return seen;
    const saga = { ...state.checkout.saga, failures: state.checkout.saga.failures + 1 };
    const dueAt = new Date(deps.now().getTime() + pauseMs(saga));
    const checkout = { ...state.checkout, saga, lease: { holder: null, dueAt } };
    deps.checkouts.saveProgress(tx, checkout);
    return { ...state, checkout };
  });
