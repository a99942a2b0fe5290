import type { CarrierStatus } from '../../orders/domain/shipment-status.ts';

/** One scan of a parcel, and how many steps after the label was printed it happens. */
export interface Scan {
  /** The carrier's id of the event: a scan that is reported twice carries the same one. */
  readonly id: string;
  readonly status: CarrierStatus;
  readonly detail: string;
  readonly location: string;
  readonly step: number;
}

const HUB = 'Sort center';

/**
 * A parcel's journey, as the reports that are sent in each step. Real carriers report late, twice and
 * in the wrong order, so this one does too; which of it, the tracking number decides.
 */
export function journeyOf(trackingNumber: string, city: string): readonly (readonly Scan[])[] {
  const scan = (step: number, status: CarrierStatus, detail: string, location: string): Scan => ({
    id: `${trackingNumber}-${step}`,
    status,
    detail,
    location,
    step,
  });
  const pickedUp = scan(1, 'PICKED_UP', 'Picked up', HUB);
  const departed = scan(2, 'IN_TRANSIT', 'Left the sort center', HUB);
  const arrived = scan(3, 'IN_TRANSIT', 'Arrived at the delivery station', city);
  const out = scan(4, 'OUT_FOR_DELIVERY', 'Out for delivery', city);
  const delivered = scan(5, 'DELIVERED', 'Left at the front door', city);
  switch (trackingNumber.charCodeAt(trackingNumber.length - 1) % 4) {
    case 0: // reports everything twice that matters
      return [[pickedUp, pickedUp], [departed], [arrived], [out, out], [delivered, delivered]];
    case 1: // a scanner in the sort center is offline for a while
      return [[pickedUp], [], [arrived, departed], [out], [delivered]];
    case 2: // the news of a scan arrives after the parcel
      return [[pickedUp], [departed], [], [out], [delivered, arrived]];
    default:
      return [[pickedUp], [departed], [arrived], [out], [delivered]];
  }
}
