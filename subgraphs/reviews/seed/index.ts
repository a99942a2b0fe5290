import { bulkLoad, type BulkValue } from '@emporium/platform/db';
import type { SeedContext } from '@emporium/platform/subgraph';
import { productId } from '@emporium/world/ids';
import { purchases } from './purchases.ts';
import { Ratings } from './ratings.ts';
import { Reports } from './reports.ts';
import { REVIEW_COLUMNS, reviewRows } from './reviews.ts';

/** Every review with its votes as counts, the ratings they add up to, some work for moderators, and purchases. */
export async function seed({ db, products, now, progress }: SeedContext): Promise<void> {
  const load = (table: string, columns: readonly string[], rows: Iterable<readonly BulkValue[]>) =>
    bulkLoad(db.url, table, columns, rows, progress);
  const ratings = new Ratings(products);
  const reports = new Reports(now);

  await load('known_product', ['product_id', 'version', 'status'], knownProducts(products));
  await load('review', REVIEW_COLUMNS, reviewRows({ products, now }, ratings, reports));
  await load('rating_summary', ['product_id', 'sequence', 'stars', 'verified'], ratings.rows());
  await load('review_report', ['review_id', 'reporter_id', 'reason', 'reported_at'], reports.rows());
  await load(
    'purchase',
    ['order_line_id', 'owner_id', 'product_id', 'variant_id', 'delivered_at'],
    purchases({ products, now }),
  );
}

function* knownProducts(count: number) {
  for (let index = 0; index < count; index += 1) yield [productId(index), 1, 'ACTIVE'];
}
