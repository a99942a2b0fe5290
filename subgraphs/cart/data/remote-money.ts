import type { CurrencyCode } from '@emporium/contracts/money';
import { formatDecimal, money, type Money } from '@emporium/platform/money';

/** `Money` and `MoneyInput` as they travel between subgraphs. */
export interface RemoteMoney {
  readonly minorUnits: string;
  readonly currencyCode: CurrencyCode;
}
export interface RemoteMoneyInput {
  readonly amount: string;
  readonly currencyCode: CurrencyCode;
}

/** The selection that `fromRemote` reads. */
export const MONEY = '{ minorUnits currencyCode }';

export const fromRemote = ({ minorUnits, currencyCode }: RemoteMoney): Money => money(BigInt(minorUnits), currencyCode);
export const toRemote = (amount: Money): RemoteMoneyInput => ({
  amount: formatDecimal(amount),
  currencyCode: amount.currency,
});
