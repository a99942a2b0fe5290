import type { Tx } from '@emporium/platform/db';
import type { Totals } from '../domain/amounts.ts';
import type { Order } from '../domain/order.ts';
import { discountsJson, taxLinesJson } from './rows.ts';

/** Four statements, however many lines there are. */
export function insertOrder(tx: Tx, order: Order): void {
  tx.write(
    `INSERT INTO customer_order (id, number, owner_id, guest_email, checkout_id, cart_id, currency, status, payment,
       payment_id, version, sequence, coupon_codes, shipping_address, subtotal, discount, shipping, tax, total,
       cancelled, refunded, tax_lines, discounts, search_text, placed_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
             $24, $25, $26)`,
    [
      order.id,
      order.number,
      order.ownerId,
      order.guestEmail,
      order.checkoutId,
      order.cartId,
      order.currency,
      order.status,
      order.payment,
      order.paymentId,
      order.version,
      order.sequence,
      order.couponCodes,
      JSON.stringify(order.shippingAddress),
      ...amounts(order.totals),
      order.cancelled.minorUnits,
      order.refunded.minorUnits,
      taxLinesJson(order.taxLines),
      discountsJson(order.discounts),
      searchText(order),
      order.placedAt,
      order.updatedAt,
    ],
  );
  insertSellerOrders(tx, order);
  insertShipments(tx, order);
  insertLines(tx, order);
}

/** What an order is found by: its number, and what was bought. */
export const searchText = ({ number, lines }: { number: string; lines: readonly { title: string }[] }): string =>
  [number, ...lines.map((line) => line.title)].join('\n').toLowerCase();

const amounts = ({ subtotal, discount, shipping, tax, total }: Totals): bigint[] =>
  [subtotal, discount, shipping, tax, total].map((amount) => amount.minorUnits);

function insertSellerOrders(tx: Tx, { id, currency, sellerOrders }: Order): void {
  tx.write(
    `INSERT INTO seller_order (order_id, currency, id, seller_id, seller_name, status, subtotal, discount, shipping,
                               tax, total, ship_by, position)
     SELECT $1, $2, s.* FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[],
              $9::bigint[], $10::bigint[], $11::bigint[], $12::timestamptz[]) WITH ORDINALITY AS s`,
    [
      id,
      currency,
      sellerOrders.map((each) => each.id),
      sellerOrders.map((each) => each.sellerId),
      sellerOrders.map((each) => each.sellerName),
      sellerOrders.map((each) => each.status),
      sellerOrders.map((each) => each.totals.subtotal.minorUnits),
      sellerOrders.map((each) => each.totals.discount.minorUnits),
      sellerOrders.map((each) => each.totals.shipping.minorUnits),
      sellerOrders.map((each) => each.totals.tax.minorUnits),
      sellerOrders.map((each) => each.totals.total.minorUnits),
      sellerOrders.map((each) => each.shipBy),
    ],
  );
}

function insertShipments(tx: Tx, { id, currency, shipments }: Order): void {
  tx.write(
    `INSERT INTO shipment (order_id, currency, id, seller_order_id, seller_id, warehouse_id, status, service, shipping,
                           shipping_tax, promised_from, promised_by, position)
     SELECT $1, $2, s.* FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
              $9::bigint[], $10::bigint[], $11::timestamptz[], $12::timestamptz[]) WITH ORDINALITY AS s`,
    [
      id,
      currency,
      shipments.map((each) => each.id),
      shipments.map((each) => each.sellerOrderId),
      shipments.map((each) => each.sellerId),
      shipments.map((each) => each.warehouseId),
      shipments.map((each) => each.status),
      shipments.map((each) => each.service),
      shipments.map((each) => each.shipping.minorUnits),
      shipments.map((each) => each.shippingTax.minorUnits),
      shipments.map((each) => each.promisedFrom),
      shipments.map((each) => each.promisedBy),
    ],
  );
}

function insertLines(tx: Tx, { id, currency, lines }: Order): void {
  tx.write(
    `INSERT INTO order_line (order_id, currency, id, seller_order_id, shipment_id, seller_id, offer_id, variant_id,
       product_id, deal_claim_id, title, sku, image_url, quantity, unit_price, net, discount, discounts, tax,
       commission_rate, commission, fulfilment, position)
     SELECT $1, $2, l.* FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
              $10::text[], $11::text[], $12::text[], $13::text[], $14::int[], $15::bigint[], $16::bigint[],
              $17::bigint[], $18::jsonb[], $19::bigint[], $20::int[], $21::bigint[], $22::text[])
              WITH ORDINALITY AS l`,
    [
      id,
      currency,
      lines.map((line) => line.id),
      lines.map((line) => line.sellerOrderId),
      lines.map((line) => line.shipmentId),
      lines.map((line) => line.sellerId),
      lines.map((line) => line.offerId),
      lines.map((line) => line.variantId),
      lines.map((line) => line.productId),
      lines.map((line) => line.dealClaimId),
      lines.map((line) => line.title),
      lines.map((line) => line.sku),
      lines.map((line) => line.imageUrl),
      lines.map((line) => line.quantity),
      lines.map((line) => line.unitPrice.minorUnits),
      lines.map((line) => line.net.minorUnits),
      lines.map((line) => line.discount.minorUnits),
      lines.map((line) => discountsJson(line.discounts)),
      lines.map((line) => line.tax.minorUnits),
      lines.map((line) => line.commissionRate),
      lines.map((line) => line.commission.minorUnits),
      lines.map((line) => line.fulfilment),
    ],
  );
}
