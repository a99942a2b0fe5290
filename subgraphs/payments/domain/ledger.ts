import type { SellerId } from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import type { Capture } from './capture.ts';
import type { Shares } from './payment.ts';
import type { Refund } from './refund.ts';

/** Where money is or to whom it is owed: a kind, and for payables the seller after a colon. */
export type LedgerAccount =
  'gateway_clearing' | 'customer_prepayment' | 'platform_commission' | 'tax_payable' | `seller_payable:${SellerId}`;

export const sellerPayable = (sellerId: SellerId): LedgerAccount => `seller_payable:${sellerId}`;

export type Side = 'DEBIT' | 'CREDIT';

/** The side on which an account grows: what we have on the debit side, what we owe or earned on the credit side. */
export const normalSide = (account: string): Side => (account === 'gateway_clearing' ? 'DEBIT' : 'CREDIT');

/** One line of a transaction: a positive amount debits the account, a negative one credits it. Minor units. */
export interface LedgerLine {
  readonly account: LedgerAccount;
  readonly amountMinor: bigint;
}

/** What is posted for one capture or refund. The lines sum to zero, and an account occurs once. */
export interface Posting {
  readonly kind: 'CAPTURE' | 'REFUND';
  /** The capture's or refund's id. A kind and a reference are posted once, ever. */
  readonly reference: string;
  readonly currency: CurrencyCode;
  readonly lines: readonly LedgerLine[];
}

/** The gateway owes us what it took; that is the seller's, ours and the tax office's, or still the buyer's. */
export function capturePosting(capture: Capture, currency: CurrencyCode): Posting {
  const { earned, amountMinor, prepaidMinor } = capture;
  const owed: LedgerLine[] =
    earned === null
      ? [{ account: 'customer_prepayment', amountMinor: -amountMinor }]
      : creditsOf(earned.sellerId, earned.shares);
  return balanced('CAPTURE', capture.id, currency, [
    { account: 'gateway_clearing', amountMinor },
    { account: 'customer_prepayment', amountMinor: prepaidMinor },
    ...owed,
  ]);
}

/** The capture's lines the other way round, for the shares that the refund takes. */
export function refundPosting(refund: Refund, currency: CurrencyCode): Posting {
  const taken = refund.split.shares.flatMap(({ sellerId, shares }) => creditsOf(sellerId, shares).map(reversed));
  return balanced('REFUND', refund.id, currency, [
    ...taken,
    { account: 'customer_prepayment', amountMinor: refund.split.prepaidMinor },
    { account: 'gateway_clearing', amountMinor: -refund.amountMinor },
  ]);
}

const creditsOf = (sellerId: SellerId, shares: Shares): LedgerLine[] => [
  { account: sellerPayable(sellerId), amountMinor: -shares.sellerMinor },
  { account: 'platform_commission', amountMinor: -shares.commissionMinor },
  { account: 'tax_payable', amountMinor: -shares.taxMinor },
];

const reversed = ({ account, amountMinor }: LedgerLine): LedgerLine => ({ account, amountMinor: -amountMinor });

/** @throws lines that do not sum to zero are a bug; the database refuses them too */
function balanced(
  kind: Posting['kind'],
  reference: string,
  currency: CurrencyCode,
  lines: readonly LedgerLine[],
): Posting {
  const sums = new Map<LedgerAccount, bigint>();
  for (const { account, amountMinor } of lines) sums.set(account, (sums.get(account) ?? 0n) + amountMinor);
  const total = [...sums.values()].reduce((a, b) => a + b, 0n);
  if (total !== 0n) throw new Error(`${kind} ${reference} is out of balance by ${total} ${currency}`);
  const merged = Array.from(sums, ([account, amountMinor]) => ({ account, amountMinor }));
  return { kind, reference, currency, lines: merged.filter(({ amountMinor }) => amountMinor !== 0n) };
}
