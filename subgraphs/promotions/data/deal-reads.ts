import { decodeCursor } from '@emporium/platform/cursor';
import type { Database } from '@emporium/platform/db';
import { z } from 'zod';
import type { DealReach } from '../app/deal-reach.ts';
import type { PromotionsReads } from '../app/reads.ts';
import { DEAL_COLUMNS, DEAL_STATUS, DEALS, toDeal, type DealRow } from './deal-row.ts';

const placeCursor = z.tuple([z.iso.datetime(), z.string()]);

type DealReads = Pick<
  PromotionsReads,
  'dealsByIds' | 'deals' | 'runningDealsOfOffers' | 'runningDealsOfProducts' | 'nextHoldEnd'
>;

/** For a WHERE: null is everybody's deals. */
const sellersIn = (reach: DealReach): readonly string[] | null => (reach === 'all' ? null : reach);

const RUNNING = `d.stage = 'APPROVED' AND d.starts_at <= $1 AND d.ends_at > $1`;

export const postgresDealReads = (db: Database): DealReads => ({
  async dealsByIds(ids, reach, now) {
    const rows = await db.query<DealRow>(
      `SELECT ${DEAL_COLUMNS} FROM ${DEALS}
        WHERE d.id = ANY($2) AND (d.was_approved OR $3::text[] IS NULL OR d.seller_id = ANY($3))`,
      [now, ids, sellersIn(reach)],
    );
    return rows.map(toDeal);
  },

  async deals(filter, reach, page, now) {
    // What is over grows for ever; a list of what runs or comes begins after it.
    const start = mayHaveEnded(filter.statuses) ? '-infinity' : now;
    const [endsAt, id] = page.after === null ? [start, ''] : decodeCursor(page.after, placeCursor);
    const rows = await db.query<DealRow>(
      `SELECT ${DEAL_COLUMNS} FROM ${DEALS}
        WHERE (d.ends_at, d.id) > ($5::timestamptz, $6)
          AND ${DEAL_STATUS} = ANY($2) AND ($3::text IS NULL OR $3 = ANY(d.category_path))
          AND (d.was_approved OR $4::text[] IS NULL OR d.seller_id = ANY($4))
        ORDER BY d.ends_at, d.id LIMIT $7`,
      [now, filter.statuses, filter.categoryId, sellersIn(reach), endsAt, id, page.first + 1],
    );
    return rows.map(toDeal);
  },

  async runningDealsOfOffers(offerIds, now) {
    const rows = await db.query<DealRow>(
      `SELECT ${DEAL_COLUMNS} FROM ${DEALS} WHERE d.offer_id = ANY($2) AND ${RUNNING} ORDER BY d.id`,
      [now, offerIds],
    );
    return rows.map(toDeal);
  },

  async runningDealsOfProducts(productIds, now) {
    const rows = await db.query<DealRow>(
      `SELECT ${DEAL_COLUMNS} FROM ${DEALS} WHERE d.product_id = ANY($2) AND ${RUNNING} ORDER BY d.id`,
      [now, productIds],
    );
    return rows.map(toDeal);
  },

  async nextHoldEnd(dealId, now) {
    const row = await db.one<{ at: Date | null }>(
      `SELECT min(expires_at) AS at FROM deal_claim WHERE deal_id = $1 AND status = 'HELD' AND expires_at > $2`,
      [dealId, now],
    );
    return row?.at ?? null;
  },
});

const mayHaveEnded = (statuses: readonly string[]): boolean =>
  statuses.some((status) => status === 'ENDED' || status === 'CANCELLED' || status === 'IN_REVIEW');
