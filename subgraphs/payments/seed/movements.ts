import { worldId } from '@emporium/world/ids';
import type { WorldOrder, WorldSplit } from '@emporium/world/orders';
import type { Capture } from '../domain/capture.ts';
import { addShares, NO_SHARES, type Shares } from '../domain/payment.ts';
import type { Refund } from '../domain/refund.ts';

const PARCELS_AN_ORDER = 16;

export interface CaptureOfHistory extends Capture {
  readonly at: Date;
}

export const sharesOf = ({ sellerMinor, commissionMinor, taxMinor }: WorldSplit): Shares => ({
  sellerMinor,
  commissionMinor,
  taxMinor,
});

export const capturesOf = ({ index, payment }: WorldOrder): CaptureOfHistory[] =>
  payment.captures.map((capture, place) => ({
    id: worldId('cap', index * PARCELS_AN_ORDER + place),
    paymentId: payment.id,
    earned: {
      shipmentId: capture.shipmentId,
      sellerOrderId: capture.sellerOrderId,
      sellerId: capture.sellerId,
      shares: sharesOf(capture),
    },
    amountMinor: capture.amountMinor,
    prepaidMinor: 0n,
    status: 'SUCCEEDED',
    failureCode: null,
    at: capture.at,
  }));

export const refundsOf = ({ payment }: WorldOrder): Refund[] =>
  payment.refunds.map((refund) => ({
    id: refund.id,
    paymentId: payment.id,
    returnId: refund.returnId,
    amountMinor: refund.amountMinor,
    reason: refund.reason,
    split: {
      prepaidMinor: 0n,
      shares: [{ sellerOrderId: refund.sellerOrderId, sellerId: refund.sellerId, shares: sharesOf(refund) }],
    },
    status: 'SUCCEEDED',
    failureCode: null,
    createdAt: refund.at,
    completedAt: refund.at,
  }));

/** Everything of one seller order together. */
export const totalShares = (splits: readonly WorldSplit[], sellerOrderId: string): Shares =>
  splits
    .filter((split) => split.sellerOrderId === sellerOrderId)
    .reduce((sum, split) => addShares(sum, sharesOf(split)), NO_SHARES);
