import type { CartId, CheckoutId, OrderId, OwnerId, ReservationId } from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import type { Database } from '@emporium/platform/db';
import type { CheckoutStore } from '../app/ports.ts';
import type { Checkout, CheckoutStatus } from '../domain/checkout.ts';
import type { Saga } from '../domain/saga.ts';
import { fromContent, toContent, type CheckoutContent } from './checkout-content.ts';

interface CheckoutRow {
  readonly id: CheckoutId;
  readonly owner_id: OwnerId;
  readonly guest_email: string | null;
  readonly cart_id: CartId;
  readonly version: number;
  readonly status: CheckoutStatus;
  readonly currency: CurrencyCode;
  readonly reservation_id: ReservationId | null;
  readonly order_id: OrderId | null;
  readonly content: CheckoutContent;
  readonly saga: Saga | null;
  readonly lease_holder: string | null;
  readonly due_at: Date | null;
  readonly quoted_at: Date;
  readonly expires_at: Date;
}

const COLUMNS = `id, owner_id, guest_email, cart_id, version, status, currency, reservation_id, order_id, content, saga,
  lease_holder, due_at, quoted_at, expires_at`;

const toCheckout = (row: CheckoutRow): Checkout => ({
  ...fromContent(row.content, row.currency),
  id: row.id,
  ownerId: row.owner_id,
  guestEmail: row.guest_email,
  cartId: row.cart_id,
  version: row.version,
  status: row.status,
  currency: row.currency,
  reservationId: row.reservation_id,
  orderId: row.order_id,
  saga: row.saga,
  lease: { holder: row.lease_holder, dueAt: row.due_at },
  quotedAt: row.quoted_at,
  expiresAt: row.expires_at,
});

const orNull = (row: CheckoutRow | null | undefined): Checkout | null => (row ? toCheckout(row) : null);

export const postgresCheckoutStore = ({ db }: { db: Database }): CheckoutStore => ({
  find: async (id) => orNull(await db.one<CheckoutRow>(`SELECT ${COLUMNS} FROM checkout WHERE id = $1`, [id])),

  async lock(tx, id) {
    const [row] = await tx.query<CheckoutRow>(`SELECT ${COLUMNS} FROM checkout WHERE id = $1 FOR UPDATE`, [id]);
    return orNull(row);
  },

  async lockByOrder(tx, orderId) {
    const text = `SELECT ${COLUMNS} FROM checkout WHERE order_id = $1 FOR UPDATE`;
    const [row] = await tx.query<CheckoutRow>(text, [orderId]);
    return orNull(row);
  },

  insert(tx, checkout) {
    tx.write(
      `INSERT INTO checkout (id, owner_id, guest_email, cart_id, version, status, currency, reservation_id, content,
                             quoted_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING`,
      [
        checkout.id,
        checkout.ownerId,
        checkout.guestEmail,
        checkout.cartId,
        checkout.version,
        checkout.status,
        checkout.currency,
        checkout.reservationId,
        JSON.stringify(toContent(checkout)),
        checkout.quotedAt,
        checkout.expiresAt,
      ],
    );
  },

  save(tx, checkout) {
    tx.write(
      `UPDATE checkout SET version = $2, status = $3, reservation_id = $4, order_id = $5, content = $6, saga = $7,
                           lease_holder = $8, due_at = $9, quoted_at = $10
        WHERE id = $1`,
      [
        checkout.id,
        checkout.version,
        checkout.status,
        checkout.reservationId,
        checkout.orderId,
        JSON.stringify(toContent(checkout)),
        checkout.saga === null ? null : JSON.stringify(checkout.saga),
        checkout.lease.holder,
        checkout.lease.dueAt,
        checkout.quotedAt,
      ],
    );
  },

  saveProgress(tx, { id, status, saga, lease }) {
    tx.write('UPDATE checkout SET status = $2, saga = $3, lease_holder = $4, due_at = $5 WHERE id = $1', [
      id,
      status,
      saga === null ? null : JSON.stringify(saga),
      lease.holder,
      lease.dueAt,
    ]);
  },

  async findDue(now, limit) {
    const rows = await db.query<{ id: CheckoutId }>(
      'SELECT id FROM checkout WHERE due_at <= $1 ORDER BY due_at LIMIT $2',
      [now, limit],
    );
    return rows.map((row) => row.id);
  },

  reown(tx, guestId, userId) {
    tx.write('UPDATE checkout SET owner_id = $2 WHERE owner_id = $1', [guestId, userId]);
  },
});
