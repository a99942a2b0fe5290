import type { NewId } from '@emporium/platform/ids';
import type { LedgerStore } from '../app/ports.ts';

/** Accounts are locked in the order of their names, so that two postings cannot deadlock. */
const POST = `
  WITH posted AS (
    INSERT INTO ledger_transaction (id, kind, reference, payment_id, posted_at) VALUES ($1, $2, $3, $4, $5)
    RETURNING sequence
  ), line AS (
    SELECT * FROM unnest($7::text[], $8::text[], $9::bigint[]) AS l (id, account, amount_minor)
  ), moved AS (
    INSERT INTO ledger_account (account, currency, balance_minor)
    SELECT account, $6, amount_minor FROM line ORDER BY account
    ON CONFLICT (account, currency) DO UPDATE SET balance_minor = ledger_account.balance_minor + EXCLUDED.balance_minor
    RETURNING account, balance_minor
  )
  INSERT INTO ledger_entry (id, transaction_sequence, account, currency, amount_minor, balance_minor, posted_at)
  SELECT line.id, posted.sequence, account, $6, line.amount_minor, moved.balance_minor, $5
    FROM posted, line JOIN moved USING (account)`;

export const postgresLedgerStore = ({ newId }: { newId: NewId }): LedgerStore => ({
  post(tx, paymentId, { kind, reference, currency, lines }, at) {
    if (lines.length === 0) return; // nothing moved: a parcel that cost nothing
    tx.write(POST, [
      newId('ltx'),
      kind,
      reference,
      paymentId,
      at,
      currency,
      lines.map(() => newId('lte')),
      lines.map((line) => line.account),
      lines.map((line) => line.amountMinor),
    ]);
  },
});
