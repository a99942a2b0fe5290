import type { ShipmentId, TrackingEventId } from '@emporium/contracts/ids';
import type { Tx } from '@emporium/platform/db';
import type { ShipmentStatus } from '../../orders/domain/shipment-status.ts';

/** One scan of a parcel, as its carrier told it. */
export interface TrackingEvent {
  readonly id: TrackingEventId;
  readonly shipmentId: ShipmentId;
  /** Counts what was received, from 1; not the order in which it happened. */
  readonly sequence: number;
  /** The carrier's own name for the event: the same one is recorded once. */
  readonly carrierEventId: string;
  readonly status: ShipmentStatus;
  readonly detail: string;
  readonly location: string | null;
  readonly occurredAt: Date;
}

export interface TrackingStore {
  isRecorded(tx: Tx, trackingNumber: string, carrierEventId: string): Promise<boolean>;
  insert(tx: Tx, event: TrackingEvent): void;
}

/** Tells a carrier, in the transaction that prints the label, that a parcel waits for it. */
export interface CarrierPort {
  announce(tx: Tx, parcel: { readonly trackingNumber: string; readonly city: string }): void;
}
