import type { MoneyWire } from '@emporium/contracts/money';
import { defaultPort } from '@emporium/contracts/topology';
import type { BulkValue } from '@emporium/platform/db';
import type { WorldOrder, WorldTotals } from '@emporium/world/orders';
import { SELLERS } from '@emporium/world/sellers';
import { orderSubject } from '../orders/app/record-change.ts';
import { searchText } from '../orders/data/insert-order.ts';
import type { FulfilmentStatus, PaymentPhase } from '../orders/domain/status.ts';

/** What a table is filled with: its columns, and a row for whatever an order has there. */
export interface SeededTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rowsOf: (order: WorldOrder) => Iterable<readonly BulkValue[]>;
}

const CURRENCY: MoneyWire['currency'] = 'USD';
/** Where the demonstration's pictures are served. */
const MEDIA_ROOT = `http://127.0.0.1:${defaultPort('products')}`;
const MILLIONTHS_A_BASIS_POINT = 100;
const DAY_MS = 86_400_000;

const TOTALS = ['subtotal', 'discount', 'shipping', 'tax', 'total'];
const totals = (sums: WorldTotals): bigint[] => [
  sums.subtotalMinor,
  sums.discountMinor,
  sums.shippingMinor,
  sums.taxMinor,
  sums.totalMinor,
];

function paymentPhase({ status, payment }: WorldOrder): PaymentPhase {
  if (status === 'PAYMENT_FAILED') return 'FAILED';
  return payment.authorizedMinor > 0n ? 'AUTHORIZED' : 'PENDING';
}

/** The world counts what is packed as still being picked, and has a state for what nobody has paid for. */
function fulfilmentOf({ shipments }: WorldOrder, line: WorldOrder['lines'][number]): FulfilmentStatus {
  if (line.fulfilmentStatus === 'UNALLOCATED') return 'ALLOCATED';
  const shipment = shipments.find((each) => each.id === line.shipmentId)!;
  return line.fulfilmentStatus === 'PICKING' && shipment.status === 'LABEL_PRINTED' ? 'PACKED' : line.fulfilmentStatus;
}

const orderTable: SeededTable = {
  table: 'customer_order',
  columns: [
    'id', 'number', 'owner_id', 'guest_email', 'checkout_id', 'cart_id', 'currency', 'status', 'payment', 'payment_id',
    'version', 'sequence', 'coupon_codes', 'shipping_address', ...TOTALS, 'cancelled', 'refunded', 'tax_lines',
    'discounts', 'search_text', 'placed_at', 'updated_at',
  ], // prettier-ignore
  rowsOf: (order) => [
    [
      order.id,
      order.number,
      order.ownerId,
      order.guest?.email ?? null,
      order.checkoutId,
      order.cartId,
      order.currency,
      order.status,
      paymentPhase(order),
      order.payment.id,
      order.timeline.length,
      order.timeline.length,
      order.couponCodes,
      order.shippingAddress,
      ...totals(order.totals),
      order.status === 'CANCELLED' ? order.totals.totalMinor : 0n,
      order.totals.refundedMinor,
      JSON.stringify(
        order.taxLines
          .filter((line) => line.amountMinor > 0n)
          .map((line) => ({
            jurisdiction: line.jurisdiction,
            name: line.name,
            rate: line.rateBps * MILLIONTHS_A_BASIS_POINT,
            base: line.baseMinor.toString(),
            amount: line.amountMinor.toString(),
          })),
      ),
      JSON.stringify(
        order.discounts.map(({ code, title, amountMinor }) => ({
          source: code,
          title,
          amount: amountMinor.toString(),
        })),
      ),
      searchText(order),
      order.placedAt,
      order.updatedAt,
    ],
  ],
};

const sellerOrderTable: SeededTable = {
  table: 'seller_order',
  columns: ['id', 'order_id', 'position', 'seller_id', 'seller_name', 'status', 'currency', ...TOTALS, 'ship_by'],
  rowsOf: (order) =>
    order.sellerOrders.map((part, index) => [
      part.id,
      order.id,
      index + 1,
      part.sellerId,
      SELLERS[part.sellerIndex]!.displayName,
      part.status,
      CURRENCY,
      ...totals(part.totals),
      part.shipBy,
    ]),
};

