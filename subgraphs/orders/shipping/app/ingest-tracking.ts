import type { ShipmentId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import type { OrderStore } from '../../orders/app/ports.ts';
import { recordChange } from '../../orders/app/record-change.ts';
import { advance } from '../../orders/domain/fulfil.ts';
import type { CarrierStatus } from '../../orders/domain/shipment-status.ts';
import type { TrackingStore } from './ports.ts';
import { recordEvent } from './tracking-stream.ts';

export interface TrackingReport {
  readonly trackingNumber: string;
  readonly carrierEventId: string;
  readonly status: CarrierStatus;
  readonly detail: string;
  readonly location: string | null;
  readonly occurredAt: Date;
}

/**
 * Takes in what a carrier reports. Every event is kept, once; the parcel only moves forward. Events
 * that come late, twice or shuffled therefore lead to the same parcel, the same order, and one
 * `shipped` and one `delivered` fact.
 */
export const ingestTracking =
  (deps: { uow: UnitOfWork; orders: OrderStore; tracking: TrackingStore; newId: NewId; now: () => Date }) =>
  (report: TrackingReport): Promise<Result<ShipmentId, { readonly code: 'NOT_FOUND' }>> =>
    deps.uow.run(async (tx): Promise<Result<ShipmentId, { readonly code: 'NOT_FOUND' }>> => {
      const { trackingNumber, carrierEventId, status, detail, location, occurredAt } = report;
      const [order, isRecorded] = await Promise.all([
        deps.orders.lockByTracking(tx, trackingNumber),
        deps.tracking.isRecorded(tx, trackingNumber, carrierEventId),
      ]);
      const shipment = order?.shipments.find((each) => each.trackingNumber === trackingNumber);
      if (order === null || shipment === undefined) return err({ code: 'NOT_FOUND' });
      if (isRecorded) return ok(shipment.id);

      const counted = { ...shipment, events: shipment.events + 1 };
      const before = { ...order, shipments: order.shipments.map((each) => (each === shipment ? counted : each)) };
      const moved = advance(before, counted, status, occurredAt);
      if (!moved.ok)
        throw new Error(`shipment ${shipment.id} cannot become ${status}: its order is ${moved.error.from}`);
      recordChange(deps, tx, order, moved.value ?? { order: before, timeline: [], events: [] });
      recordEvent(deps.tracking, tx, {
        id: deps.newId('trk'),
        shipmentId: shipment.id,
        sequence: counted.events,
        carrierEventId,
        status,
        detail,
        location,
        occurredAt,
      });
      return ok(shipment.id);
    });
