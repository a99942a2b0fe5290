import type { PaymentId } from '@emporium/contracts/ids';
import type { TestSubgraph } from '@emporium/platform/testing';

/** The sum over everything in each currency: zero, or the ledger is wrong. */
export const trialBalance = (test: TestSubgraph): Promise<{ currency: string; total: bigint }[]> =>
  test.db.query('SELECT currency, sum(amount_minor)::bigint AS total FROM ledger_entry GROUP BY currency');

/** What a payment added to each account; debits positive. */
export async function accountsOf(test: TestSubgraph, paymentId: PaymentId): Promise<Record<string, bigint>> {
  const rows = await test.db.query<{ account: string; balance: bigint }>(
    `SELECT account, sum(amount_minor)::bigint AS balance
       FROM ledger_entry JOIN ledger_transaction ON sequence = transaction_sequence
      WHERE payment_id = $1 GROUP BY account`,
    [paymentId],
  );
  return Object.fromEntries(rows.map(({ account, balance }) => [account, balance]));
}
