import type { Tx } from '@emporium/platform/db';
import { appendToOutbox } from '@emporium/platform/outbox';
import { appendToStream } from '@emporium/platform/streams';
import type { Change, TimelineEntry, TimelineKind } from '../domain/change.ts';
import type { Order } from '../domain/order.ts';
import type { OrderStatus } from '../domain/status.ts';
import type { OrderStore } from './ports.ts';

export const orderSubject = (orderId: string): string => `order:${orderId}`;
export const ownerOrdersSubject = (ownerId: string): string => `owner-orders:${ownerId}`;

/** What the streams of an order and of its owner carry: enough for a status screen. */
export type OrderUpdate = {
  readonly orderId: string;
  readonly kind: TimelineKind;
  readonly status: OrderStatus;
  readonly message: string;
};

interface Deps {
  readonly orders: OrderStore;
  readonly now: () => Date;
}

/** The one way an order changes: its rows, its timeline, its streams and the outbox together. */
export function recordChange({ orders, now }: Deps, tx: Tx, before: Order, change: Change): Order {
  const after = {
    ...change.order,
    version: before.version + 1,
    sequence: before.sequence + change.timeline.length,
    updatedAt: now(),
  };
  orders.save(tx, before, after);
  tell(orders, tx, { ...after, sequence: before.sequence }, change.timeline, after.updatedAt);
  for (const event of change.events) appendToOutbox(tx, after.id, event);
  return after;
}

/** A new order, with the first entry of its timeline. */
export function recordPlacement({ orders }: Deps, tx: Tx, placed: Order): Order {
  const entry: TimelineEntry = {
    kind: 'PLACED',
    message: 'The order was placed.',
    shipmentId: null,
    from: null,
    to: placed.status,
  };
  const order = { ...placed, sequence: 1 };
  orders.insert(tx, order);
  tell(orders, tx, placed, [entry], placed.placedAt);
  return order;
}

function tell(orders: OrderStore, tx: Tx, order: Order, timeline: readonly TimelineEntry[], at: Date): void {
  if (timeline.length === 0) return;
  orders.appendTimeline(tx, order, timeline, at);
  for (const { kind, message } of timeline) {
    const update: OrderUpdate = { orderId: order.id, kind, status: order.status, message };
    appendToStream(tx, orderSubject(order.id), update);
    appendToStream(tx, ownerOrdersSubject(order.ownerId), update);
  }
}
