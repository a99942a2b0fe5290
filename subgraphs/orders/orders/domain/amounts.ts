import type { Money, RateMillionths } from '@emporium/platform/money';

/** `total = subtotal − discount + shipping + tax`, to the minor unit. */
export interface Totals {
  readonly subtotal: Money;
  readonly discount: Money;
  readonly shipping: Money;
  readonly tax: Money;
  readonly total: Money;
}

/** One jurisdiction's tax at one rate: on one amount, or on everything of an order. */
export interface TaxLine {
  readonly jurisdiction: string;
  readonly name: string;
  readonly rate: RateMillionths;
  readonly base: Money;
  readonly amount: Money;
}

/** A reduction and what it is called on a receipt. */
export interface GrantedDiscount {
  readonly source: string;
  readonly title: string;
  readonly amount: Money;
}
