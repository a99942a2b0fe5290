import type { VoteStore } from '../app/ports.ts';
import type { Vote } from '../domain/helpfulness.ts';

export const postgresVoteStore = (): VoteStore => ({
  async find(tx, reviewId, userId) {
    const [row] = await tx.query<{ vote: Vote }>('SELECT vote FROM review_vote WHERE review_id = $1 AND user_id = $2', [
      reviewId,
      userId,
    ]);
    return row?.vote ?? null;
  },

  set(tx, reviewId, userId, vote) {
    if (vote === null) {
      tx.write('DELETE FROM review_vote WHERE review_id = $1 AND user_id = $2', [reviewId, userId]);
      return;
    }
    tx.write(
      `INSERT INTO review_vote (review_id, user_id, vote) VALUES ($1, $2, $3)
       ON CONFLICT (review_id, user_id) DO UPDATE SET vote = excluded.vote`,
      [reviewId, userId, vote],
    );
  },
});
