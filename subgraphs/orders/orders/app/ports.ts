import type { CheckoutId, GuestId, OrderId, ShipmentId, UserId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { TimelineEntry } from '../domain/change.ts';
import type { Order } from '../domain/order.ts';

export interface OrderStore {
  /** With its lines, seller orders and shipments. Every change of an order holds this lock. */
  lock(tx: Tx, id: OrderId): Promise<Order | null>;
  lockByCheckout(tx: Tx, checkoutId: CheckoutId): Promise<Order | null>;
  lockByShipment(tx: Tx, shipmentId: ShipmentId): Promise<Order | null>;
  lockByTracking(tx: Tx, trackingNumber: string): Promise<Order | null>;
  /** How many orders there have been, counting this one; a number taken is not given back. */
  nextSequence(tx: Tx): Promise<bigint>;
  insert(tx: Tx, order: Order): void;
  /** Writes what differs. Fails the transaction unless the stored version is `before`'s. */
  save(tx: Tx, before: Order, after: Order): void;
  /** Numbers the entries after those the order has. */
  appendTimeline(tx: Tx, order: Order, entries: readonly TimelineEntry[], at: Date): void;
  reown(tx: Tx, guestId: GuestId, userId: UserId): void;
}
