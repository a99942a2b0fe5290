import { bulkLoad } from '@emporium/platform/db';
import type { SeedContext } from '@emporium/platform/subgraph';
import { orders } from '@emporium/world/orders';
import { tables } from './rows.ts';

/** Orders in every state, with their parcels and their history. Their checkouts are over and not among them. */
export async function seed({ db, products, now, progress }: SeedContext): Promise<void> {
  const placed = [...orders({ products, now })];
  for (const { table, columns, rowsOf } of tables) {
    await bulkLoad(
      db.url,
      table,
      columns,
      placed.flatMap((order) => [...rowsOf(order)]),
      progress,
    );
  }
}
