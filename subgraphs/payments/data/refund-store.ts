import type { PaymentId, RefundId, ReturnId, SellerId, SellerOrderId } from '@emporium/contracts/ids';
import type { Database } from '@emporium/platform/db';
import type { RefundStore } from '../app/ports.ts';
import type { Refund, RefundSplit } from '../domain/refund.ts';

/** Minor units as text: JSON has no bigint. */
interface SplitColumn {
  readonly prepaid: string;
  readonly shares: readonly {
    readonly sellerOrderId: SellerOrderId;
    readonly sellerId: SellerId;
    readonly seller: string;
    readonly commission: string;
    readonly tax: string;
  }[];
}

export interface RefundRow {
  readonly id: RefundId;
  readonly payment_id: PaymentId;
  readonly return_id: ReturnId | null;
  readonly amount_minor: bigint;
  readonly reason: string;
  readonly split: SplitColumn;
  readonly status: Refund['status'];
  readonly failure_code: string | null;
  readonly created_at: Date;
  readonly completed_at: Date | null;
}

export const splitColumn = ({ prepaidMinor, shares }: RefundSplit): SplitColumn => ({
  prepaid: prepaidMinor.toString(),
  shares: shares.map((each) => ({
    sellerOrderId: each.sellerOrderId,
    sellerId: each.sellerId,
    seller: each.shares.sellerMinor.toString(),
    commission: each.shares.commissionMinor.toString(),
    tax: each.shares.taxMinor.toString(),
  })),
});

export const toRefund = (row: RefundRow): Refund => ({
  id: row.id,
  paymentId: row.payment_id,
  returnId: row.return_id,
  amountMinor: row.amount_minor,
  reason: row.reason,
  split: {
    prepaidMinor: BigInt(row.split.prepaid),
    shares: row.split.shares.map(({ sellerOrderId, sellerId, seller, commission, tax }) => ({
      sellerOrderId,
      sellerId,
      shares: { sellerMinor: BigInt(seller), commissionMinor: BigInt(commission), taxMinor: BigInt(tax) },
    })),
  },
  status: row.status,
  failureCode: row.failure_code,
  createdAt: row.created_at,
  completedAt: row.completed_at,
});

export const postgresRefundStore = ({ db }: { db: Database }): RefundStore => ({
  insert(tx, refund) {
    tx.write(
      `INSERT INTO refund (id, payment_id, return_id, amount_minor, reason, split, status, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        refund.id,
        refund.paymentId,
        refund.returnId,
        refund.amountMinor,
        refund.reason,
        JSON.stringify(splitColumn(refund.split)),
        refund.status,
        refund.createdAt,
      ],
    );
  },

  async find(id) {
    const row = await db.one<RefundRow>('SELECT * FROM refund WHERE id = $1', [id]);
    return row && toRefund(row);
  },

  async lock(tx, id) {
    const [row] = await tx.query<RefundRow>('SELECT * FROM refund WHERE id = $1 FOR UPDATE', [id]);
    return row ? toRefund(row) : null;
  },

  settle(tx, { id, status, failureCode, completedAt }) {
    tx.writeOne(
      `UPDATE refund SET status = $2, failure_code = $3, completed_at = $4 WHERE id = $1 AND status = 'PENDING'`,
      [id, status, failureCode, completedAt],
    );
  },
});
