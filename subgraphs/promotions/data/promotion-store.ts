import type { PromotionStore } from '../app/ports.ts';
import type { Promotion } from '../domain/promotion.ts';
import { actionsJson, conditionsJson, PROMOTION_COLUMNS, toPromotion, type PromotionRow } from './promotion-row.ts';

export const postgresPromotionStore = (): PromotionStore => ({
  async lock(tx, id) {
    const [row] = await tx.query<PromotionRow>(
      `SELECT ${PROMOTION_COLUMNS} FROM promotion p WHERE p.id = $1 FOR UPDATE`,
      [id],
    );
    return row ? toPromotion(row) : null;
  },

  async lockIsEnded(tx, orderId) {
    const [, rows] = await Promise.all([
      tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [orderId]),
      tx.query('SELECT FROM ended_order WHERE order_id = $1', [orderId]),
    ]);
    return rows.length > 0;
  },

  endOrder(tx, orderId, at) {
    tx.write('INSERT INTO ended_order (order_id, ended_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [orderId, at]);
  },

  async isCodeTaken(tx, code, except) {
    const rows = await tx.query(`SELECT 1 AS found FROM promotion WHERE code = $1 AND ($2::text IS NULL OR id <> $2)`, [
      code,
      except,
    ]);
    return rows.length > 0;
  },

  insert(tx, promotion) {
    tx.write(
      `INSERT INTO promotion (id, name, kind, code, starts_at, ends_at, conditions, actions, priority, stacking,
         usage_limit, per_customer_limit)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      valuesOf(promotion),
    );
  },

  update(tx, promotion) {
    tx.write(
      `UPDATE promotion SET name = $2, kind = $3, code = $4, starts_at = $5, ends_at = $6, conditions = $7, actions = $8,
              priority = $9, stacking = $10, usage_limit = $11, per_customer_limit = $12
        WHERE id = $1`,
      valuesOf(promotion),
    );
  },

  async lockByCodes(tx, codes, ownerId, orderId) {
    if (codes.length === 0) return [];
    const [promotions, uses] = await Promise.all([
      tx.query<PromotionRow>(
        `SELECT ${PROMOTION_COLUMNS} FROM promotion p WHERE p.code = ANY($1) ORDER BY p.id FOR UPDATE`,
        [codes],
      ),
      // After the locks, so that it sees what those who held them before have used.
      tx.query<{ promotion_id: string; own_uses: number; by_order: boolean }>(
        `SELECT u.promotion_id, count(*)::int AS own_uses, bool_or(u.order_id = $3) AS by_order
           FROM promotion_use u JOIN promotion p ON p.id = u.promotion_id
          WHERE p.code = ANY($1) AND u.owner_id = $2 GROUP BY u.promotion_id`,
        [codes, ownerId, orderId],
      ),
    ]);
    const byPromotion = new Map(uses.map((use) => [use.promotion_id, use]));
    return promotions.map((row) => ({
      promotion: toPromotion(row),
      ownUses: byPromotion.get(row.id)?.own_uses ?? 0,
      usedByOrder: byPromotion.get(row.id)?.by_order ?? false,
    }));
  },

  recordUse(tx, ids, ownerId, orderId) {
    if (ids.length === 0) return;
    tx.write('UPDATE promotion SET usage_count = usage_count + 1 WHERE id = ANY($1)', [ids]);
    tx.write(
      'INSERT INTO promotion_use (order_id, promotion_id, owner_id) SELECT $1, id, $2 FROM unnest($3::text[]) AS id',
      [orderId, ownerId, ids],
    );
  },

  removeUses(tx, orderId) {
    tx.write(
      `WITH gone AS (DELETE FROM promotion_use WHERE order_id = $1 RETURNING promotion_id)
       UPDATE promotion SET usage_count = usage_count - 1 FROM gone WHERE id = gone.promotion_id`,
      [orderId],
    );
  },
});

const valuesOf = (promotion: Promotion): readonly unknown[] => [
  promotion.id,
  promotion.name,
  promotion.kind,
  promotion.code,
  promotion.startsAt,
  promotion.endsAt,
  conditionsJson(promotion.conditions),
  actionsJson(promotion.actions),
  promotion.priority,
  promotion.stacking,
  promotion.usageLimit,
  promotion.perCustomerLimit,
];
