import type { CheckoutId, DealId, OfferId, ReservationId, WarehouseId } from '@emporium/contracts/ids';
import type { ReservationStore } from '../app/ports.ts';
import type { Reservation, ReservationStatus } from '../domain/reservation.ts';

export interface ReservationRow {
  readonly id: ReservationId;
  readonly checkout_id: CheckoutId;
  readonly status: ReservationStatus;
  readonly expires_at: Date;
  readonly lines: readonly {
    readonly line_id: string;
    readonly offer_id: OfferId;
    readonly warehouse_id: WarehouseId;
    readonly deal_id: DealId | null;
    readonly quantity: number;
  }[];
}

export const RESERVATION_COLUMNS = `id, checkout_id, status, expires_at,
  (SELECT json_agg(l ORDER BY l.position) FROM reservation_line l WHERE l.reservation_id = reservation.id) AS lines`;

export const toReservation = (row: ReservationRow): Reservation => ({
  id: row.id,
  checkoutId: row.checkout_id,
  status: row.status,
  expiresAt: row.expires_at,
  lines: row.lines.map((line) => ({
    lineId: line.line_id,
    offerId: line.offer_id,
    warehouseId: line.warehouse_id,
    dealId: line.deal_id,
    quantity: line.quantity,
  })),
});

const HOLDS_OFFERS = `AND EXISTS (
  SELECT FROM reservation_line l WHERE l.reservation_id = reservation.id AND l.offer_id = ANY($3))`;

export const postgresReservationStore = (): ReservationStore => ({
  async lock(tx, id) {
    const [row] = await tx.query<ReservationRow>(
      `SELECT ${RESERVATION_COLUMNS} FROM reservation WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ? toReservation(row) : null;
  },

  async lockActiveOf(tx, checkoutId) {
    const [row] = await tx.query<ReservationRow>(
      `SELECT ${RESERVATION_COLUMNS} FROM reservation WHERE checkout_id = $1 AND status = 'ACTIVE' FOR UPDATE`,
      [checkoutId],
    );
    return row ? toReservation(row) : null;
  },

  async lockExpired(tx, now, limit, offerIds) {
    const rows = await tx.query<ReservationRow>(
      `SELECT ${RESERVATION_COLUMNS} FROM reservation WHERE status = 'ACTIVE' AND expires_at <= $1
          ${offerIds === null ? '' : HOLDS_OFFERS}
        ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
      offerIds === null ? [now, limit] : [now, limit, offerIds],
    );
    return rows.map(toReservation);
  },

  insert(tx, reservation) {
    tx.write('INSERT INTO reservation (id, checkout_id, status, expires_at) VALUES ($1, $2, $3, $4)', [
      reservation.id,
      reservation.checkoutId,
      reservation.status,
      reservation.expiresAt,
    ]);
    tx.write(
      `INSERT INTO reservation_line (reservation_id, position, line_id, offer_id, warehouse_id, deal_id, quantity)
       SELECT $1, position, line_id, offer_id, warehouse_id, deal_id, quantity
         FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
              WITH ORDINALITY AS l (line_id, offer_id, warehouse_id, deal_id, quantity, position)`,
      [
        reservation.id,
        reservation.lines.map((line) => line.lineId),
        reservation.lines.map((line) => line.offerId),
        reservation.lines.map((line) => line.warehouseId),
        reservation.lines.map((line) => line.dealId),
        reservation.lines.map((line) => line.quantity),
      ],
    );
  },

  setStatus(tx, ids, status) {
    tx.write('UPDATE reservation SET status = $2 WHERE id = ANY($1)', [ids, status]);
  },
});
