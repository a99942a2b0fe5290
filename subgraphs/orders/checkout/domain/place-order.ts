import type { OrderId, SellerOrderId, ShipmentId } from '@emporium/contracts/ids';
import type { NewId } from '@emporium/platform/ids';
import { sum, zero } from '@emporium/platform/money';
import type { Order, OrderLine, SellerOrder, Shipment } from '../../orders/domain/order.ts';
import { orderNumber } from '../../orders/domain/order-number.ts';
import type { Checkout } from './checkout.ts';
import { totalsOf, type PricedCheckout, type PricedGroup } from './pricing.ts';
import { addWorkingDays, endOfDay } from './working-days.ts';

interface Numbers {
  readonly newId: NewId;
  /** The how-manieth order it is. */
  readonly sequence: bigint;
  readonly now: Date;
}

/** The order a checkout becomes: everything is copied, so nothing that changes later can change it. */
export function placeOrder(
  checkout: Checkout & { readonly shippingAddress: NonNullable<Checkout['shippingAddress']> },
  priced: PricedCheckout,
  { newId, sequence, now }: Numbers,
): Order {
  const { currency } = checkout;
  const orderId = newId('ord');
  const bySeller = Map.groupBy(priced.groups, ({ group }) => group.sellerId);
  const parts = [...bySeller].map(([sellerId, groups]) => {
    const sellerOrderId = newId('sor');
    const parcels = groups.map((group) => ({ group, shipmentId: newId('shp') }));
    return {
      sellerOrder: toSellerOrder(orderId, sellerOrderId, groups, now),
      shipments: parcels.map(({ group, shipmentId }) => toShipment(orderId, sellerOrderId, shipmentId, group)),
      lines: parcels.flatMap(({ group, shipmentId }) =>
        group.lines.map((line): OrderLine => ({
          id: newId('oln'),
          orderId,
          sellerOrderId,
          shipmentId,
          sellerId,
          offerId: line.item.offerId,
          variantId: line.item.variantId,
          productId: line.item.productId,
          dealClaimId: line.item.dealClaimId,
          title: line.item.title,
          sku: line.item.sku,
          imageUrl: line.item.imageUrl,
          quantity: line.quantity,
          unitPrice: line.item.unitPrice,
          net: line.net,
          discount: line.discount,
          discounts: line.discounts,
          tax: line.tax,
          commissionRate: line.item.commissionRate,
          commission: line.commission,
          fulfilment: 'ALLOCATED',
          returned: 0,
        })),
      ),
    };
  });
  return {
    id: orderId,
    number: orderNumber(sequence, now),
    ownerId: checkout.ownerId,
    guestEmail: checkout.guestEmail,
    checkoutId: checkout.id,
    cartId: checkout.cartId,
    currency,
    status: 'PENDING',
    payment: 'PENDING',
    paymentId: null,
    version: 1,
    sequence: 0,
    couponCodes: checkout.couponCodes,
    shippingAddress: checkout.shippingAddress,
    totals: priced.totals,
    cancelled: zero(currency),
    refunded: zero(currency),
    taxLines: priced.taxLines,
    discounts: gatherDiscounts(parts.flatMap((part) => part.lines)),
    placedAt: now,
    updatedAt: now,
    lines: parts.flatMap((part) => part.lines),
    sellerOrders: parts.map((part) => part.sellerOrder),
    shipments: parts.flatMap((part) => part.shipments),
  };
}

/** What each discount took off the whole order: the shares of its lines, added up again. */
function gatherDiscounts(lines: readonly OrderLine[]): Order['discounts'] {
  const granted = lines.flatMap((line) => line.discounts);
  return [...Map.groupBy(granted, ({ source, title }) => JSON.stringify([source, title])).values()].map((shares) => ({
    ...shares[0]!,
    amount: sum(
      shares.map((share) => share.amount),
      shares[0]!.amount.currency,
    ),
  }));
}

function toSellerOrder(orderId: OrderId, id: SellerOrderId, groups: readonly PricedGroup[], now: Date): SellerOrder {
  const items = groups.flatMap((group) => group.lines.map((line) => line.item));
  const [first] = items as [(typeof items)[number]];
  const handlingDays = Math.max(...items.map((item) => item.handlingDays));
  return {
    id,
    orderId,
    sellerId: first.sellerId,
    sellerName: first.sellerName,
    status: 'PENDING',
    totals: totalsOf(groups, first.unitPrice.currency),
    shipBy: endOfDay(addWorkingDays(now, handlingDays)),
  };
}

const toShipment = (
  orderId: OrderId,
  sellerOrderId: SellerOrderId,
  id: ShipmentId,
  { group, selected, shippingTax }: PricedGroup,
): Shipment => ({
  id,
  orderId,
  sellerOrderId,
  sellerId: group.sellerId,
  warehouseId: group.warehouseId,
  status: 'PENDING',
  service: selected.name,
  shipping: selected.price,
  shippingTax,
  carrier: null,
  trackingNumber: null,
  promisedFrom: new Date(`${selected.earliest}T00:00:00Z`),
  promisedBy: endOfDay(selected.latest),
  shippedAt: null,
  deliveredAt: null,
  events: 0,
});
