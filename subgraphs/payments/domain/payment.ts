import type { OrderId, OwnerId, PaymentId, SellerId, SellerOrderId } from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import { canBecome, statusOfMoney, type AttemptStatus, type MoneyMoved, type PaymentStatus } from './payment-status.ts';

export type PaymentMethodKind = 'CARD' | 'BANK_TRANSFER';

/** What the payment was made with, as it was then; the saved method may be gone. */
export interface MethodSnapshot {
  readonly kind: PaymentMethodKind;
  readonly brand: string | null;
  readonly last4: string | null;
}

/** What the buyer has to do before the bank agrees. */
export interface NextAction {
  readonly kind: 'THREE_DS_CHALLENGE' | 'BANK_TRANSFER_INSTRUCTIONS';
  readonly redirectUrl: string | null;
  readonly clientSecret: string | null;
  readonly expiresAt: Date;
}

/** One try at authorising, with one method. The gateway knows it by the order's id and the attempt's number. */
export interface Attempt {
  readonly number: number;
  readonly status: AttemptStatus;
  /** What the gateway calls the method. */
  readonly methodReference: string;
  /** What the gateway calls the attempt; null until its first answer is known. */
  readonly gatewayReference: string | null;
  readonly declineCode: string | null;
  readonly nextAction: NextAction | null;
  /** How long the gateway took to answer; null when the outcome came by another way. */
  readonly gatewayMs: number | null;
  readonly startedAt: Date;
  /** The gateway holds nothing for it any more. */
  readonly releasedAt: Date | null;
}

/** Money by whom it goes to, in minor units; `seller + commission + tax` is the whole. */
export interface Shares {
  readonly sellerMinor: bigint;
  readonly commissionMinor: bigint;
  readonly taxMinor: bigint;
}

/** The part of a payment that belongs to one seller order. */
export interface Allocation {
  readonly sellerOrderId: SellerOrderId;
  readonly sellerId: SellerId;
  readonly authorizedMinor: bigint;
  readonly captured: Shares;
  /** Given back, refunds that the gateway has not confirmed yet included: nobody can promise that money twice. */
  readonly refunded: Shares;
}

/** What one buyer pays for one order. All amounts are minor units of `currency`. */
export interface Payment extends MoneyMoved {
  readonly id: PaymentId;
  readonly orderId: OrderId;
  readonly orderNumber: string;
  readonly ownerId: OwnerId;
  readonly status: PaymentStatus;
  readonly method: MethodSnapshot;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  /** Captures that the gateway was asked for and has not confirmed. */
  readonly capturingMinor: bigint;
  /** Refunds that the gateway was asked for and has not confirmed. */
  readonly refundingMinor: bigint;
  /** Captured ahead of shipments, and not yet earned by one. */
  readonly prepaidMinor: bigint;
  /** The latest is the last. */
  readonly attempts: readonly Attempt[];
  readonly allocations: readonly Allocation[];
  readonly createdAt: Date;
}

export const NO_SHARES: Shares = { sellerMinor: 0n, commissionMinor: 0n, taxMinor: 0n };

export const sumOfShares = ({ sellerMinor, commissionMinor, taxMinor }: Shares): bigint =>
  sellerMinor + commissionMinor + taxMinor;

export const addShares = (a: Shares, b: Shares): Shares => ({
  sellerMinor: a.sellerMinor + b.sellerMinor,
  commissionMinor: a.commissionMinor + b.commissionMinor,
  taxMinor: a.taxMinor + b.taxMinor,
});

export const subtractShares = (a: Shares, b: Shares): Shares => ({
  sellerMinor: a.sellerMinor - b.sellerMinor,
  commissionMinor: a.commissionMinor - b.commissionMinor,
  taxMinor: a.taxMinor - b.taxMinor,
});

export const currentAttempt = (payment: Payment): Attempt => payment.attempts.at(-1)!;

/** Authorised, and neither captured, being captured nor given up. */
export const capturableMinor = (payment: Payment): bigint =>
  payment.authorizedMinor - payment.capturedMinor - payment.capturingMinor - payment.voidedMinor;

/** Part of the authorisation was given up and no capture is to come: the gateway may let the buyer's money go. */
export const holdsTooMuch = (payment: Payment): boolean =>
  payment.voidedMinor > 0n && capturableMinor(payment) === 0n && payment.capturingMinor === 0n;

/** The payment with other amounts and the status that follows from them. */
export function withMoney(payment: Payment, changes: Partial<Payment>): Payment {
  const changed = { ...payment, ...changes };
  return withStatus(changed, payment.status, statusOfMoney(changed));
}

/** @throws a move that the state machine does not have is a bug */
export function withStatus(payment: Payment, from: PaymentStatus, to: PaymentStatus): Payment {
  if (from !== to && !canBecome(from, to)) throw new Error(`payment ${payment.id} cannot go from ${from} to ${to}`);
  return { ...payment, status: to };
}

export const withAttempt = (payment: Payment, attempt: Attempt): Payment => ({
  ...payment,
  attempts: payment.attempts.map((other) => (other.number === attempt.number ? attempt : other)),
});
