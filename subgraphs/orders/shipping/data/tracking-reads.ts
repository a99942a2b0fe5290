import type { Database } from '@emporium/platform/db';
import type { TrackingEvent } from '../app/ports.ts';
import type { TrackingReads } from '../app/reads.ts';

/** More than any parcel's journey has: a carrier that floods us must not flood our readers. */
const MOST_EVENTS = 200;

export const postgresTrackingReads = (db: Database): TrackingReads => ({
  eventsOf: (shipmentIds) =>
    db.query<TrackingEvent>(
      `SELECT id, shipment_id AS "shipmentId", sequence, carrier_event_id AS "carrierEventId", status, detail, location,
              occurred_at AS "occurredAt"
         FROM tracking_event WHERE shipment_id = ANY($1) AND sequence <= $2
        ORDER BY shipment_id, occurred_at, sequence`,
      [shipmentIds, MOST_EVENTS],
    ),
});
