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

export function recordEvent(tracking: TrackingStore, tx: Tx, event: TrackingEvent): void {
  tracking.insert(tx, event);
  const { id, sequence, status, detail, location, occurredAt } = event;
  const update: TrackingUpdate = { id, sequence, status, detail, location, occurredAt: occurredAt.toISOString() };
  appendToStream(tx, shipmentSubject(event.shipmentId), update);
}
