import type { CurrencyCode } from '@emporium/contracts/money';
import type { PaymentId } from '@emporium/contracts/ids';
import type { BulkValue } from '@emporium/platform/db';
import { worldId } from '@emporium/world/ids';
import type { WorldOrder } from '@emporium/world/orders';
import { capturePosting, refundPosting, type Posting } from '../domain/ledger.ts';
import type { TableRows } from './index.ts';
import { capturesOf, refundsOf } from './movements.ts';

interface PostingOfHistory {
  readonly paymentId: PaymentId;
  readonly posting: Posting;
  readonly at: Date;
}

/** What the use-cases would have posted, in the order of time, with the balances that follow from it. */
export function ledgerRows(orders: readonly WorldOrder[]): TableRows[] {
  const postings = orders.flatMap(postingsOf).toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const balances = new Map<string, { account: string; currency: CurrencyCode; balance: bigint }>();
  const transactions: BulkValue[][] = [];
  const entries: BulkValue[][] = [];

  postings.forEach(({ paymentId, posting, at }, index) => {
    const { kind, reference, currency, lines } = posting;
    transactions.push([worldId('ltx', index, at.getTime()), kind, reference, paymentId, at]);
    for (const { account, amountMinor } of lines) {
      const key = `${account} ${currency}`;
      const balance = (balances.get(key)?.balance ?? 0n) + amountMinor;
      balances.set(key, { account, currency, balance });
      const id = worldId('lte', entries.length, at.getTime());
      entries.push([id, index + 1, account, currency, amountMinor, balance, at]);
    }
  });

  return [
    // The table counts its rows from 1 as they come.
    {
      table: 'ledger_transaction',
      columns: ['id', 'kind', 'reference', 'payment_id', 'posted_at'],
      rows: transactions,
    },
    {
      table: 'ledger_entry',
      columns: ['id', 'transaction_sequence', 'account', 'currency', 'amount_minor', 'balance_minor', 'posted_at'],
      rows: entries,
    },
    {
      table: 'ledger_account',
      columns: ['account', 'currency', 'balance_minor'],
      rows: Array.from(balances.values(), ({ account, currency, balance }) => [account, currency, balance]),
    },
  ];
}

const postingsOf = (order: WorldOrder): PostingOfHistory[] => {
  const paymentId = order.payment.id;
  return [
    ...capturesOf(order).map((capture) => ({
      paymentId,
      posting: capturePosting(capture, order.currency),
      at: capture.at,
    })),
    ...refundsOf(order).map((refund) => ({
      paymentId,
      posting: refundPosting(refund, order.currency),
      at: refund.completedAt!,
    })),
  ];
};
