import type { ShipmentId } from '@emporium/contracts/ids';
import type { TrackingEvent } from './ports.ts';

export interface TrackingReads {
  /** What happened to parcels, in the order in which it happened. */
  eventsOf(shipmentIds: readonly ShipmentId[]): Promise<readonly TrackingEvent[]>;
}
