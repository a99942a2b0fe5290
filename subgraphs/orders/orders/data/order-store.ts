import type { NewId } from '@emporium/platform/ids';
import type { Tx } from '@emporium/platform/db';
import type { OrderStore } from '../app/ports.ts';
import type { Order } from '../domain/order.ts';
import { insertOrder } from './insert-order.ts';
import {
  ORDER_COLUMNS,
  ORDER_LINE_COLUMNS,
  SELLER_ORDER_COLUMNS,
  SHIPMENT_COLUMNS,
  toOrderHeader,
  toOrderLine,
  toSellerOrder,
  toShipment,
  type OrderLineRow,
  type OrderRow,
  type SellerOrderRow,
  type ShipmentRow,
} from './rows.ts';

/** How an order is found by something of its own; each gives its id. */
const BY_ID = '$1';
const BY_CHECKOUT = '(SELECT id FROM customer_order WHERE checkout_id = $1)';
const BY_SHIPMENT = '(SELECT order_id FROM shipment WHERE id = $1)';
const BY_TRACKING = '(SELECT order_id FROM shipment WHERE tracking_number = $1)';

/** One round trip. The rows below the order are read after its lock is held, so they are the latest. */
async function lockWhere(tx: Tx, orderId: string, key: string): Promise<Order | null> {
  const [[order], sellerOrders, shipments, lines] = await Promise.all([
    tx.query<OrderRow>(`SELECT ${ORDER_COLUMNS} FROM customer_order WHERE id = ${orderId} FOR UPDATE`, [key]),
    tx.query<SellerOrderRow>(
      `SELECT ${SELLER_ORDER_COLUMNS} FROM seller_order WHERE order_id = ${orderId} ORDER BY position`,
      [key],
    ),
    tx.query<ShipmentRow>(`SELECT ${SHIPMENT_COLUMNS} FROM shipment WHERE order_id = ${orderId} ORDER BY position`, [
      key,
    ]),
    tx.query<OrderLineRow>(
      `SELECT ${ORDER_LINE_COLUMNS} FROM order_line WHERE order_id = ${orderId} ORDER BY position`,
      [key],
    ),
  ]);
  if (order === undefined) return null;
  return {
    ...toOrderHeader(order),
    sellerOrders: sellerOrders.map(toSellerOrder),
    shipments: shipments.map(toShipment),
    lines: lines.map(toOrderLine),
  };
}

export const postgresOrderStore = ({ newId }: { newId: NewId }): OrderStore => ({
  lock: (tx, id) => lockWhere(tx, BY_ID, id),
  lockByCheckout: (tx, checkoutId) => lockWhere(tx, BY_CHECKOUT, checkoutId),
  lockByShipment: (tx, shipmentId) => lockWhere(tx, BY_SHIPMENT, shipmentId),
  lockByTracking: (tx, trackingNumber) => lockWhere(tx, BY_TRACKING, trackingNumber),

  async nextSequence(tx) {
    const [row] = await tx.query<{ sequence: bigint }>(`SELECT nextval('order_number') AS sequence`);
    return row!.sequence;
  },

  insert: insertOrder,

  save(tx, before, after) {
    tx.writeOne(
      `UPDATE customer_order SET status = $3, payment = $4, payment_id = $5, version = $6, sequence = $7,
                                 cancelled = $8, refunded = $9, updated_at = $10
        WHERE id = $1 AND version = $2`,
      [
        before.id,
        before.version,
        after.status,
        after.payment,
        after.paymentId,
        after.version,
        after.sequence,
        after.cancelled.minorUnits,
        after.refunded.minorUnits,
        after.updatedAt,
      ],
    );
    const lines = after.lines.filter((line, index) => line.fulfilment !== before.lines[index]!.fulfilment);
    if (lines.length > 0) {
      tx.write(
        `UPDATE order_line l SET fulfilment = n.fulfilment
           FROM unnest($1::text[], $2::text[]) AS n (id, fulfilment) WHERE l.id = n.id`,
        [lines.map((line) => line.id), lines.map((line) => line.fulfilment)],
      );
    }
    const parts = after.sellerOrders.filter((part, index) => part.status !== before.sellerOrders[index]!.status);
    if (parts.length > 0) {
      tx.write(
        `UPDATE seller_order s SET status = n.status
           FROM unnest($1::text[], $2::text[]) AS n (id, status) WHERE s.id = n.id`,
        [parts.map((part) => part.id), parts.map((part) => part.status)],
      );
    }
    saveShipments(tx, before, after);
  },

  appendTimeline(tx, order, entries, at) {
    tx.write(
      `INSERT INTO order_event (id, order_id, sequence, kind, message, shipment_id, from_status, to_status, at)
       SELECT id, $1, $2 + position, kind, message, shipment_id, from_status, to_status, $3
         FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
              WITH ORDINALITY AS e (id, kind, message, shipment_id, from_status, to_status, position)`,
      [
        order.id,
        order.sequence,
        at,
        entries.map(() => newId('oev')),
        entries.map((entry) => entry.kind),
        entries.map((entry) => entry.message),
        entries.map((entry) => entry.shipmentId),
        entries.map((entry) => entry.from),
        entries.map((entry) => entry.to),
      ],
    );
  },

  reown(tx, guestId, userId) {
    tx.write('UPDATE customer_order SET owner_id = $2 WHERE owner_id = $1', [guestId, userId]);
  },
});

function saveShipments(tx: Tx, before: Order, after: Order): void {
  const changed = after.shipments.filter((shipment, index) => shipment !== before.shipments[index]);
  if (changed.length === 0) return;
  tx.write(
    `UPDATE shipment s SET status = n.status, carrier = n.carrier, tracking_number = n.tracking_number,
                           shipped_at = n.shipped_at, delivered_at = n.delivered_at, events = n.events
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::int[])
            AS n (id, status, carrier, tracking_number, shipped_at, delivered_at, events)
      WHERE s.id = n.id`,
    [
      changed.map((shipment) => shipment.id),
      changed.map((shipment) => shipment.status),
      changed.map((shipment) => shipment.carrier),
      changed.map((shipment) => shipment.trackingNumber),
      changed.map((shipment) => shipment.shippedAt),
      changed.map((shipment) => shipment.deliveredAt),
      changed.map((shipment) => shipment.events),
    ],
  );
}
