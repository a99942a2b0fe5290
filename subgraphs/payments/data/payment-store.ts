import type { OrderId, PaymentId } from '@emporium/contracts/ids';
import type { Database, Tx } from '@emporium/platform/db';
import type { PaymentStore } from '../app/ports.ts';
import type { Payment } from '../domain/payment.ts';
import { toPayment, type AllocationRow, type AttemptRow, type PaymentRow } from './payment-rows.ts';

const ATTEMPTS = 'SELECT * FROM payment_attempt WHERE payment_id';
const ALLOCATIONS = 'SELECT * FROM payment_allocation WHERE payment_id';
const OF_ORDER = '= (SELECT id FROM payment WHERE order_id = $1)';

const UPSERT_ATTEMPTS = `
  INSERT INTO payment_attempt
    (payment_id, number, status, method_reference, gateway_reference, decline_code, next_action, gateway_ms, started_at, released_at)
  SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::int[], $9::timestamptz[], $10::timestamptz[])
  ON CONFLICT (payment_id, number) DO UPDATE SET
    status = EXCLUDED.status, gateway_reference = EXCLUDED.gateway_reference, decline_code = EXCLUDED.decline_code,
    next_action = EXCLUDED.next_action, gateway_ms = EXCLUDED.gateway_ms, released_at = EXCLUDED.released_at`;

const UPSERT_ALLOCATIONS = `
  INSERT INTO payment_allocation
    (payment_id, seller_order_id, seller_id, authorized_minor,
     captured_seller_minor, captured_commission_minor, captured_tax_minor,
     refunded_seller_minor, refunded_commission_minor, refunded_tax_minor)
  SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[])
  ON CONFLICT (payment_id, seller_order_id) DO UPDATE SET
    authorized_minor = EXCLUDED.authorized_minor,
    captured_seller_minor = EXCLUDED.captured_seller_minor,
    captured_commission_minor = EXCLUDED.captured_commission_minor,
    captured_tax_minor = EXCLUDED.captured_tax_minor,
    refunded_seller_minor = EXCLUDED.refunded_seller_minor,
    refunded_commission_minor = EXCLUDED.refunded_commission_minor,
    refunded_tax_minor = EXCLUDED.refunded_tax_minor`;

