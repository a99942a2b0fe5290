import type { Tx } from '@emporium/platform/db';
import { appendToStream } from '@emporium/platform/streams';
import type { TrackingEvent, TrackingStore } from './ports.ts';

export const shipmentSubject = (shipmentId: string): string => `shipment:${shipmentId}`;

/** What the stream of a shipment carries: the event itself. */
export type TrackingUpdate = {
  readonly id: string;
  readonly sequence: number;
  readonly status: TrackingEvent['status'];
  readonly detail: string;
  readonly location: string | null;
  readonly occurredAt: string;
};

export const toUpdate = ({ id, sequence, status, detail, location, occurredAt }: TrackingEvent): TrackingUpdate => ({
  id,
  sequence,
  status,
  detail,
  location,
  occurredAt: occurredAt.toISOString(),
});

export function recordEvent(tracking: TrackingStore, tx: Tx, event: TrackingEvent): void {
  tracking.insert(tx, event);
  appendToStream(tx, shipmentSubject(event.shipmentId), toUpdate(event));
}
