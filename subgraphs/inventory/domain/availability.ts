/** What shoppers see: a band, never the exact count unless it is small. */
export type AvailabilityStatus = 'IN_STOCK' | 'LOW_STOCK' | 'OUT_OF_STOCK';

/** From here down the number itself is shown ("only 3 left"). */
export const LOW_STOCK_LIMIT = 5;
/** The most one order may ask for of an offer. */
export const MAX_ORDER_QUANTITY = 30;

export function bandOf(available: number): AvailabilityStatus {
  if (available <= 0) return 'OUT_OF_STOCK';
  return available <= LOW_STOCK_LIMIT ? 'LOW_STOCK' : 'IN_STOCK';
}

export interface Availability {
  readonly status: AvailabilityStatus;
  readonly lowStockQuantity: number | null;
  readonly maxOrderQuantity: number;
}

export function availabilityOf(available: number): Availability {
  const status = bandOf(available);
  return {
    status,
    lowStockQuantity: status === 'LOW_STOCK' ? available : null,
    maxOrderQuantity: Math.min(Math.max(available, 0), MAX_ORDER_QUANTITY),
  };
}
