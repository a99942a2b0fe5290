import { orders, type OrdersOptions, type WorldOrder } from '@emporium/world/orders';
import { binOf } from '../domain/bin.ts';

/** The reservations behind the world's orders; those that were given back long ago are history nobody asks for. */
export function reservations(options: OrdersOptions) {
  const placed = [...orders(options)].filter((order) => order.reservation.status !== 'RELEASED');
  return {
    reservations: placed.map(({ reservation, checkoutId }) => [
      reservation.id,
      checkoutId,
      reservation.status,
      reservation.expiresAt,
    ]),
    lines: placed.flatMap(({ reservation, lines }) =>
      lines.map((line, index) => [reservation.id, index + 1, line.id, line.offerId, line.warehouseId, line.quantity]),
    ),
  };
}

/** Work that the warehouses still have to do. */
export function pickTasks(options: OrdersOptions) {
  const open = [...orders(options)].flatMap((order) =>
    order.shipments.flatMap((shipment) =>
      shipment.pickTask === null || shipment.shippedAt !== null
        ? []
        : [{ order, shipment, pickTask: shipment.pickTask }],
    ),
  );
  return {
    tasks: open.map(({ order, shipment, pickTask }) => [
      pickTask.id,
      order.id,
      shipment.sellerOrderId,
      shipment.id,
      shipment.warehouseId,
      pickTask.status,
    ]),
    lines: open.flatMap(({ shipment, pickTask }) => shipment.lines.map((line) => pickLine(shipment, pickTask, line))),
  };
}

type Shipment = WorldOrder['shipments'][number];

const pickLine = (shipment: Shipment, pickTask: NonNullable<Shipment['pickTask']>, line: Shipment['lines'][number]) => [
  pickTask.id,
  line.orderLineId,
  line.offerId,
  binOf(shipment.warehouseId, line.offerId),
  line.quantity,
  pickTask.status === 'PACKED' ? line.quantity : 0,
];
