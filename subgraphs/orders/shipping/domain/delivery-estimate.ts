import type { Shipment } from '../../orders/domain/order.ts';

export interface DeliveryWindow {
  readonly earliest: Date;
  readonly latest: Date;
  /** The share of parcels in this state that arrive within the window, 0 to 1. */
  readonly confidence: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** When a parcel will arrive, from what was promised and what its carrier last said. Null: it has arrived, or never will. */
export function estimateDelivery({ status, promisedFrom, promisedBy }: Shipment, now: Date): DeliveryWindow | null {
  const later = (date: Date, ms: number): Date => new Date(date.getTime() + ms);
  const latest = promisedBy > now ? promisedBy : later(now, DAY_MS);
  const earliest = promisedFrom > now ? promisedFrom : now;
  switch (status) {
    case 'DELIVERED':
    case 'CANCELLED':
    case 'RETURNED_TO_SENDER':
      return null;
    case 'OUT_FOR_DELIVERY':
      return { earliest: now, latest: later(now, 12 * HOUR_MS), confidence: 0.97 };
    case 'DELIVERY_ATTEMPTED':
      return { earliest: later(now, 12 * HOUR_MS), latest: later(now, 36 * HOUR_MS), confidence: 0.8 };
    case 'DELAYED':
    case 'EXCEPTION':
      return { earliest, latest: later(latest, 2 * DAY_MS), confidence: 0.6 };
    case 'PENDING':
    case 'LABEL_PRINTED':
      return { earliest, latest, confidence: 0.9 };
    case 'PICKED_UP':
    case 'IN_TRANSIT':
      return { earliest, latest, confidence: 0.94 };
  }
}
