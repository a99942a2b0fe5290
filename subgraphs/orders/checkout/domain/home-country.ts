import type { CurrencyCode } from '@emporium/contracts/money';
import type { Destination } from './tax.ts';

/** Where most of a currency's buyers live. */
const HOME: Readonly<Record<CurrencyCode, string>> = {
  AED: 'AE', AUD: 'AU', BRL: 'BR', CAD: 'CA', CHF: 'CH', CNY: 'CN', EUR: 'DE', GBP: 'GB', INR: 'IN', JPY: 'JP',
  KRW: 'KR', KWD: 'KW', MXN: 'MX', PLN: 'PL', SEK: 'SE', SGD: 'SG', USD: 'US', ZAR: 'ZA',
}; // prettier-ignore

/** What stock, dates and tax are estimated for until the buyer names an address. */
export const homeOf = (currency: CurrencyCode): Destination => ({
  country: HOME[currency],
  region: null,
  postalCode: null,
});
