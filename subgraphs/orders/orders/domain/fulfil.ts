import type { ShipmentId } from '@emporium/contracts/ids';
import { ok, type Result } from '@emporium/platform/result';
import { changed, type Change, type Note } from './change.ts';
import { shipmentDelivered, shipmentShipped } from './facts.ts';
import type { Order, OrderLine, Shipment } from './order.ts';
import { hasLeft, isLater, type CarrierStatus } from './shipment-status.ts';
import type { FulfilmentStatus, IllegalTransition } from './status.ts';

/** What the carrier's sticker says. */
export interface Label {
  readonly carrier: string;
  readonly trackingNumber: string;
}

/** The warehouse is at work on a parcel. Null: old news. */
export function startPicking(order: Order, shipmentId: ShipmentId): Result<Change | null, IllegalTransition> {
  const lines = setLines(order, shipmentId, ['ALLOCATED'], 'PICKING');
  if (lines === null) return ok(null);
  const first = order.lines.every((line) => line.fulfilment === 'ALLOCATED' || line.fulfilment === 'CANCELLED');
  const notes: readonly Note[] = first ? [{ kind: 'NOTE', message: 'The warehouse has started on the order.' }] : [];
  return changed(order, { ...order, lines }, notes);
}

/** The parcel is closed and carries its label. Null: old news. */
export function pack(order: Order, shipmentId: ShipmentId, label: Label): Result<Change | null, IllegalTransition> {
  const shipment = order.shipments.find((each) => each.id === shipmentId);
  if (shipment?.status !== 'PENDING') return ok(null);
  const lines = setLines(order, shipmentId, ['ALLOCATED', 'PICKING'], 'PACKED') ?? order.lines;
  const shipments = setShipment(order, { ...shipment, ...label, status: 'LABEL_PRINTED' });
  const message = `A parcel is packed and waits for ${label.carrier}.`;
  return changed(order, { ...order, lines, shipments }, [{ kind: 'PACKED', message, shipmentId }]);
}

/**
 * The carrier reports on a parcel. A report that is not news (null) changes nothing. One that skips
 * ahead does what was skipped as well: a parcel that is delivered has been shipped.
 */
export function advance(
  order: Order,
  shipment: Shipment,
  status: CarrierStatus,
  occurredAt: Date,
): Result<Change | null, IllegalTransition> {
  if (!isLater(status, shipment.status)) return ok(null);
  const leaves = !hasLeft(shipment.status);
  const arrives = status === 'DELIVERED';
  const moved: Shipment = {
    ...shipment,
    status,
    shippedAt: leaves ? occurredAt : shipment.shippedAt,
    deliveredAt: arrives ? occurredAt : null,
  };
  const aboard = order.lines.filter((line) => line.shipmentId === shipment.id && line.fulfilment !== 'CANCELLED');
  const lines = arrives
    ? setLines(order, shipment.id, ['PACKED', 'SHIPPED'], 'DELIVERED')
    : setLines(order, shipment.id, ['PACKED'], 'SHIPPED');
  return changed(
    order,
    { ...order, lines: lines ?? order.lines, shipments: setShipment(order, moved) },
    notesOf(shipment.id, status, leaves),
    [
      ...(leaves ? [shipmentShipped(order, moved, aboard)] : []),
      ...(arrives ? [shipmentDelivered(order, moved, aboard, occurredAt)] : []),
    ],
  );
}

/** What the buyer reads of each report: a sentence of its own, that says no more than the carrier did. */
const NEWS: Readonly<Record<CarrierStatus, string>> = {
  PICKED_UP: 'The carrier has picked up a parcel.',
  IN_TRANSIT: 'A parcel is on its way.',
  DELAYED: 'A parcel is delayed.',
  OUT_FOR_DELIVERY: 'A parcel is out for delivery.',
  DELIVERY_ATTEMPTED: 'The carrier tried to deliver a parcel and could not.',
  EXCEPTION: 'A parcel met a problem on its way.',
  RETURNED_TO_SENDER: 'A parcel goes back to its sender.',
  DELIVERED: 'A parcel was delivered.',
};

/** That the parcel left, when this report is the first to show it, and the report itself, when it says more than that. */
function notesOf(shipmentId: ShipmentId, status: CarrierStatus, leaves: boolean): readonly Note[] {
  const shipped: Note = { kind: 'SHIPPED', message: NEWS.PICKED_UP, shipmentId };
  const kind = status === 'DELIVERED' ? 'DELIVERED' : 'TRACKING';
  const report: Note = { kind, message: NEWS[status], shipmentId };
  return [...(leaves ? [shipped] : []), ...(status === 'PICKED_UP' ? [] : [report])];
}

/** The lines with those of one parcel that are in one of `from` moved to `to`; null when there are none. */
function setLines(
  order: Order,
  shipmentId: ShipmentId,
  from: readonly FulfilmentStatus[],
  to: FulfilmentStatus,
): readonly OrderLine[] | null {
  const concerns = (line: OrderLine): boolean => line.shipmentId === shipmentId && from.includes(line.fulfilment);
  if (!order.lines.some(concerns)) return null;
  return order.lines.map((line) => (concerns(line) ? { ...line, fulfilment: to } : line));
}

const setShipment = (order: Order, shipment: Shipment): readonly Shipment[] =>
  order.shipments.map((other) => (other.id === shipment.id ? shipment : other));
