import { decodeCursor, encodeCursor } from '@emporium/platform/cursor';
import type { Database } from '@emporium/platform/db';
import { z } from 'zod';
import type { OrderAccess, OrderReads, TimelineRow } from '../app/reads.ts';
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

const orderCursor = z.tuple([z.iso.datetime(), z.string()]);
const sequenceCursor = z.tuple([z.number().int()]);

/** $2 and $3: the viewer may see all, or is the owner. */
const VISIBLE = '($2 OR owner_id = $3)';
/** The same for a part of an order; $4: the sellers the viewer works for. */
const PART_VISIBLE = (table: string) => `($2 OR ${table}.seller_id = ANY($4) OR EXISTS (
  SELECT FROM customer_order o WHERE o.id = ${table}.order_id AND o.owner_id = $3))`;

const orderAccess = ({ all, ownerId }: OrderAccess) => [all, ownerId];
const partAccess = ({ all, ownerId, sellerIds }: OrderAccess) => [all, ownerId, sellerIds];
const shipmentAccess = ({ all, allShipments, ownerId, sellerIds }: OrderAccess) => [
  all || allShipments,
  ownerId,
  sellerIds,
];

/** Two texts rather than "owner is null or equal", which would never use the owner's index. */
const listOf = (whose: string): string => `SELECT ${ORDER_COLUMNS} FROM customer_order
  WHERE ${whose} AND ($2::text[] IS NULL OR status = ANY($2)) AND ($3::timestamptz IS NULL OR placed_at > $3)
    AND ($4::timestamptz IS NULL OR placed_at < $4) AND ($5::text IS NULL OR search_text LIKE $5)
    AND ($6::timestamptz IS NULL OR (placed_at, id) < ($6, $7))
  ORDER BY placed_at DESC, id DESC LIMIT $8`;
const LIST_OF_OWNER = listOf('owner_id = $1');
const LIST_OF_ALL = listOf('$1::text IS NULL');

const pattern = (search: string): string => `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;

export const postgresOrderReads = (db: Database): OrderReads => ({
  async orders(ids, access) {
    const text = `SELECT ${ORDER_COLUMNS} FROM customer_order WHERE id = ANY($1) AND ${VISIBLE}`;
    return (await db.query<OrderRow>(text, [ids, ...orderAccess(access)])).map(toOrderHeader);
  },

  async orderByNumber(number, access) {
    const text = `SELECT ${ORDER_COLUMNS} FROM customer_order WHERE number = $1 AND ${VISIBLE}`;
    const row = await db.one<OrderRow>(text, [number, ...orderAccess(access)]);
    return row && toOrderHeader(row);
  },

  async list(ownerId, { status, placedAfter, placedBefore, search }, page) {
    const [at, id] = page.after === null ? [null, null] : decodeCursor(page.after, orderCursor);
    const rows = await db.search<OrderRow>(ownerId === null ? LIST_OF_ALL : LIST_OF_OWNER, [
      ownerId,
      status,
      placedAfter,
      placedBefore,
      search === null ? null : pattern(search),
      at,
      id,
      page.first + 1,
    ]);
    return rows.map(toOrderHeader);
  },

  cursorOf: ({ placedAt, id }) => encodeCursor([placedAt.toISOString(), id]),

  async linesOf(orderIds) {
    const text = `SELECT ${ORDER_LINE_COLUMNS} FROM order_line WHERE order_id = ANY($1) ORDER BY order_id, position`;
    return (await db.query<OrderLineRow>(text, [orderIds])).map(toOrderLine);
  },

  async sellerOrdersOf(orderIds) {
    const text = `SELECT ${SELLER_ORDER_COLUMNS} FROM seller_order WHERE order_id = ANY($1) ORDER BY order_id, position`;
    return (await db.query<SellerOrderRow>(text, [orderIds])).map(toSellerOrder);
  },

  async shipmentsOf(orderIds) {
    const text = `SELECT ${SHIPMENT_COLUMNS} FROM shipment WHERE order_id = ANY($1) ORDER BY order_id, position`;
    return (await db.query<ShipmentRow>(text, [orderIds])).map(toShipment);
  },

  async lines(ids, access) {
    const text = `SELECT ${ORDER_LINE_COLUMNS} FROM order_line WHERE id = ANY($1) AND ${PART_VISIBLE('order_line')}`;
    return (await db.query<OrderLineRow>(text, [ids, ...partAccess(access)])).map(toOrderLine);
  },

  async sellerOrders(ids, access) {
    const text = `SELECT ${SELLER_ORDER_COLUMNS} FROM seller_order
                   WHERE id = ANY($1) AND ${PART_VISIBLE('seller_order')}`;
    return (await db.query<SellerOrderRow>(text, [ids, ...partAccess(access)])).map(toSellerOrder);
  },

  async shipments(ids, access) {
    const text = `SELECT ${SHIPMENT_COLUMNS} FROM shipment WHERE id = ANY($1) AND ${PART_VISIBLE('shipment')}`;
    return (await db.query<ShipmentRow>(text, [ids, ...shipmentAccess(access)])).map(toShipment);
  },

  async shipmentByTracking(trackingNumber, access) {
    const text = `SELECT ${SHIPMENT_COLUMNS} FROM shipment WHERE tracking_number = $1 AND ${PART_VISIBLE('shipment')}`;
    const row = await db.one<ShipmentRow>(text, [trackingNumber, ...shipmentAccess(access)]);
    return row && toShipment(row);
  },

  async timeline(orderId, page) {
    const after = page.after === null ? 0 : decodeCursor(page.after, sequenceCursor)[0];
    return db.query<TimelineRow>(
      `SELECT id, sequence, kind, message, shipment_id AS "shipmentId", from_status AS "from", to_status AS "to", at
         FROM order_event WHERE order_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
      [orderId, after, page.first + 1],
    );
  },
});
