import type { SellerOrderId } from '@emporium/contracts/ids';
import { DAY_MS, MINUTE_MS } from './calendar.ts';
import { worldId } from './ids.ts';
import { draftOf, ORDER_COUNT, type Draft, type OrdersOptions } from './order-draft.ts';
import { priceOrder, sum, type PricedLine, type PricedOrder } from './order-money.ts';
import type {
  FulfilmentStatus,
  OrderStatus,
  WorldOrder,
  WorldOrderLine,
  WorldSellerOrder,
  WorldShipment,
  WorldTotals,
} from './order-model.ts';
import { paymentOf } from './order-payment.ts';
import { returnedQuantities, returnsOf } from './order-returns.ts';
import { orderLineId, sellerOrderId, shipmentOf } from './order-shipments.ts';
import { timelineOf } from './order-timeline.ts';

export { ORDER_COUNT, type OrdersOptions } from './order-draft.ts';
export type * from './order-model.ts';

const FIRST_NUMBER = 100_001;
const RETURN_WINDOW_MS = 30 * DAY_MS;
const RESERVATION_MS = 10 * MINUTE_MS;
/** A bank transfer takes its time, and the stock waits for it. */
const TRANSFER_RESERVATION_MS = 3 * DAY_MS;

/** Sellers of an order, in the order in which their first parcels stand. */
const sellerPlaces = (priced: PricedOrder): Map<number, number> => {
  const places = new Map<number, number>();
  for (const parcel of priced.parcels) {
    const seller = parcel.lines[0]?.line.pick.offer.sellerIndex as number;
    if (!places.has(seller)) places.set(seller, places.size);
  }
  return places;
};

const lineStatus = (shipment: WorldShipment, returned: boolean): FulfilmentStatus => {
  if (returned) return 'RETURNED';
  if (shipment.status === 'CANCELLED') return 'CANCELLED';
  if (shipment.deliveredAt !== null) return 'DELIVERED';
  if (shipment.shippedAt !== null) return 'SHIPPED';
  if (shipment.pickTask === null) return 'UNALLOCATED';
  return shipment.pickTask.status === 'QUEUED' ? 'ALLOCATED' : 'PICKING';
};

const lineOf = (draft: Draft, line: PricedLine, position: number, shipment: WorldShipment): WorldOrderLine => {
  const { offer, quantity, warehouseIndex } = line.pick;
  const returned = returnedQuantities(draft).get(position) ?? 0;
  return {
    id: orderLineId(draft, position),
    position,
    sellerOrderId: shipment.sellerOrderId,
    shipmentId: shipment.id,
    sellerId: offer.sellerId,
    offerId: offer.id,
    offerNumber: offer.number,
    variantId: offer.variantId,
    productId: offer.productId,
    productIndex: offer.productIndex,
    warehouseId: shipment.warehouseId,
    warehouseIndex,
    title: line.variant.title,
    sku: line.variant.sku,
    imagePath: line.variant.imagePath,
    taxClass: line.variant.taxClass,
    quantity,
    quantityShipped: shipment.shippedAt === null ? 0 : quantity,
    quantityCancelled: draft.status === 'CANCELLED' ? quantity : 0,
    quantityReturned: returned,
    unitPriceMinor: offer.priceMinor,
    lineTotalMinor: line.lineTotalMinor,
    discountMinor: line.discountMinor,
    taxMinor: line.taxMinor,
    taxRate: line.taxRate,
    commission: line.commission,
    fulfilmentStatus: lineStatus(shipment, returned === quantity),
    returnableUntil: shipment.deliveredAt === null ? null : new Date(shipment.deliveredAt.getTime() + RETURN_WINDOW_MS),
  };
};

const totalsOf = (shipments: readonly WorldShipment[], refundedMinor: bigint): WorldTotals => ({
  subtotalMinor: sum(shipments.map((shipment) => shipment.goodsMinor)),
  discountMinor: sum(shipments.map((shipment) => shipment.discountMinor)),
  shippingMinor: sum(shipments.map((shipment) => shipment.shippingMinor)),
  taxMinor: sum(shipments.map((shipment) => shipment.taxMinor)),
  totalMinor: sum(shipments.map((shipment) => shipment.amountMinor)),
  refundedMinor,
});

/** A seller order's state follows from its own parcels and lines, as the order's does from all. */
const sellerOrderStatus = (
  order: OrderStatus,
  shipments: readonly WorldShipment[],
  lines: readonly WorldOrderLine[],
): OrderStatus => {
  if (order === 'PENDING' || order === 'PAYMENT_FAILED' || order === 'CANCELLED') return order;
  const shipped = shipments.filter((shipment) => shipment.shippedAt !== null).length;
  if (lines.every((line) => line.quantityReturned === line.quantity)) return 'RETURNED';
  if (lines.some((line) => line.quantityReturned > 0)) return 'PARTIALLY_RETURNED';
  if (shipments.every((shipment) => shipment.deliveredAt !== null)) return 'DELIVERED';
  if (shipped === shipments.length) return 'SHIPPED';
  if (shipped > 0) return 'PARTIALLY_SHIPPED';
  return shipments.every((shipment) => shipment.pickTask?.status === 'QUEUED') ? 'CONFIRMED' : 'PROCESSING';
};