export const postgresPaymentStore = ({ db }: { db: Database }): PaymentStore => ({
  // What hangs on the payment is read by statements of their own: a sub-select would show it as it was before the wait for the lock.
  async lockOrder(tx, orderId: OrderId) {
    const [, [row], attempts, allocations] = await Promise.all([
      tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [orderId]),
      tx.query<PaymentRow>('SELECT * FROM payment WHERE order_id = $1 FOR UPDATE', [orderId]),
      tx.query<AttemptRow>(`${ATTEMPTS} ${OF_ORDER} ORDER BY number`, [orderId]),
      tx.query<AllocationRow>(`${ALLOCATIONS} ${OF_ORDER} ORDER BY seller_order_id`, [orderId]),
    ]);
    return row ? toPayment(row, attempts, allocations) : null;
  },

  refuseOrder(tx, orderId, at) {
    tx.write('INSERT INTO refused_order (order_id, refused_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [orderId, at]);
  },

  async isRefused(tx, orderId) {
    return (await tx.query('SELECT FROM refused_order WHERE order_id = $1', [orderId])).length > 0;
  },

  async lock(tx, id) {
    const [[row], attempts, allocations] = await Promise.all([
      tx.query<PaymentRow>('SELECT * FROM payment WHERE id = $1 FOR UPDATE', [id]),
      tx.query<AttemptRow>(`${ATTEMPTS} = $1 ORDER BY number`, [id]),
      tx.query<AllocationRow>(`${ALLOCATIONS} = $1 ORDER BY seller_order_id`, [id]),
    ]);
    return row ? toPayment(row, attempts, allocations) : null;
  },

  insert(tx, payment) {
    tx.write(
      `INSERT INTO payment (id, order_id, order_number, owner_id, status, method, currency, amount_minor, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        payment.id,
        payment.orderId,
        payment.orderNumber,
        payment.ownerId,
        payment.status,
        JSON.stringify(payment.method),
        payment.currency,
        payment.amountMinor,
        payment.createdAt,
      ],
    );
    writeParts(tx, payment);
  },

  update(tx, payment) {
    tx.writeOne(
      `UPDATE payment SET owner_id = $2, status = $3, method = $4, currency = $5, amount_minor = $6,
              authorized_minor = $7, captured_minor = $8, capturing_minor = $9, voided_minor = $10,
              refunded_minor = $11, refunding_minor = $12, prepaid_minor = $13
        WHERE id = $1`,
      [
        payment.id,
        payment.ownerId,
        payment.status,
        JSON.stringify(payment.method),
        payment.currency,
        payment.amountMinor,
        payment.authorizedMinor,
        payment.capturedMinor,
        payment.capturingMinor,
        payment.voidedMinor,
        payment.refundedMinor,
        payment.refundingMinor,
        payment.prepaidMinor,
      ],
    );
    writeParts(tx, payment);
  },

  setOwner(tx, from, to) {
    tx.write('UPDATE payment SET owner_id = $2 WHERE owner_id = $1', [from, to]);
  },

  find: (id) => findOne(db, 'WHERE id = $1', [id]),
  findOwned: (id, ownerId) => findOne(db, 'WHERE id = $1 AND owner_id = $2', [id, ownerId]),
  findUndecided: (before, after, limit) =>
    findMany(
      db,
      `WHERE status IN ('PROCESSING', 'REQUIRES_ACTION') AND ($2::text IS NULL OR id > $2)
         AND (SELECT max(started_at) FROM payment_attempt a WHERE a.payment_id = payment.id) < $1
       ORDER BY id LIMIT $3`,
      [before, after, limit],
    ),
});

const findOne = async (db: Database, where: string, values: readonly unknown[]): Promise<Payment | null> =>
  (await findMany(db, where, values))[0] ?? null;

/** Payments with all that hangs on them, in three statements however many there are. */
export async function findMany(db: Database, where: string, values: readonly unknown[]): Promise<Payment[]> {
  const rows = await db.query<PaymentRow>(`SELECT * FROM payment ${where}`, values);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [attempts, allocations] = await Promise.all([
    db.query<AttemptRow>(`${ATTEMPTS} = ANY($1) ORDER BY payment_id, number`, [ids]),
    db.query<AllocationRow>(`${ALLOCATIONS} = ANY($1) ORDER BY payment_id, seller_order_id`, [ids]),
  ]);
  const attemptsOf = groupByPayment(attempts);
  const allocationsOf = groupByPayment(allocations);
  return rows.map((row) => toPayment(row, attemptsOf.get(row.id) ?? [], allocationsOf.get(row.id) ?? []));
}

const groupByPayment = <Row extends { readonly payment_id: PaymentId }>(rows: readonly Row[]): Map<PaymentId, Row[]> =>
  Map.groupBy(rows, (row) => row.payment_id);

function writeParts(tx: Tx, { id, attempts, allocations }: Payment): void {
  tx.write(UPSERT_ATTEMPTS, [
    id,
    attempts.map((attempt) => attempt.number),
    attempts.map((attempt) => attempt.status),
    attempts.map((attempt) => attempt.methodReference),
    attempts.map((attempt) => attempt.gatewayReference),
    attempts.map((attempt) => attempt.declineCode),
    attempts.map((attempt) => attempt.nextAction && JSON.stringify(attempt.nextAction)),
    attempts.map((attempt) => attempt.gatewayMs),
    attempts.map((attempt) => attempt.startedAt),
    attempts.map((attempt) => attempt.releasedAt),
  ]);
  tx.write(UPSERT_ALLOCATIONS, [
    id,
    allocations.map((each) => each.sellerOrderId),
    allocations.map((each) => each.sellerId),
    allocations.map((each) => each.authorizedMinor),
    allocations.map((each) => each.captured.sellerMinor),
    allocations.map((each) => each.captured.commissionMinor),
    allocations.map((each) => each.captured.taxMinor),
    allocations.map((each) => each.refunded.sellerMinor),
    allocations.map((each) => each.refunded.commissionMinor),
    allocations.map((each) => each.refunded.taxMinor),
  ]);
}
