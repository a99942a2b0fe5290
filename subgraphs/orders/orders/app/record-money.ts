import type { OrderId, ShipmentId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import { add, formatDecimal, type Money } from '@emporium/platform/money';
import { shipmentPaymentFailed } from '../domain/facts.ts';
import type { OrderStore } from './ports.ts';
import { recordChange } from './record-change.ts';

interface Deps {
  readonly orders: OrderStore;
  readonly now: () => Date;
}

const shown = (amount: Money): string => `${formatDecimal(amount)} ${amount.currency}`;
const note = { shipmentId: null, from: null, to: null };

/** Payments charged the buyer for what was shipped. */
export const recordCapture =
  (deps: Deps) =>
  async (tx: Tx, orderId: OrderId, amount: Money): Promise<void> => {
    const order = await deps.orders.lock(tx, orderId);
    if (order === null) return;
    const timeline = [{ ...note, kind: 'NOTE' as const, message: `${shown(amount)} were charged.` }];
    recordChange(deps, tx, order, { order, timeline, events: [] });
  };

/**
 * The bank refused to pay for a parcel that has left. What was ordered and shipped stays as it is: the
 * money is owed, and people have to collect it. Buyer, seller and support read it in the timeline, and
 * the buyer is told. Without a parcel it was finance that asked, ahead of any; then nothing is owed yet.
 */
export const recordCaptureFailure =
  (deps: Deps) =>
  async (tx: Tx, orderId: OrderId, shipmentId: ShipmentId | null, amount: Money): Promise<void> => {
    const order = await deps.orders.lock(tx, orderId);
    if (order === null) return;
    const consequence =
      shipmentId === null
        ? 'Each parcel will be charged when it leaves.'
        : 'The amount is still owed; support will be in touch.';
    const message = `${shown(amount)} could not be charged. ${consequence}`;
    const timeline = [{ ...note, kind: 'PAYMENT_FAILED' as const, message, shipmentId }];
    const events = shipmentId === null ? [] : [shipmentPaymentFailed(order, shipmentId, amount)];
    recordChange(deps, tx, order, { order, timeline, events });
  };

/** Payments sent money back that had been charged. */
export const recordRefund =
  (deps: Deps) =>
  async (tx: Tx, orderId: OrderId, amount: Money): Promise<void> => {
    const order = await deps.orders.lock(tx, orderId);
    if (order === null) return;
    const timeline = [{ ...note, kind: 'REFUNDED' as const, message: `${shown(amount)} were refunded.` }];
    recordChange(deps, tx, order, { order: { ...order, refunded: add(order.refunded, amount) }, timeline, events: [] });
  };
