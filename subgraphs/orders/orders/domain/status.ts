/** What is known of the money: not authorised yet, refused, or authorised for everything that was ordered. */
export type PaymentPhase = 'PENDING' | 'FAILED' | 'AUTHORIZED';

export type FulfilmentStatus = 'ALLOCATED' | 'PICKING' | 'PACKED' | 'SHIPPED' | 'DELIVERED' | 'RETURNED' | 'CANCELLED';

/** The steps an order may take. Whatever its lines do, its status moves along these. */
const NEXT = {
  // To PROCESSING when a warehouse was faster than we are at writing the confirmation down.
  PENDING: ['PAYMENT_FAILED', 'CONFIRMED', 'PROCESSING', 'CANCELLED'],
  PAYMENT_FAILED: ['PENDING', 'CANCELLED'],
  CONFIRMED: ['PROCESSING', 'PARTIALLY_SHIPPED', 'SHIPPED', 'DELIVERED', 'CANCELLED'],
  PROCESSING: ['CONFIRMED', 'PARTIALLY_SHIPPED', 'SHIPPED', 'DELIVERED', 'CANCELLED'],
  PARTIALLY_SHIPPED: ['SHIPPED', 'DELIVERED'],
  SHIPPED: ['DELIVERED'],
  DELIVERED: ['PARTIALLY_RETURNED', 'RETURNED'],
  PARTIALLY_RETURNED: ['RETURNED'],
  RETURNED: [],
  CANCELLED: [],
} as const satisfies Record<string, readonly string[]>;

export type OrderStatus = keyof typeof NEXT;
export const ORDER_STATUSES = Object.keys(NEXT) as OrderStatus[];

export const nextOf = (status: OrderStatus): readonly OrderStatus[] => NEXT[status];
export const canBecome = (from: OrderStatus, to: OrderStatus): boolean => nextOf(from).includes(to);

export type IllegalTransition = {
  readonly code: 'ILLEGAL_TRANSITION';
  readonly from: OrderStatus;
  readonly to: OrderStatus;
  readonly allowed: readonly OrderStatus[];
};
export const illegalTransition = (from: OrderStatus, to: OrderStatus): IllegalTransition => ({
  code: 'ILLEGAL_TRANSITION',
  from,
  to,
  allowed: nextOf(from),
});

/** The status of an order, or of one seller's part of it: nothing but a view of its payment and its lines. */
export function statusOf(payment: PaymentPhase, lines: readonly FulfilmentStatus[]): OrderStatus {
  const live = lines.filter((line) => line !== 'CANCELLED');
  if (live.length === 0) return 'CANCELLED';
  if (payment === 'PENDING') return 'PENDING';
  if (payment === 'FAILED') return 'PAYMENT_FAILED';

  const gone = live.filter((line) => line === 'SHIPPED' || line === 'DELIVERED' || line === 'RETURNED');
  const arrived = gone.filter((line) => line !== 'SHIPPED');
  const returned = arrived.filter((line) => line === 'RETURNED');
  if (returned.length === live.length) return 'RETURNED';
  if (arrived.length === live.length) return returned.length > 0 ? 'PARTIALLY_RETURNED' : 'DELIVERED';
  if (gone.length === live.length) return 'SHIPPED';
  if (gone.length > 0) return 'PARTIALLY_SHIPPED';
  return live.every((line) => line === 'ALLOCATED') ? 'CONFIRMED' : 'PROCESSING';
}

/** A line can be called back until its parcel leaves. */
export const isCancellable = (line: FulfilmentStatus): boolean =>
  line === 'ALLOCATED' || line === 'PICKING' || line === 'PACKED';
