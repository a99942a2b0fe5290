import { requireInput } from '@emporium/platform/graphql';
import { isCarrierStatus, type CarrierStatus, type ShipmentStatus } from '../../orders/domain/shipment-status.ts';
import type { TrackingReport } from '../app/ingest-tracking.ts';

/** A carrier's clock may be a little ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** A report as a carrier sends it, through the schema or to the webhook. @throws {InvalidInput} naming all that is wrong */
export function parseReport(input: object, now: Date): TrackingReport {
  return requireInput(input, (p) => {
    const { status } = input as { status: ShipmentStatus };
    p.check(isCarrierStatus(status), 'status', 'A carrier reports PICKED_UP and what follows it.');
    return {
      trackingNumber: p.text('trackingNumber', { max: 40 }).toUpperCase(),
      carrierEventId: p.text('carrierEventId', { max: 100 }),
      status: status as CarrierStatus,
      detail: p.text('detail', { max: 300 }),
      location: p.optional.text('location', { max: 200 }),
      occurredAt: p.instant('occurredAt', { before: new Date(now.getTime() + CLOCK_SKEW_MS) }),
    };
  });
}
