import { bulkLoad, type BulkValue } from '@emporium/platform/db';
import type { SeedContext } from '@emporium/platform/subgraph';
import { orders } from '@emporium/world/orders';
import { ledgerRows } from './ledger-rows.ts';
import { methodRows } from './method-rows.ts';
import { paymentRows } from './payment-rows.ts';

/** Rows of one table, with their columns. */
export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly BulkValue[])[];
}

/**
 * The saved cards of every user, and the payment of every order with its captures, its refunds, the
 * ledger's entries for them, and the simulated gateway's side of all that.
 */
export async function seed({ db, products, now, progress }: SeedContext): Promise<void> {
  const history = [...orders({ products, now })];
  for (const { table, columns, rows } of [...methodRows(), ...paymentRows(history), ...ledgerRows(history)]) {
    await bulkLoad(db.url, table, columns, rows, progress);
  }
}
