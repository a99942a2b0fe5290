import type { OfferId } from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import { idAfter } from '@emporium/platform/cursor';
import type { Database } from '@emporium/platform/db';
import { money } from '@emporium/platform/money';
import type { PromotionsReads } from '../app/reads.ts';
import type { Customer } from '../domain/eligibility.ts';
import { CLAIM_COLUMNS, toClaim, type DealClaimRow } from './deal-claim-store.ts';
import { hasOrdered } from './customer-store.ts';
import { postgresDealReads } from './deal-reads.ts';
import { PROMOTION_COLUMNS, toPromotion, type PromotionRow } from './promotion-row.ts';

const STRANGER: Customer = { isMember: false, hasOrdered: false };

interface CandidateRow extends PromotionRow {
  readonly own_uses: number;
  /** Null where nothing is known of the customer. */
  readonly is_member: boolean | null;
  readonly has_ordered: boolean;
}

export const postgresReads = (db: Database): PromotionsReads => ({
  ...postgresDealReads(db),

  async claimsByIds(ids, ownerId) {
    const rows = await db.query<DealClaimRow>(
      `SELECT ${CLAIM_COLUMNS} FROM deal_claim WHERE id = ANY($1) AND owner_id = $2`,
      [ids, ownerId],
    );
    return rows.map(toClaim);
  },

  async holdsOn(dealId, ownerIds, now) {
    const rows = await db.query<DealClaimRow>(
      `SELECT ${CLAIM_COLUMNS} FROM deal_claim
        WHERE deal_id = $1 AND owner_id = ANY($2) AND status = 'HELD' AND expires_at > $3 ORDER BY expires_at, id`,
      [dealId, ownerIds, now],
    );
    return rows.map(toClaim);
  },

  async lastClaims(dealIds, ownerId) {
    const rows = await db.query<DealClaimRow>(
      `SELECT DISTINCT ON (deal_id) ${CLAIM_COLUMNS} FROM deal_claim
        WHERE deal_id = ANY($1) AND owner_id = $2 ORDER BY deal_id, id DESC`,
      [dealIds, ownerId],
    );
    return rows.map(toClaim);
  },

  async claimsOf(ownerId, limit) {
    const rows = await db.query<DealClaimRow>(
      `SELECT ${CLAIM_COLUMNS} FROM deal_claim WHERE owner_id = $1 ORDER BY id DESC LIMIT $2`,
      [ownerId, limit],
    );
    return rows.map(toClaim);
  },

  async promotionsByIds(ids) {
    const rows = await db.query<PromotionRow>(`SELECT ${PROMOTION_COLUMNS} FROM promotion p WHERE p.id = ANY($1)`, [
      ids,
    ]);
    return rows.map(toPromotion);
  },

  async promotions(kind, page) {
    const after = idAfter(page);
    const rows = await db.search<PromotionRow>(
      `SELECT ${PROMOTION_COLUMNS} FROM promotion p
        WHERE ($1::text IS NULL OR p.kind = $1) AND ($2::text IS NULL OR p.id < $2) ORDER BY p.id DESC LIMIT $3`,
      [kind, after, page.first + 1],
    );
    return rows.map(toPromotion);
  },

  async candidates(codes, ownerId, now) {
    const rows = await db.query<CandidateRow>(
      `SELECT ${PROMOTION_COLUMNS}, c.is_member, ${hasOrdered('$2', 'NULL')} AS has_ordered,
              (SELECT count(*)::int FROM promotion_use u WHERE u.promotion_id = p.id AND u.owner_id = $2) AS own_uses
         FROM promotion p LEFT JOIN customer c ON c.owner_id = $2
        WHERE p.code = ANY($1) OR (p.code IS NULL AND p.starts_at <= $3 AND (p.ends_at IS NULL OR p.ends_at > $3))`,
      [codes, ownerId, now],
    );
    const [first] = rows;
    return {
      candidates: rows.map((row) => ({ promotion: toPromotion(row), ownUses: row.own_uses })),
      customer: { isMember: first?.is_member ?? false, hasOrdered: first?.has_ordered ?? false },
    };
  },

  async claimedDeals(claimIds, ownerId) {
    const rows = await db.query<
      DealClaimRow & { readonly offer_id: OfferId; readonly deal_minor: bigint; readonly currency: CurrencyCode }
    >(
      `SELECT c.*, d.offer_id, d.deal_minor, d.currency FROM deal_claim c JOIN deal d ON d.id = c.deal_id
        WHERE c.id = ANY($1) AND c.owner_id = $2`,
      [claimIds, ownerId],
    );
    return rows.map((row) => ({
      claim: toClaim(row),
      offerId: row.offer_id,
      dealPrice: money(row.deal_minor, row.currency),
    }));
  },

  async customer(ownerId) {
    const row = await db.one<Customer>(
      `SELECT is_member AS "isMember", has_ordered AS "hasOrdered" FROM customer WHERE owner_id = $1`,
      [ownerId],
    );
    return row ?? STRANGER;
  },
});
