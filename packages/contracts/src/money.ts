/** The currencies Emporium trades in, with ISO 4217's number of minor-unit digits for each. */
export const CURRENCY_DIGITS = {
  AED: 2,
  AUD: 2,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CNY: 2,
  EUR: 2,
  GBP: 2,
  INR: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  MXN: 2,
  PLN: 2,
  SEK: 2,
  SGD: 2,
  USD: 2,
  ZAR: 2,
} as const;

export type CurrencyCode = keyof typeof CURRENCY_DIGITS;

/** Money as it travels in events and stored results: JSON has no bigint. `minor` is an integer in decimal digits. */
export type MoneyWire = {
  readonly minor: string;
  readonly currency: CurrencyCode;
};