const taxLinesOf = (lines: readonly PricedLine[]): WorldOrder['taxLines'] => {
  const byRate = new Map<string, WorldOrder['taxLines'][number]>();
  for (const line of lines) {
    const key = `${line.taxRate.jurisdiction}/${line.taxRate.rateBps}`;
    const known = byRate.get(key);
    byRate.set(key, {
      ...line.taxRate,
      baseMinor: (known?.baseMinor ?? 0n) + line.netMinor,
      amountMinor: (known?.amountMinor ?? 0n) + line.taxMinor,
    });
  }
  return [...byRate.values()];
};

const reservationOf = (draft: Draft): WorldOrder['reservation'] => {
  const waits = draft.status === 'PENDING';
  const released = draft.status === 'PAYMENT_FAILED' || draft.status === 'CANCELLED';
  return {
    id: worldId('rsv', draft.index, draft.idMs(draft.placedMs)),
    status: waits ? 'ACTIVE' : released ? 'RELEASED' : 'CONFIRMED',
    expiresAt: new Date(draft.placedMs + (waits ? TRANSFER_RESERVATION_MS : RESERVATION_MS)),
  };
};

/** Order number `index`, below `ORDER_COUNT`, with its payment. The demonstration's buyer has the first twelve. */
export const order = (index: number, options: OrdersOptions): WorldOrder => {
  const draft = draftOf(index, options);
  const priced = priceOrder(draft);
  const places = sellerPlaces(priced);
  const sellerOrderOf = (seller: number): SellerOrderId => sellerOrderId(draft, places.get(seller) ?? 0);
  const shipments = priced.parcels.map((parcel, place) =>
    shipmentOf(draft, parcel, place, sellerOrderOf(parcel.lines[0]?.line.pick.offer.sellerIndex as number)),
  );
  const lines = priced.lines.map((line, position) => {
    const id = orderLineId(draft, position);
    const shipment = shipments.find((candidate) => candidate.lines.some((carried) => carried.orderLineId === id));
    if (shipment === undefined) throw new Error(`line ${id} travels in no shipment`);
    return lineOf(draft, line, position, shipment);
  });
  const returned = returnsOf(draft, priced.lines, shipments);
  const refunds = returned.map(({ refund }) => refund);
  const payment = paymentOf(draft, shipments, refunds);
  const sellerOrders = [...places.keys()].map((sellerIndex): WorldSellerOrder => {
    const id = sellerOrderOf(sellerIndex);
    const own = shipments.filter((shipment) => shipment.sellerOrderId === id);
    return {
      id,
      sellerId: own[0]?.sellerId as WorldSellerOrder['sellerId'],
      sellerIndex,
      status: sellerOrderStatus(
        draft.status,
        own,
        lines.filter((line) => line.sellerOrderId === id),
      ),
      totals: totalsOf(
        own,
        sum(refunds.filter((refund) => refund.sellerOrderId === id).map((refund) => refund.amountMinor)),
      ),
      shipBy: new Date(draft.placedMs + 2 * DAY_MS),
    };
  });
  const returns = returned.map(({ request }) => request);
  const timeline = timelineOf(draft, payment, shipments, returns);
  const placedAt = new Date(draft.placedMs);
  return {
    index,
    id: worldId('ord', index, draft.idMs(draft.placedMs)),
    number: `EM-${FIRST_NUMBER + index}`,
    ownerId: draft.buyer.ownerId,
    userId: draft.buyer.user?.id ?? null,
    userIndex: draft.buyer.user?.index ?? null,
    guest: draft.buyer.guest,
    status: draft.status,
    currency: 'USD',
    cartId: worldId('cart', 1000 + index, draft.idMs(draft.placedMs) - DAY_MS),
    checkoutId: worldId('chk', index, draft.idMs(draft.placedMs) - MINUTE_MS),
    reservation: reservationOf(draft),
    shippingAddress: draft.buyer.address,
    billingAddress: draft.buyer.address,
    couponCodes: priced.couponCodes,
    discounts: priced.discounts,
    lines,
    sellerOrders,
    shipments,
    returns,
    totals: totalsOf(shipments, payment.refundedMinor),
    taxLines: taxLinesOf(priced.lines),
    payment,
    timeline,
    placedAt,
    updatedAt: timeline.at(-1)?.at ?? placedAt,
  };
};

/** All orders of the world, one at a time. */
export function* orders(options: OrdersOptions): Generator<WorldOrder> {
  for (let index = 0; index < ORDER_COUNT; index += 1) yield order(index, options);
}
