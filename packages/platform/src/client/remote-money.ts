import type { CurrencyCode } from '@emporium/contracts/money';
import { formatDecimal, money, type Money } from '../money/index.ts';

/** The part of the schema's `Money` that callers select. `minorUnits` is an integer in decimal digits. */
export interface RemoteMoney {
  readonly minorUnits: string;
  readonly currencyCode: CurrencyCode;
}

/** The schema's `MoneyInput`: major units in decimal digits, such as "19.99". */
export interface RemoteMoneyInput {
  readonly amount: string;
  readonly currencyCode: CurrencyCode;
}

export const fromRemote = ({ minorUnits, currencyCode }: RemoteMoney): Money => money(BigInt(minorUnits), currencyCode);

export const toRemote = (amount: Money): RemoteMoneyInput => ({
  amount: formatDecimal(amount),
  currencyCode: amount.currency,
});
