import 'reflect-metadata';
import type { CurrencyCode as Code } from '@emporium/contracts/money';
import { describedEnum } from './described-enum.ts';

// written out rather than asked of Intl, whose names change with the runtime's data: the SDL is committed
export type CurrencyCode = Code;
export const CurrencyCode = describedEnum<Code>(
  'CurrencyCode',
  'The currencies Emporium trades in, as ISO 4217 codes them.',
  {
    AED: 'United Arab Emirates dirham; 100 fils.',
    AUD: 'Australian dollar; 100 cents.',
    BRL: 'Brazilian real; 100 centavos.',
    CAD: 'Canadian dollar; 100 cents.',
    CHF: 'Swiss franc; 100 rappen.',
    CNY: 'Chinese yuan; 100 fen.',
    EUR: 'Euro; 100 cents.',
    GBP: 'Pound sterling; 100 pence.',
    INR: 'Indian rupee; 100 paise.',
    JPY: 'Japanese yen; no smaller unit.',
    KRW: 'South Korean won; no smaller unit.',
    KWD: 'Kuwaiti dinar; 1000 fils.',
    MXN: 'Mexican peso; 100 centavos.',
    PLN: 'Polish złoty; 100 groszy.',
    SEK: 'Swedish krona; 100 öre.',
    SGD: 'Singapore dollar; 100 cents.',
    USD: 'United States dollar; 100 cents.',
    ZAR: 'South African rand; 100 cents.',
  },
);
