export type PaymentStatus =
  | 'PROCESSING'
  | 'REQUIRES_ACTION'
  | 'AUTHORIZED'
  | 'PARTIALLY_CAPTURED'
  | 'CAPTURED'
  | 'PARTIALLY_REFUNDED'
  | 'REFUNDED'
  | 'FAILED'
  | 'CANCELLED';

/** How far one try at an authorisation came. The last three are ends. */
export type AttemptStatus = 'PROCESSING' | 'REQUIRES_ACTION' | 'AUTHORIZED' | 'FAILED' | 'CANCELLED';

/** PROCESSING is what stands in the database while the gateway is asked, and what a crash leaves behind. */
const NEXT_OF_ATTEMPT: Readonly<Record<AttemptStatus, readonly AttemptStatus[]>> = {
  PROCESSING: ['REQUIRES_ACTION', 'AUTHORIZED', 'FAILED', 'CANCELLED'],
  REQUIRES_ACTION: ['AUTHORIZED', 'FAILED', 'CANCELLED'],
  AUTHORIZED: [],
  FAILED: [],
  CANCELLED: [],
};

/** An attempt only goes forward, so a late or repeated message from the gateway changes nothing. */
export const attemptCanBecome = (from: AttemptStatus, to: AttemptStatus): boolean => NEXT_OF_ATTEMPT[from].includes(to);

/** The one way back is a new attempt: to PROCESSING, with the next attempt's number. */
const NEXT: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  PROCESSING: ['REQUIRES_ACTION', 'AUTHORIZED', 'FAILED', 'CANCELLED'],
  REQUIRES_ACTION: ['PROCESSING', 'AUTHORIZED', 'FAILED', 'CANCELLED'],
  FAILED: ['PROCESSING', 'CANCELLED'],
  AUTHORIZED: ['PARTIALLY_CAPTURED', 'CAPTURED', 'CANCELLED'],
  PARTIALLY_CAPTURED: ['CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED'],
  CAPTURED: ['PARTIALLY_REFUNDED', 'REFUNDED'],
  PARTIALLY_REFUNDED: ['REFUNDED'],
  REFUNDED: [],
  CANCELLED: [],
};

export const canBecome = (from: PaymentStatus, to: PaymentStatus): boolean => NEXT[from].includes(to);

/** What became of the money since it was authorised, in minor units. None of these ever shrinks. */
export interface MoneyMoved {
  readonly authorizedMinor: bigint;
  readonly capturedMinor: bigint;
  /** Given up: it will not be captured. */
  readonly voidedMinor: bigint;
  readonly refundedMinor: bigint;
}

/** The state of an authorised payment follows from its amounts alone; since they only grow, it only goes forward. */
export function statusOfMoney(money: MoneyMoved): PaymentStatus {
  const { authorizedMinor, capturedMinor, voidedMinor, refundedMinor } = money;
  const isOver = capturedMinor + voidedMinor === authorizedMinor;
  if (refundedMinor > 0n) return isOver && refundedMinor === capturedMinor ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  if (capturedMinor === 0n) return isOver ? 'CANCELLED' : 'AUTHORIZED';
  return isOver ? 'CAPTURED' : 'PARTIALLY_CAPTURED';
}
