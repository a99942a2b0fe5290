import { orders, type OrdersOptions } from '@emporium/world/orders';

/** Every line of the world's orders that reached its buyer. */
export function* purchases(options: OrdersOptions) {
  for (const { ownerId, lines, shipments } of orders(options)) {
    const deliveredAt = new Map(shipments.map((shipment) => [shipment.id, shipment.deliveredAt] as const));
    for (const line of lines) {
      const delivered = deliveredAt.get(line.shipmentId) ?? null;
      if (delivered !== null) yield [line.id, ownerId, line.productId, line.variantId, delivered];
    }
  }
}
