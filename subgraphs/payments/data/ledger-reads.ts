import type { SellerId } from '@emporium/contracts/ids';
import { decodeCursor, type Page } from '@emporium/platform/cursor';
import type { Database } from '@emporium/platform/db';
import type { KindBalance, LedgerEntry, LedgerReads, LedgerTransaction, SellerBalance } from '../app/reads.ts';
import { z } from 'zod';
import { sellerPayable } from '../domain/ledger.ts';

const sequenceCursor = z.tuple([z.string().regex(/^\d{1,18}$/)]);

export const postgresLedgerReads = (db: Database): LedgerReads => ({
  /** Transactions that touch an account, the latest first; one more than asked for. */
  transactions: (account: string, { first, after }: Page): Promise<LedgerTransaction[]> =>
    db.query<LedgerTransaction>(
      `SELECT DISTINCT t.id, t.sequence, t.kind, t.reference, t.posted_at AS "postedAt"
         FROM ledger_entry e JOIN ledger_transaction t ON t.sequence = e.transaction_sequence
        WHERE e.account = $1 AND ($2::bigint IS NULL OR e.transaction_sequence < $2)
        ORDER BY t.sequence DESC LIMIT $3`,
      [account, after === null ? null : BigInt(decodeCursor(after, sequenceCursor)[0]), first + 1],
    ),

  entries: (sequences: readonly string[]): Promise<LedgerEntry[]> =>
    db.query<LedgerEntry>(
      `SELECT id, transaction_sequence AS sequence, account, currency, amount_minor AS "amountMinor",
              balance_minor AS "balanceMinor", posted_at AS "postedAt"
         FROM ledger_entry WHERE transaction_sequence = ANY($1::bigint[]) ORDER BY transaction_sequence, account, currency`,
      [sequences],
    ),

  /** From the running balances, or summed up to a moment: every entry until then is read. */
  balances: (asOf: Date | null): Promise<KindBalance[]> =>
    db.query<KindBalance>(
      asOf === null
        ? `SELECT split_part(account, ':', 1) AS kind, currency, sum(balance_minor)::bigint AS "balanceMinor"
             FROM ledger_account GROUP BY 1, 2 ORDER BY 2, 1`
        : `SELECT split_part(account, ':', 1) AS kind, currency, sum(amount_minor)::bigint AS "balanceMinor"
             FROM ledger_entry WHERE posted_at <= $1 GROUP BY 1, 2 ORDER BY 2, 1`,
      asOf === null ? [] : [asOf],
    ),

  sellerBalances: (sellerIds: readonly SellerId[]): Promise<SellerBalance[]> =>
    db.query<SellerBalance>(
      `SELECT split_part(account, ':', 2) AS "sellerId", currency, -balance_minor AS "owedMinor"
         FROM ledger_account WHERE account = ANY($1)`,
      [sellerIds.map(sellerPayable)],
    ),
});
