/**
 * Where a parcel is. The numbers are ranks: a parcel only ever moves to a higher one, so that events
 * that come late, twice or in the wrong order lead to the same state as those that come in order.
 */
const RANKS = {
  PENDING: 0,
  LABEL_PRINTED: 10,
  PICKED_UP: 20,
  IN_TRANSIT: 30,
  DELAYED: 35,
  OUT_FOR_DELIVERY: 40,
  DELIVERY_ATTEMPTED: 50,
  EXCEPTION: 60,
  RETURNED_TO_SENDER: 70,
  DELIVERED: 80,
  CANCELLED: 100,
} as const;

export type ShipmentStatus = keyof typeof RANKS;
export const SHIPMENT_STATUSES = Object.keys(RANKS) as ShipmentStatus[];

/** What a carrier may report; the rest is for us to say. */
export type CarrierStatus = Exclude<ShipmentStatus, 'PENDING' | 'LABEL_PRINTED' | 'CANCELLED'>;
export const isCarrierStatus = (status: ShipmentStatus): status is CarrierStatus =>
  status !== 'CANCELLED' && RANKS[status] >= RANKS.PICKED_UP;

export const isLater = (status: ShipmentStatus, than: ShipmentStatus): boolean => RANKS[status] > RANKS[than];
/** The carrier has, or had, the parcel. */
export const hasLeft = (status: ShipmentStatus): boolean => isCarrierStatus(status);
