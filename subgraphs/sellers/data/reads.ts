import type { CategoryId } from '@emporium/contracts/ids';
import { idAfter } from '@emporium/platform/cursor';
import type { Database } from '@emporium/platform/db';
import type { CommissionPlan, SellersReads } from '../app/reads.ts';
import type { Membership } from '../domain/seller.ts';
import { postgresOfferReads } from './offer-reads.ts';
import { SELLER_COLUMNS, toSeller, type SellerRow } from './seller-store.ts';

const MEMBERSHIP = 'SELECT seller_id AS "sellerId", user_id AS "userId", role FROM seller_member';

interface RuleRow {
  readonly plan_id: string;
  readonly plan_name: string;
  readonly id: string;
  readonly position: number;
  readonly category_id: CategoryId | null;
  readonly rate: number;
}

export const postgresReads = (db: Database): SellersReads => ({
  ...postgresOfferReads(db),

  async sellersByIds(ids) {
    const rows = await db.query<SellerRow>(`SELECT ${SELLER_COLUMNS} FROM seller WHERE id = ANY($1)`, [ids]);
    return rows.map(toSeller);
  },

  async sellersBySlugs(slugs) {
    const rows = await db.query<SellerRow>(`SELECT ${SELLER_COLUMNS} FROM seller WHERE slug = ANY($1)`, [slugs]);
    return rows.map(toSeller);
  },

  async sellers(status, page) {
    const after = idAfter(page);
    const rows = await db.search<SellerRow>(
      `SELECT ${SELLER_COLUMNS} FROM seller
        WHERE ($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [status, after, page.first + 1],
    );
    return rows.map(toSeller);
  },

  membersOf: (sellerIds) =>
    db.query<Membership>(`${MEMBERSHIP} WHERE seller_id = ANY($1) ORDER BY seller_id, user_id`, [sellerIds]),

  membershipsOf: (userIds) =>
    db.query<Membership>(`${MEMBERSHIP} WHERE user_id = ANY($1) ORDER BY user_id, seller_id`, [userIds]),

  async commissionPlans(ids) {
    const rows = await db.query<RuleRow>(
      `SELECT p.id AS plan_id, p.name AS plan_name, r.id, r.position, r.category_id, r.rate
         FROM commission_plan p JOIN commission_rule r ON r.plan_id = p.id
        WHERE p.id = ANY($1) ORDER BY p.id, r.position`,
      [ids],
    );
    return [...Map.groupBy(rows, (row) => row.plan_id)].map(([id, rules]): CommissionPlan => ({
      id,
      name: rules[0]!.plan_name,
      rules: rules.map((rule) => ({
        id: rule.id,
        position: rule.position,
        categoryId: rule.category_id,
        rate: rule.rate,
      })),
    }));
  },
});
