import type { CaptureId, PaymentId, SellerId, SellerOrderId, ShipmentId } from '@emporium/contracts/ids';
import type { Database } from '@emporium/platform/db';
import type { CaptureStore } from '../app/ports.ts';
import type { Capture } from '../domain/capture.ts';
import { NO_SHARES } from '../domain/payment.ts';

interface CaptureRow {
  readonly id: CaptureId;
  readonly payment_id: PaymentId;
  readonly shipment_id: ShipmentId | null;
  readonly seller_order_id: SellerOrderId | null;
  readonly seller_id: SellerId | null;
  readonly seller_minor: bigint;
  readonly commission_minor: bigint;
  readonly tax_minor: bigint;
  readonly amount_minor: bigint;
  readonly prepaid_minor: bigint;
  readonly status: Capture['status'];
  readonly failure_code: string | null;
}

const toCapture = (row: CaptureRow): Capture => ({
  id: row.id,
  paymentId: row.payment_id,
  earned:
    row.shipment_id === null
      ? null
      : {
          shipmentId: row.shipment_id,
          sellerOrderId: row.seller_order_id!,
          sellerId: row.seller_id!,
          shares: { sellerMinor: row.seller_minor, commissionMinor: row.commission_minor, taxMinor: row.tax_minor },
        },
  amountMinor: row.amount_minor,
  prepaidMinor: row.prepaid_minor,
  status: row.status,
  failureCode: row.failure_code,
});

export const postgresCaptureStore = ({ db }: { db: Database }): CaptureStore => ({
  insert(tx, { id, paymentId, earned, amountMinor, prepaidMinor, status }) {
    const shares = earned?.shares ?? NO_SHARES;
    tx.write(
      `INSERT INTO capture (id, payment_id, shipment_id, seller_order_id, seller_id,
                            seller_minor, commission_minor, tax_minor, amount_minor, prepaid_minor, status)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        paymentId,
        earned?.shipmentId ?? null,
        earned?.sellerOrderId ?? null,
        earned?.sellerId ?? null,
        shares.sellerMinor,
        shares.commissionMinor,
        shares.taxMinor,
        amountMinor,
        prepaidMinor,
        status,
      ],
    );
  },

  async existsForShipment(tx, shipmentId) {
    return (await tx.query('SELECT FROM capture WHERE shipment_id = $1', [shipmentId])).length > 0;
  },

  async find(id) {
    const row = await db.one<CaptureRow>('SELECT * FROM capture WHERE id = $1', [id]);
    return row && toCapture(row);
  },

  async lock(tx, id) {
    const [row] = await tx.query<CaptureRow>('SELECT * FROM capture WHERE id = $1 FOR UPDATE', [id]);
    return row ? toCapture(row) : null;
  },

  settle(tx, { id, status, failureCode }, at) {
    tx.writeOne(
      `UPDATE capture SET status = $2, failure_code = $3, settled_at = $4 WHERE id = $1 AND status = 'PENDING'`,
      [id, status, failureCode, at],
    );
  },
});
