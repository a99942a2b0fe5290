import type {
  OrderCancelled,
  OrderConfirmed,
  OrdersEvent,
  ShipmentDelivered,
  ShipmentPaymentFailed,
  ShipmentShipped,
} from '@emporium/contracts/events';
import type { PaymentId, ShipmentId } from '@emporium/contracts/ids';
import { add, sum, toWire, type Money } from '@emporium/platform/money';
import type { Order, OrderLine, Shipment } from './order.ts';

/** Orders as other subgraphs hear of them. */

type OrderFacts = Pick<OrdersEvent, 'orderId' | 'number' | 'ownerId' | 'guestEmail'>;

export const factsOf = ({ id, number, ownerId, guestEmail }: Order): OrderFacts => ({
  orderId: id,
  number,
  ownerId,
  guestEmail,
});

/** What a parcel takes from the buyer. Parcels and cancellations of an order add up to its total, to the minor unit. */
export interface ParcelAmounts {
  readonly amount: Money;
  readonly commission: Money;
  readonly tax: Money;
}

export function amountsOf(
  lines: readonly OrderLine[],
  parcels: readonly Shipment[],
  currency: Money['currency'],
): ParcelAmounts {
  const total = (amounts: readonly Money[]): Money => sum(amounts, currency);
  const goods = total(lines.map((line) => line.net));
  const shipping = total(parcels.map((parcel) => parcel.shipping));
  const tax = total([...lines.map((line) => line.tax), ...parcels.map((parcel) => parcel.shippingTax)]);
  return { amount: add(add(goods, shipping), tax), commission: total(lines.map((line) => line.commission)), tax };
}

export const orderConfirmed = (order: Order, paymentId: PaymentId): OrderConfirmed => ({
  type: 'orders.order-confirmed.v1',
  ...factsOf(order),
  checkoutId: order.checkoutId,
  cartId: order.cartId,
  paymentId,
  total: toWire(order.totals.total),
  couponCodes: order.couponCodes,
  lines: order.lines.map((line) => ({
    orderLineId: line.id,
    sellerOrderId: line.sellerOrderId,
    sellerId: line.sellerId,
    offerId: line.offerId,
    variantId: line.variantId,
    productId: line.productId,
    title: line.title,
    quantity: line.quantity,
    unitPrice: toWire(line.unitPrice),
    dealClaimId: line.dealClaimId,
  })),
});

export const orderCancelled = (
  order: Order,
  facts: Pick<OrderCancelled, 'cancellationId' | 'whole' | 'paymentId' | 'reason'> & { readonly refund: Money },
  lines: readonly OrderLine[],
): OrderCancelled => ({
  type: 'orders.order-cancelled.v1',
  ...factsOf(order),
  ...facts,
  refund: toWire(facts.refund),
  lines: lines.map((line) => ({
    orderLineId: line.id,
    sellerOrderId: line.sellerOrderId,
    shipmentId: line.shipmentId,
    offerId: line.offerId,
    quantity: line.quantity,
    dealClaimId: line.dealClaimId,
  })),
});

export function shipmentShipped(order: Order, shipment: Shipment, lines: readonly OrderLine[]): ShipmentShipped {
  const { paymentId } = order;
  const { carrier, trackingNumber } = shipment;
  if (paymentId === null || carrier === null || trackingNumber === null) {
    throw new Error(`shipment ${shipment.id} left without a payment or a label`);
  }
  const { amount, commission, tax } = amountsOf(lines, [shipment], order.currency);
  return {
    type: 'orders.shipment-shipped.v1',
    ...factsOf(order),
    shipmentId: shipment.id,
    sellerOrderId: shipment.sellerOrderId,
    sellerId: shipment.sellerId,
    warehouseId: shipment.warehouseId,
    paymentId,
    amount: toWire(amount),
    commission: toWire(commission),
    tax: toWire(tax),
    carrier,
    trackingNumber,
    lines: lines.map((line) => ({ orderLineId: line.id, offerId: line.offerId, quantity: line.quantity })),
  };
}

export const shipmentDelivered = (
  order: Order,
  shipment: Shipment,
  lines: readonly OrderLine[],
  deliveredAt: Date,
): ShipmentDelivered => ({
  type: 'orders.shipment-delivered.v1',
  ...factsOf(order),
  shipmentId: shipment.id,
  sellerOrderId: shipment.sellerOrderId,
  deliveredAt: deliveredAt.toISOString(),
  lines: lines.map(({ id, productId, variantId, sellerId }) => ({ orderLineId: id, productId, variantId, sellerId })),
});

export const shipmentPaymentFailed = (order: Order, shipmentId: ShipmentId, amount: Money): ShipmentPaymentFailed => ({
  type: 'orders.shipment-payment-failed.v1',
  ...factsOf(order),
  shipmentId,
  amount: toWire(amount),
});
