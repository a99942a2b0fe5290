import type { OwnerId, PaymentMethodId } from '@emporium/contracts/ids';
import type { PaymentMethodStore } from '../app/ports.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';

export interface PaymentMethodRow {
  readonly id: PaymentMethodId;
  readonly owner_id: OwnerId;
  readonly kind: PaymentMethod['kind'];
  readonly brand: string | null;
  readonly last4: string | null;
  readonly exp_month: number | null;
  readonly exp_year: number | null;
  readonly reference: string;
  readonly is_default: boolean;
  readonly created_at: Date;
}

export const toPaymentMethod = (row: PaymentMethodRow): PaymentMethod => ({
  id: row.id,
  ownerId: row.owner_id,
  kind: row.kind,
  brand: row.brand,
  last4: row.last4,
  expMonth: row.exp_month,
  expYear: row.exp_year,
  reference: row.reference,
  isDefault: row.is_default,
  createdAt: row.created_at,
});

export const postgresPaymentMethodStore = (): PaymentMethodStore => ({
  async lockAll(tx, ownerId) {
    const [, rows] = await Promise.all([
      tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [ownerId]),
      tx.query<PaymentMethodRow>(
        'SELECT * FROM payment_method WHERE owner_id = $1 AND removed_at IS NULL ORDER BY is_default DESC, id DESC',
        [ownerId],
      ),
    ]);
    return rows.map(toPaymentMethod);
  },

  async find(tx, id, ownerId) {
    const [row] = await tx.query<PaymentMethodRow>(
      'SELECT * FROM payment_method WHERE id = $1 AND owner_id = $2 AND removed_at IS NULL',
      [id, ownerId],
    );
    return row ? toPaymentMethod(row) : null;
  },

  insert(tx, method) {
    tx.write(
      `INSERT INTO payment_method (id, owner_id, kind, brand, last4, exp_month, exp_year, reference, is_default, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        method.id,
        method.ownerId,
        method.kind,
        method.brand,
        method.last4,
        method.expMonth,
        method.expYear,
        method.reference,
        method.isDefault,
        method.createdAt,
      ],
    );
  },

  setDefault(tx, ownerId, id) {
    tx.write('UPDATE payment_method SET is_default = false WHERE owner_id = $1 AND is_default AND id <> $2', [
      ownerId,
      id,
    ]);
    tx.writeOne('UPDATE payment_method SET is_default = true WHERE owner_id = $1 AND id = $2 AND removed_at IS NULL', [
      ownerId,
      id,
    ]);
  },

  remove(tx, id, at) {
    tx.writeOne('UPDATE payment_method SET removed_at = $2, is_default = false WHERE id = $1', [id, at]);
  },

  setOwner(tx, from, to) {
    tx.write(
      `UPDATE payment_method SET owner_id = $2, is_default = is_default AND NOT EXISTS (
         SELECT FROM payment_method own WHERE own.owner_id = $2 AND own.is_default AND own.removed_at IS NULL)
        WHERE owner_id = $1 AND removed_at IS NULL`,
      [from, to],
    );
  },
});
