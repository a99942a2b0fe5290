import type { DealId } from '@emporium/contracts/ids';
import type { DealStore } from '../app/ports.ts';
import type { DealStatus } from '../domain/deal.ts';
import { DEAL_COLUMNS, DEAL_STATUS, DEALS, toDeal, type DealRow } from './deal-row.ts';

type PublicationRow = DealRow & {
  readonly status: DealStatus;
  readonly told_status: DealStatus;
  readonly sequence: number;
};

export const postgresDealStore = (): DealStore => ({
  async find(tx, id, now) {
    const [row] = await tx.query<DealRow>(`SELECT ${DEAL_COLUMNS} FROM ${DEALS} WHERE d.id = $2`, [now, id]);
    return row ? toDeal(row) : null;
  },

  async lock(tx, id, now) {
    const [row] = await tx.query<DealRow>(`SELECT ${DEAL_COLUMNS} FROM ${DEALS} WHERE d.id = $2 FOR UPDATE OF d`, [
      now,
      id,
    ]);
    return row ? toDeal(row) : null;
  },

  async lockSchedule(tx, offerId, from, to) {
    const [, rows] = await Promise.all([
      tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`schedule of ${offerId}`]),
      tx.query<{ id: DealId }>(
        `SELECT id FROM deal WHERE offer_id = $1 AND stage IN ('ALLOCATING', 'APPROVED')
            AND starts_at < $3 AND ends_at > $2 ORDER BY starts_at`,
        [offerId, from, to],
      ),
    ]);
    return rows.map((row) => row.id);
  },

  insert(tx, deal) {
    tx.write(
      `INSERT INTO deal (id, kind, title, offer_id, product_id, seller_id, category_path, deal_minor, was_minor, currency,
         quantity, stage, starts_at, ends_at, member_early_access_at, members_only, per_customer_limit, claim_hold_seconds)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
       ON CONFLICT (id) DO NOTHING`,
      [
        deal.id,
        deal.kind,
        deal.title,
        deal.offerId,
        deal.productId,
        deal.sellerId,
        deal.categoryPath,
        deal.dealPrice.minorUnits,
        deal.wasPrice.minorUnits,
        deal.dealPrice.currency,
        deal.quantity,
        deal.stage,
        deal.startsAt,
        deal.endsAt,
        deal.memberEarlyAccessAt,
        deal.membersOnly,
        deal.perCustomerLimit,
        deal.claimHoldSeconds,
      ],
    );
  },

  setStage(tx, id, stage) {
    tx.write(`UPDATE deal SET stage = $2, was_approved = was_approved OR $2 = 'APPROVED' WHERE id = $1`, [id, stage]);
  },

  recordCancellation(tx, id, reason) {
    tx.write(`UPDATE deal SET stage = 'CANCELLED', cancel_reason = $2 WHERE id = $1`, [id, reason]);
  },

  openPublication(tx, id, now) {
    tx.write(
      `INSERT INTO deal_publication (deal_id, status, claimed, sequence, told_at, open)
       VALUES ($1, 'IN_REVIEW', 0, 0, $2, true)`,
      [id, now],
    );
  },

  take(tx, id, quantity, now) {
    tx.writeOne(
      `UPDATE deal SET claimed = claimed + $2
        WHERE id = $1 AND claimed + $2 <= quantity AND stage = 'APPROVED' AND ends_at > $3`,
      [id, quantity, now],
    );
  },

  giveBack(tx, units) {
    for (const [id, quantity] of [...units].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      tx.writeOne('UPDATE deal SET claimed = claimed - $2 WHERE id = $1', [id, quantity]);
    }
  },

  async lockUnpublished(tx, now, limit) {
    const rows = await tx.query<PublicationRow>(
      `SELECT ${DEAL_COLUMNS}, ${DEAL_STATUS} AS status, p.status AS told_status, p.sequence
         FROM deal_publication p CROSS JOIN ${DEALS}
        WHERE p.open AND d.id = p.deal_id AND p.told_at <= $1 - interval '1 second'
          AND (p.status <> ${DEAL_STATUS} OR p.claimed <> slots.claimed_now)
        ORDER BY d.id LIMIT $2 FOR UPDATE OF p SKIP LOCKED`,
      [now, limit],
    );
    return rows.map((row) => ({
      deal: toDeal(row),
      status: row.status,
      toldStatus: row.told_status,
      sequence: row.sequence,
    }));
  },

  recordPublication(tx, { deal, status, sequence, at }) {
    tx.write(
      `UPDATE deal_publication SET status = $2, claimed = $3, sequence = $4, told_at = $5,
              open = $2 NOT IN ('ENDED', 'CANCELLED') WHERE deal_id = $1`,
      [deal.id, status, deal.claimed, sequence, at],
    );
  },
});
