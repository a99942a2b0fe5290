import type { ReportStore, ReportTally } from '../app/ports.ts';

export const postgresReportStore = (): ReportStore => ({
  async tally(tx, reviewId, reporterId) {
    const [row] = await tx.query<ReportTally>(
      `SELECT count(*) FILTER (WHERE settled_at IS NULL)::int AS open,
              coalesce(bool_or(reporter_id = $2), false) AS "isRepeated"
         FROM review_report WHERE review_id = $1`,
      [reviewId, reporterId],
    );
    return row!;
  },

  insert(tx, reviewId, reporterId, reason) {
    tx.write('INSERT INTO review_report (review_id, reporter_id, reason) VALUES ($1, $2, $3)', [
      reviewId,
      reporterId,
      reason,
    ]);
  },

  settle(tx, reviewId) {
    tx.write('UPDATE review_report SET settled_at = now() WHERE review_id = $1 AND settled_at IS NULL', [reviewId]);
  },
});