const shipmentTable: SeededTable = {
  table: 'shipment',
  columns: [
    'id', 'order_id', 'position', 'seller_order_id', 'seller_id', 'warehouse_id', 'status', 'service', 'currency',
    'shipping', 'shipping_tax', 'carrier', 'tracking_number', 'promised_from', 'promised_by', 'shipped_at',
    'delivered_at', 'events',
  ], // prettier-ignore
  rowsOf: (order) =>
    order.shipments.map((shipment, index) => [
      shipment.id,
      order.id,
      index + 1,
      shipment.sellerOrderId,
      shipment.sellerId,
      shipment.warehouseId,
      shipment.status,
      shipment.speed === 'TWO_DAY' ? 'Two working days' : 'Standard',
      CURRENCY,
      shipment.shippingMinor,
      0n, // the world does not tax shipping
      shipment.carrier,
      shipment.trackingNumber,
      new Date(shipment.promisedBy.getTime() - 2 * DAY_MS),
      shipment.promisedBy,
      shipment.shippedAt,
      shipment.deliveredAt,
      shipment.events.length,
    ]),
};

const orderLineTable: SeededTable = {
  table: 'order_line',
  columns: [
    'id', 'order_id', 'position', 'seller_order_id', 'shipment_id', 'seller_id', 'offer_id', 'variant_id', 'product_id',
    'title', 'sku', 'image_url', 'quantity', 'currency', 'unit_price', 'net', 'discount', 'discounts', 'tax',
    'commission_rate', 'commission', 'fulfilment', 'returned',
  ], // prettier-ignore
  rowsOf: (order) =>
    order.lines.map((line) => [
      line.id,
      order.id,
      line.position + 1,
      line.sellerOrderId,
      line.shipmentId,
      line.sellerId,
      line.offerId,
      line.variantId,
      line.productId,
      line.title,
      line.sku,
      `${MEDIA_ROOT}${line.imagePath}`,
      line.quantity,
      CURRENCY,
      line.unitPriceMinor,
      line.lineTotalMinor - line.discountMinor,
      line.discountMinor,
      JSON.stringify(
        order.discounts
          .filter(() => line.discountMinor > 0n)
          .map(({ code, title }) => ({ source: code, title, amount: line.discountMinor.toString() })),
      ),
      line.taxMinor,
      line.commission.rateBps * MILLIONTHS_A_BASIS_POINT,
      line.commission.amountMinor,
      fulfilmentOf(order, line),
      line.quantityReturned,
    ]),
};

const timelineTable: SeededTable = {
  table: 'order_event',
  columns: ['id', 'order_id', 'sequence', 'kind', 'message', 'shipment_id', 'at'],
  rowsOf: (order) =>
    order.timeline.map(({ id, sequence, kind, message, shipmentId, at }) => [
      id,
      order.id,
      sequence,
      kind,
      message,
      shipmentId,
      at,
    ]),
};

const trackingTable: SeededTable = {
  table: 'tracking_event',
  columns: ['id', 'shipment_id', 'sequence', 'carrier_event_id', 'status', 'detail', 'location', 'occurred_at'],
  rowsOf: (order) =>
    order.shipments.flatMap((shipment) =>
      shipment.events.map((event) => [
        event.id,
        shipment.id,
        event.sequence,
        event.status === 'LABEL_PRINTED' ? 'label' : `${shipment.trackingNumber}-${event.sequence}`,
        event.status,
        event.detail,
        event.location,
        event.occurredAt,
      ]),
    ),
};

/** Live streams go on from the seeded timelines: both count the same events. */
const streamTable: SeededTable = {
  table: 'stream_head',
  columns: ['subject', 'sequence'],
  rowsOf: (order) => [[orderSubject(order.id), order.timeline.length]],
};

/** In the order in which the tables refer to each other. */
export const tables: readonly SeededTable[] = [
  orderTable,
  sellerOrderTable,
  shipmentTable,
  orderLineTable,
  timelineTable,
  trackingTable,
  streamTable,
];
