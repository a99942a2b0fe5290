import type { TrackingStore } from '../app/ports.ts';

export const postgresTrackingStore = (): TrackingStore => ({
  async isRecorded(tx, trackingNumber, carrierEventId) {
    const rows = await tx.query(
      `SELECT 1 FROM tracking_event e JOIN shipment s ON s.id = e.shipment_id
        WHERE s.tracking_number = $1 AND e.carrier_event_id = $2`,
      [trackingNumber, carrierEventId],
    );
    return rows.length > 0;
  },

  insert(tx, event) {
    tx.write(
      `INSERT INTO tracking_event (id, shipment_id, sequence, carrier_event_id, status, detail, location, occurred_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        event.id,
        event.shipmentId,
        event.sequence,
        event.carrierEventId,
        event.status,
        event.detail,
        event.location,
        event.occurredAt,
      ],
    );
  },
});
