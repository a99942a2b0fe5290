import type { PickTaskProgressed } from '@emporium/contracts/events';
import type { Tx } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { OrderStore } from '../../orders/app/ports.ts';
import { recordChange } from '../../orders/app/record-change.ts';
import { pack, startPicking } from '../../orders/domain/fulfil.ts';
import { labelFor } from '../domain/label.ts';
import type { CarrierPort, TrackingStore } from './ports.ts';
import { recordEvent } from './tracking-stream.ts';

/** The warehouse works on a parcel; packed, it gets its label, and the carrier is told to come. */
export const recordPicking =
  (deps: { orders: OrderStore; tracking: TrackingStore; carrier: CarrierPort; newId: NewId; now: () => Date }) =>
  async (tx: Tx, { shipmentId, status }: Pick<PickTaskProgressed, 'shipmentId' | 'status'>): Promise<void> => {
    const order = await deps.orders.lockByShipment(tx, shipmentId);
    const shipment = order?.shipments.find((each) => each.id === shipmentId);
    if (order === null || shipment === undefined) return;
    const label = labelFor(shipment);
    const moved = status === 'PACKED' ? pack(order, shipmentId, label) : startPicking(order, shipmentId);
    if (!moved.ok) throw new Error(`shipment ${shipmentId} cannot be ${status}: its order is ${moved.error.from}`);
    if (moved.value === null) return;
    if (status !== 'PACKED') return void recordChange(deps, tx, order, moved.value);

    const sequence = shipment.events + 1;
    const shipments = moved.value.order.shipments.map((each) =>
      each.id === shipmentId ? { ...each, events: sequence } : each,
    );
    recordChange(deps, tx, order, { ...moved.value, order: { ...moved.value.order, shipments } });
    recordEvent(deps.tracking, tx, {
      id: deps.newId('trk'),
      shipmentId,
      sequence,
      carrierEventId: 'label',
      status: 'LABEL_PRINTED',
      detail: 'Label printed',
      location: null,
      occurredAt: deps.now(),
    });
    deps.carrier.announce(tx, { trackingNumber: label.trackingNumber, city: order.shippingAddress.city });
  };
