import type { CaptureId, PaymentId, SellerId, SellerOrderId, ShipmentId } from '@emporium/contracts/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import {
  addShares,
  capturableMinor,
  NO_SHARES,
  sumOfShares,
  withMoney,
  type Allocation,
  type Payment,
  type Shares,
} from './payment.ts';

/** For whom a capture is: one seller order's shipment, or nobody yet when finance captures ahead. */
export interface Earned {
  readonly shipmentId: ShipmentId;
  readonly sellerOrderId: SellerOrderId;
  readonly sellerId: SellerId;
  readonly shares: Shares;
}

export interface Capture {
  readonly id: CaptureId;
  readonly paymentId: PaymentId;
  readonly earned: Earned | null;
  /** What the gateway is asked for, in minor units of the payment's currency. */
  readonly amountMinor: bigint;
  /** What was captured ahead and is earned with this. */
  readonly prepaidMinor: bigint;
  readonly status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
  readonly failureCode: string | null;
}

export interface CaptureTooMuch {
  readonly code: 'NOT_CAPTURABLE';
  readonly capturableMinor: bigint;
}

export type CaptureDecision = Result<{ readonly payment: Payment; readonly capture: Capture }, CaptureTooMuch>;

/** A shipment left: its share is earned, first out of what was captured ahead, the rest is captured now. */
export function captureForShipment(payment: Payment, id: CaptureId, earned: Earned): CaptureDecision {
  const whole = sumOfShares(earned.shares);
  if (Object.values(earned.shares).some((share) => share < 0n)) {
    throw new Error(`shipment ${earned.shipmentId} owes more commission and tax than it is worth`);
  }
  const prepaidMinor = payment.prepaidMinor < whole ? payment.prepaidMinor : whole;
  return reserve(payment, { id, earned, amountMinor: whole - prepaidMinor, prepaidMinor });
}

/** Captures ahead of any shipment; the money is the buyer's until shipments earn it. */
export const captureAhead = (payment: Payment, id: CaptureId, amountMinor: bigint): CaptureDecision =>
  reserve(payment, { id, earned: null, amountMinor, prepaidMinor: 0n });

function reserve(
  payment: Payment,
  part: Pick<Capture, 'id' | 'earned' | 'amountMinor' | 'prepaidMinor'>,
): CaptureDecision {
  const open = capturableMinor(payment);
  if (part.amountMinor > open) return err({ code: 'NOT_CAPTURABLE', capturableMinor: open });
  return ok({
    payment: {
      ...payment,
      capturingMinor: payment.capturingMinor + part.amountMinor,
      prepaidMinor: payment.prepaidMinor - part.prepaidMinor,
    },
    capture: { ...part, paymentId: payment.id, status: 'PENDING', failureCode: null },
  });
}

/** The gateway has taken the money. */
export function captureSucceeded(payment: Payment, capture: Capture): Payment {
  const { earned, amountMinor } = capture;
  const changed = withMoney(payment, {
    capturingMinor: payment.capturingMinor - amountMinor,
    capturedMinor: payment.capturedMinor + amountMinor,
  });
  if (earned === null) return { ...changed, prepaidMinor: changed.prepaidMinor + amountMinor };
  return { ...changed, allocations: earn(changed.allocations, earned) };
}

/** The gateway refused for good: the money was not taken, and what was captured ahead is unearned again. */
export const captureFailed = (payment: Payment, { amountMinor, prepaidMinor }: Capture): Payment => ({
  ...payment,
  capturingMinor: payment.capturingMinor - amountMinor,
  prepaidMinor: payment.prepaidMinor + prepaidMinor,
});

function earn(allocations: readonly Allocation[], { sellerOrderId, sellerId, shares }: Earned): readonly Allocation[] {
  const own = allocations.find((allocation) => allocation.sellerOrderId === sellerOrderId);
  if (own === undefined) {
    return [...allocations, { sellerOrderId, sellerId, authorizedMinor: 0n, captured: shares, refunded: NO_SHARES }];
  }
  return allocations.map((each) => (each === own ? { ...own, captured: addShares(own.captured, shares) } : each));
}
