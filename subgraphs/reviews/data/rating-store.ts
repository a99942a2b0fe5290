import type { ProductId } from '@emporium/contracts/ids';
import type { RatingStore } from '../app/ports.ts';
import type { KeptRating } from '../app/reads.ts';
import type { StarCounts } from '../domain/rating.ts';

export interface RatingRow {
  readonly product_id: ProductId;
  readonly sequence: number;
  readonly stars: StarCounts;
  readonly verified: StarCounts;
  readonly updated_at: Date;
}

export const RATING_COLUMNS = 'product_id, sequence, stars, verified, updated_at';

export const toRating = (row: RatingRow): KeptRating => ({
  productId: row.product_id,
  sequence: row.sequence,
  stars: row.stars,
  verified: row.verified,
  updatedAt: row.updated_at,
});

export const postgresRatingStore = (): RatingStore => ({
  async lock(tx, productId) {
    const [row] = await tx.query<RatingRow>(
      `SELECT ${RATING_COLUMNS} FROM rating_summary WHERE product_id = $1 FOR UPDATE`,
      [productId],
    );
    if (row === undefined) throw new Error(`${productId} has no rating, although every known product has one`);
    return toRating(row);
  },

  save(tx, rating) {
    tx.writeOne(
      'UPDATE rating_summary SET sequence = $2, stars = $3, verified = $4, updated_at = now() WHERE product_id = $1',
      [rating.productId, rating.sequence, rating.stars, rating.verified],
    );
  },
});
