import type { OrdersEvent } from '@emporium/contracts/events';
import type { ShipmentId } from '@emporium/contracts/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import type { Order } from './order.ts';
import { canBecome, illegalTransition, statusOf, type IllegalTransition, type OrderStatus } from './status.ts';

export type TimelineKind =
  | 'PLACED'
  | 'PAYMENT_AUTHORIZED'
  | 'PAYMENT_FAILED'
  | 'CONFIRMED'
  | 'PACKED'
  | 'SHIPPED'
  | 'TRACKING'
  | 'DELIVERED'
  | 'CANCELLED'
  | 'RETURN_REQUESTED'
  | 'RETURNED'
  | 'REFUNDED'
  | 'NOTE';

/** What happened, for the buyer to read. */
export interface TimelineEntry {
  readonly kind: TimelineKind;
  readonly message: string;
  readonly shipmentId: ShipmentId | null;
  readonly from: OrderStatus | null;
  readonly to: OrderStatus | null;
}

/** A decision: the order after it, what its timeline says, and what the other subgraphs are told. */
export interface Change {
  readonly order: Order;
  readonly timeline: readonly TimelineEntry[];
  readonly events: readonly OrdersEvent[];
}

export interface Note {
  readonly kind: TimelineKind;
  readonly message: string;
  readonly shipmentId?: ShipmentId;
}

/** Derives the statuses after a change of lines, parcels or payment, and refuses a step that the state machine has not. */
export function changed(
  before: Order,
  after: Order,
  notes: readonly Note[],
  events: readonly OrdersEvent[] = [],
): Result<Change, IllegalTransition> {
  const status = statusOf(
    after.payment,
    after.lines.map((line) => line.fulfilment),
  );
  if (status !== before.status && !canBecome(before.status, status))
    return err(illegalTransition(before.status, status));
  const sellerOrders = after.sellerOrders.map((sellerOrder) => ({
    ...sellerOrder,
    status: statusOf(
      after.payment,
      after.lines.filter((line) => line.sellerOrderId === sellerOrder.id).map((line) => line.fulfilment),
    ),
  }));
  const moved = status !== before.status;
  const timeline = notes.map(({ kind, message, shipmentId = null }, index) => ({
    kind,
    message,
    shipmentId,
    // Several entries of one change are one step: the last one completes it.
    from: moved && index === notes.length - 1 ? before.status : null,
    to: moved && index === notes.length - 1 ? status : null,
  }));
  return ok({ order: { ...after, status, sellerOrders }, timeline, events });
}
