import type { DealClaimId, DealId, OrderId, OwnerId } from '@emporium/contracts/ids';
import type { DealClaimStore } from '../app/ports.ts';
import type { DealClaim, DealClaimStatus } from '../domain/deal-claim.ts';

export interface DealClaimRow {
  readonly id: DealClaimId;
  readonly deal_id: DealId;
  readonly owner_id: OwnerId;
  readonly quantity: number;
  readonly status: DealClaimStatus;
  readonly expires_at: Date;
  readonly order_id: OrderId | null;
}

export const CLAIM_COLUMNS = 'id, deal_id, owner_id, quantity, status, expires_at, order_id';

export const toClaim = (row: DealClaimRow): DealClaim => ({
  id: row.id,
  dealId: row.deal_id,
  ownerId: row.owner_id,
  quantity: row.quantity,
  status: row.status,
  expiresAt: row.expires_at,
  orderId: row.order_id,
});

export const postgresDealClaimStore = (): DealClaimStore => ({
  async lockOwn(tx, dealId, ownerId, now) {
    const [, [own]] = await Promise.all([
      tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${dealId} ${ownerId}`]),
      tx.query<{ held_claim_id: DealClaimId | null; units: number; is_member: boolean }>(
        `SELECT max(id) FILTER (WHERE status = 'HELD') AS held_claim_id, coalesce(sum(quantity), 0)::int AS units,
                EXISTS (SELECT FROM customer WHERE owner_id = $2 AND is_member) AS is_member
           FROM deal_claim
          WHERE owner_id = $2 AND deal_id = $1 AND (status = 'REDEEMED' OR (status = 'HELD' AND expires_at > $3))`,
        [dealId, ownerId, now],
      ),
    ]);
    return { heldClaimId: own!.held_claim_id, units: own!.units, isMember: own!.is_member };
  },

  insert(tx, claim) {
    tx.write(
      `INSERT INTO deal_claim (id, deal_id, owner_id, quantity, status, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [claim.id, claim.dealId, claim.ownerId, claim.quantity, claim.status, claim.expiresAt],
    );
  },

  async lockOf(tx, ids, ownerId) {
    const rows = await tx.query<DealClaimRow>(
      `SELECT ${CLAIM_COLUMNS} FROM deal_claim WHERE id = ANY($1) AND owner_id = $2 ORDER BY id FOR UPDATE`,
      [ids, ownerId],
    );
    return rows.map(toClaim);
  },

  async lockOfOrder(tx, orderId) {
    const rows = await tx.query<DealClaimRow>(
      `SELECT ${CLAIM_COLUMNS} FROM deal_claim WHERE order_id = $1 ORDER BY id FOR UPDATE`,
      [orderId],
    );
    return rows.map(toClaim);
  },

  async lockLapsed(tx, now, limit, dealId) {
    const rows = await tx.query<DealClaimRow>(
      `SELECT ${CLAIM_COLUMNS} FROM deal_claim
        WHERE status = 'HELD' AND expires_at <= $1 ${dealId === null ? '' : 'AND deal_id = $3'}
        ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
      dealId === null ? [now, limit] : [now, limit, dealId],
    );
    return rows.map(toClaim);
  },

  shrink(tx, id, units) {
    tx.writeOne('UPDATE deal_claim SET quantity = quantity - $2 WHERE id = $1', [id, units]);
  },

  setStatus(tx, ids, status, orderId) {
    tx.write('UPDATE deal_claim SET status = $2, order_id = $3 WHERE id = ANY($1)', [ids, status, orderId]);
  },
});
