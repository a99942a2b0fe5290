import type { OrderId, OwnerId, PaymentId, PaymentMethodId, RefundId, ReturnId } from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import type { Database } from '@emporium/platform/db';
import type { PaymentReads, RefundOfOrder, Visible } from '../app/reads.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import type { Payment } from '../domain/payment.ts';
import { toPaymentMethod, type PaymentMethodRow } from './payment-method-store.ts';
import { findMany } from './payment-store.ts';
import { toRefund, type RefundRow } from './refund-store.ts';

type RefundOfOrderRow = RefundRow & { readonly order_id: OrderId; readonly currency: CurrencyCode };

const REFUNDS = 'SELECT refund.*, order_id, currency FROM refund JOIN payment ON payment.id = payment_id';
const VISIBLE = `($2 = 'ALL' OR owner_id = $2)`;

const toRefundOfOrder = (row: RefundOfOrderRow): RefundOfOrder => ({
  ...toRefund(row),
  orderId: row.order_id,
  currency: row.currency,
});

/** What the GraphQL layer shows of payments, refunds and methods. */
export function postgresReads(db: Database): PaymentReads {
  const refunds = async (where: string, keys: readonly string[], visible: Visible): Promise<RefundOfOrder[]> => {
    const rows = await db.query<RefundOfOrderRow>(`${REFUNDS} WHERE ${where} AND ${VISIBLE} ORDER BY refund.id`, [
      keys,
      visible,
    ]);
    return rows.map(toRefundOfOrder);
  };
  const methods = async (where: string, values: readonly unknown[]): Promise<PaymentMethod[]> => {
    const rows = await db.query<PaymentMethodRow>(`SELECT * FROM payment_method WHERE ${where}`, values);
    return rows.map(toPaymentMethod);
  };

  return {
    payments: (ids: readonly PaymentId[], visible: Visible): Promise<Payment[]> =>
      findMany(db, `WHERE id = ANY($1) AND ${VISIBLE}`, [ids, visible]),
    paymentsOfOrders: (orderIds: readonly OrderId[], visible: Visible): Promise<Payment[]> =>
      findMany(db, `WHERE order_id = ANY($1) AND ${VISIBLE}`, [orderIds, visible]),

    refunds: (ids: readonly RefundId[], visible: Visible) => refunds('refund.id = ANY($1)', ids, visible),
    refundsOfOrders: (orderIds: readonly OrderId[], visible: Visible) =>
      refunds('order_id = ANY($1)', orderIds, visible),
    refundsOfReturns: (returnIds: readonly ReturnId[], visible: Visible) =>
      refunds('return_id = ANY($1)', returnIds, visible),

    /** The default first, then the youngest. */
    methodsOf: (ownerId: OwnerId) =>
      methods('owner_id = $1 AND removed_at IS NULL ORDER BY is_default DESC, id DESC', [ownerId]),
    /** Removed ones too: a mutation shows what it removed. */
    method: async (id: PaymentMethodId, ownerId: OwnerId): Promise<PaymentMethod | null> =>
      (await methods('id = $1 AND owner_id = $2', [id, ownerId]))[0] ?? null,
  };
}
