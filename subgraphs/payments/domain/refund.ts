import type { PaymentId, RefundId, ReturnId, SellerId, SellerOrderId } from '@emporium/contracts/ids';
import { allocate, money } from '@emporium/platform/money';
import { err, ok, type Result } from '@emporium/platform/result';
import {
  addShares,
  NO_SHARES,
  subtractShares,
  withMoney,
  type Allocation,
  type Payment,
  type Shares,
} from './payment.ts';

/** From whom a refund takes its money, fixed when it is asked for. The parts add up to the refund to the minor unit. */
export interface RefundSplit {
  readonly prepaidMinor: bigint;
  readonly shares: readonly {
    readonly sellerOrderId: SellerOrderId;
    readonly sellerId: SellerId;
    readonly shares: Shares;
  }[];
}

export interface Refund {
  readonly id: RefundId;
  readonly paymentId: PaymentId;
  readonly returnId: ReturnId | null;
  readonly amountMinor: bigint;
  readonly reason: string;
  readonly split: RefundSplit;
  readonly status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
  readonly failureCode: string | null;
  readonly createdAt: Date;
  readonly completedAt: Date | null;
}

/** Whose money a refund may take: everybody's in proportion, or that of some seller orders only. */
export interface RefundSource {
  /** Null: any seller's. */
  readonly sellerIds: readonly SellerId[] | null;
  /** Null: any of those sellers' orders. */
  readonly sellerOrderId: SellerOrderId | null;
}

export interface RefundTooMuch {
  readonly code: 'AMOUNT_EXCEEDS_REFUNDABLE';
  readonly refundableMinor: bigint;
}

export interface RefundRequest {
  readonly id: RefundId;
  /** Null: all that can still be refunded from the source. */
  readonly amountMinor: bigint | null;
  readonly reason: string;
  readonly returnId: ReturnId | null;
  readonly source: RefundSource;
  readonly now: Date;
}

export const ANY_SOURCE: RefundSource = { sellerIds: null, sellerOrderId: null };

/** Takes the refund from whom the money went to, in proportion to what each still has of it. */
export function decideRefund(
  payment: Payment,
  request: RefundRequest,
): Result<{ readonly payment: Payment; readonly refund: Refund }, RefundTooMuch> {
  const parts = partsOf(payment, request.source);
  const open = parts.reduce((sum, part) => sum + part.openMinor, 0n);
  const amountMinor = request.amountMinor ?? open;
  if (amountMinor > open || open === 0n) return err({ code: 'AMOUNT_EXCEEDS_REFUNDABLE', refundableMinor: open });

  const taken = allocate(
    money(amountMinor, payment.currency),
    parts.map((part) => part.openMinor),
  );
  const split = parts.reduce((sum, part, index) => part.take(sum, taken[index]!.minorUnits), NOTHING);
  return ok({
    payment: { ...applySplit(payment, split, 1n), refundingMinor: payment.refundingMinor + amountMinor },
    refund: {
      id: request.id,
      paymentId: payment.id,
      returnId: request.returnId,
      amountMinor,
      reason: request.reason,
      split,
      status: 'PENDING',
      failureCode: null,
      createdAt: request.now,
      completedAt: null,
    },
  });
}

/** What a source could still give back. */
export const refundableFrom = (payment: Payment, source: RefundSource): bigint =>
  partsOf(payment, source).reduce((sum, part) => sum + part.openMinor, 0n);

/** The buyer has the money. The shares went down when the refund was asked for. */
export const refundSucceeded = (payment: Payment, { amountMinor }: Refund): Payment =>
  withMoney(payment, {
    refundingMinor: payment.refundingMinor - amountMinor,
    refundedMinor: payment.refundedMinor + amountMinor,
  });

/** The gateway refused for good: everybody keeps what they have. */
export const refundFailed = (payment: Payment, { amountMinor, split }: Refund): Payment => ({
  ...applySplit(payment, split, -1n),
  refundingMinor: payment.refundingMinor - amountMinor,
});

const NOTHING: RefundSplit = { prepaidMinor: 0n, shares: [] };

interface Part {
  readonly openMinor: bigint;
  readonly take: (split: RefundSplit, minor: bigint) => RefundSplit;
}

const SHARE_NAMES = ['sellerMinor', 'commissionMinor', 'taxMinor'] as const;

function partsOf(payment: Payment, { sellerIds, sellerOrderId }: RefundSource): Part[] {
  const isWhole = sellerIds === null && sellerOrderId === null;
  const own = payment.allocations.filter(
    (allocation) =>
      (sellerIds === null || sellerIds.includes(allocation.sellerId)) &&
      (sellerOrderId === null || sellerOrderId === allocation.sellerOrderId),
  );
  const prepaid: Part = {
    openMinor: isWhole ? payment.prepaidMinor : 0n,
    take: (split, minor) => ({ ...split, prepaidMinor: split.prepaidMinor + minor }),
  };
  return [prepaid, ...own.flatMap(partsOfAllocation)];
}

function partsOfAllocation(allocation: Allocation): Part[] {
  const open = subtractShares(allocation.captured, allocation.refunded);
  return SHARE_NAMES.map((name) => ({
    openMinor: open[name],
    take: (split, minor) => (minor === 0n ? split : addToSplit(split, allocation, { ...NO_SHARES, [name]: minor })),
  }));
}

function addToSplit(split: RefundSplit, { sellerOrderId, sellerId }: Allocation, shares: Shares): RefundSplit {
  const own = split.shares.find((each) => each.sellerOrderId === sellerOrderId);
  if (own === undefined) return { ...split, shares: [...split.shares, { sellerOrderId, sellerId, shares }] };
  const added = { ...own, shares: addShares(own.shares, shares) };
  return { ...split, shares: split.shares.map((each) => (each === own ? added : each)) };
}

function applySplit(payment: Payment, split: RefundSplit, direction: 1n | -1n): Payment {
  const signed = (shares: Shares): Shares => (direction === 1n ? shares : subtractShares(NO_SHARES, shares));
  return {
    ...payment,
    prepaidMinor: payment.prepaidMinor - split.prepaidMinor * direction,
    allocations: payment.allocations.map((allocation) => {
      const own = split.shares.find((each) => each.sellerOrderId === allocation.sellerOrderId);
      if (own === undefined) return allocation;
      return { ...allocation, refunded: addShares(allocation.refunded, signed(own.shares)) };
    }),
  };
}
