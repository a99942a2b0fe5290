import { toImage, toMoney } from '@emporium/platform/graphql';
import { multiply, type RateMillionths } from '@emporium/platform/money';
import type { TimelineRow } from '../app/reads.ts';
import type { GrantedDiscount, TaxLine, Totals } from '../domain/amounts.ts';
import type { OrderHeader, OrderLine, SellerOrder, Shipment } from '../domain/order.ts';
import type { OrderEventType, OrderTotals, OrderType, TaxLineType } from './types/order.ts';
import type { OrderLineType, SellerOrderType, ShipmentType } from './types/parts.ts';

/** Domain objects as the schema shows them. Each keeps the ids its field resolvers load by. */

export interface OrderNode extends OrderType {
  readonly header: OrderHeader;
}
export interface OrderLineNode extends OrderLineType {
  readonly row: OrderLine;
}
export interface SellerOrderNode extends SellerOrderType {
  readonly row: SellerOrder;
}
export interface ShipmentNode extends ShipmentType {
  readonly row: Shipment;
}

export const presentOrder = (header: OrderHeader): OrderNode => ({
  header,
  id: header.id,
  number: header.number,
  status: header.status,
  placedAt: header.placedAt,
  updatedAt: header.updatedAt,
  version: header.version,
  totals: presentTotals(header.totals),
  cancelled: toMoney(header.cancelled),
  refunded: toMoney(header.refunded),
  taxLines: header.taxLines.map(presentTaxLine),
  discounts: header.discounts.map(presentDiscount),
  shippingAddress: header.shippingAddress,
  lastSequence: BigInt(header.sequence),
});

export const presentTotals = ({ subtotal, discount, shipping, tax, total }: Totals): OrderTotals => ({
  subtotal: toMoney(subtotal),
  discount: toMoney(discount),
  shipping: toMoney(shipping),
  tax: toMoney(tax),
  total: toMoney(total),
});

export const presentDiscount = ({ source, title, amount }: GrantedDiscount) => ({
  source,
  title,
  amount: toMoney(amount),
});

export const presentTaxLine = ({ jurisdiction, name, rate, base, amount }: TaxLine): TaxLineType => ({
  jurisdiction,
  name,
  rate: fraction(rate),
  base: toMoney(base),
  amount: toMoney(amount),
});

/** 72_500 millionths as "0.0725". */
const fraction = (rate: RateMillionths): string => {
  const digits = String(rate).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
};

export function presentLine(row: OrderLine): OrderLineNode {
  const { fulfilment, quantity } = row;
  const isGone = fulfilment === 'SHIPPED' || fulfilment === 'DELIVERED' || fulfilment === 'RETURNED';
  return {
    row,
    id: row.id,
    variant: { id: row.variantId },
    offer: { id: row.offerId },
    titleSnapshot: row.title,
    skuSnapshot: row.sku,
    imageSnapshot: row.imageUrl === null ? null : toImage({ source: row.imageUrl, altText: row.title }),
    quantity,
    quantityShipped: isGone ? quantity : 0,
    quantityCancelled: fulfilment === 'CANCELLED' ? quantity : 0,
    quantityReturned: row.returned,
    unitPrice: toMoney(row.unitPrice),
    lineTotal: toMoney(multiply(row.unitPrice, quantity)),
    tax: toMoney(row.tax),
    discounts: row.discounts.map(presentDiscount),
    fulfilmentStatus: fulfilment,
  };
}

export const presentSellerOrder = (row: SellerOrder): SellerOrderNode => ({
  row,
  id: row.id,
  seller: { id: row.sellerId },
  sellerName: row.sellerName,
  status: row.status,
  totals: presentTotals(row.totals),
  shipBy: row.shipBy,
});

export const presentShipment = (row: Shipment): ShipmentNode => ({
  row,
  id: row.id,
  warehouse: { id: row.warehouseId },
  status: row.status,
  service: row.service,
  carrier: row.carrier,
  trackingNumber: row.trackingNumber,
  promisedBy: row.promisedBy,
  shippedAt: row.shippedAt,
  deliveredAt: row.deliveredAt,
});

export const presentTimeline = ({
  id,
  sequence,
  kind,
  at,
  message,
  from,
  to,
  shipmentId,
}: TimelineRow): OrderEventType => ({
  id,
  sequence: BigInt(sequence),
  kind,
  at,
  message,
  from,
  to,
  shipmentId,
});
