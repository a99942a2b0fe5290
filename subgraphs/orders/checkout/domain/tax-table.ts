import type { RateMillionths } from '@emporium/platform/money';

/**
 * What is taxed how, as of 1 January 2026. Prices are net; tax comes on top at checkout, by
 * destination and kind of goods. Limits, on purpose: state or province rates without county and city,
 * no thresholds (New York taxes clothing from $110 on only), `medicine` is what needs no prescription
 * in VAT countries and exempt in the US. A tax provider takes this table's place behind `taxOn`.
 */

/** Kinds of goods that jurisdictions tell apart, and the parcel's journey. Anything else is `standard`. */
export type TaxClass = 'standard' | 'books' | 'food' | 'clothing' | 'electronics' | 'medicine' | 'shipping';

export interface TaxRule {
  /** ISO 3166 code of the country or its part: "DE", "US-WA". */
  readonly jurisdiction: string;
  /** What a receipt calls it. */
  readonly name: string;
  readonly standard: RateMillionths;
  /** Rates of classes that differ from the standard one. */
  readonly reduced: Partial<Record<TaxClass, RateMillionths>>;
}

const percent = (value: number): RateMillionths => Math.round(value * 10_000);
const rates = (reduced: Partial<Record<TaxClass, number>>): TaxRule['reduced'] =>
  Object.fromEntries(Object.entries(reduced).map(([taxClass, rate]) => [taxClass, percent(rate)]));
const rule = (
  jurisdiction: string,
  name: string,
  standard: number,
  reduced: Partial<Record<TaxClass, number>> = {},
): TaxRule => ({ jurisdiction, name, standard: percent(standard), reduced: rates(reduced) });

/** Countries with one rule for all of their regions. Canada and the United States have tables of their own. */
export const COUNTRY_RULES: ReadonlyMap<string, TaxRule> = new Map(
  [
    rule('AE', 'VAT', 5, { medicine: 0 }),
    rule('AU', 'GST', 10, { food: 0, medicine: 0 }),
    rule('BR', 'ICMS', 17, { books: 0 }),
    rule('CH', 'VAT', 8.1, { books: 2.6, food: 2.6, medicine: 2.6 }),
    rule('CN', 'VAT', 13, { books: 9, food: 9 }),
    rule('DE', 'VAT', 19, { books: 7, food: 7 }),
    rule('ES', 'VAT', 21, { books: 4, food: 10, medicine: 4 }),
    rule('FR', 'VAT', 20, { books: 5.5, food: 5.5, medicine: 10 }),
    rule('GB', 'VAT', 20, { books: 0, food: 0 }),
    rule('IE', 'VAT', 23, { books: 0, food: 0, medicine: 0 }),
    rule('IN', 'GST', 18, { books: 0, food: 5, clothing: 5, medicine: 5 }),
    rule('IT', 'VAT', 22, { books: 4, food: 10, medicine: 10 }),
    rule('JP', 'Consumption tax', 10, { food: 8 }),
    rule('KR', 'VAT', 10, { books: 0, food: 0 }),
    rule('MX', 'IVA', 16, { books: 0, food: 0, medicine: 0 }),
    rule('NL', 'VAT', 21, { books: 9, food: 9, medicine: 9 }),
    rule('PL', 'VAT', 23, { books: 5, food: 5, medicine: 8 }),
    rule('SE', 'VAT', 25, { books: 6, food: 12 }),
    rule('SG', 'GST', 9),
    rule('ZA', 'VAT', 15),
  ].map((each) => [each.jurisdiction, each]),
);

const CANADA_FOOD = { food: 0 };
const GST = rule('CA', 'GST', 5, CANADA_FOOD);
const hst = (province: string, rate: number): readonly TaxRule[] => [rule(`CA-${province}`, 'HST', rate, CANADA_FOOD)];
const pst = (province: string, name: string, rate: number): readonly TaxRule[] => [
  GST,
  rule(`CA-${province}`, name, rate, { food: 0, books: 0, shipping: 0 }),
];

/** By the first letter of the postal code; elsewhere in Canada the federal tax alone. */
export const CANADA_RULES: ReadonlyMap<string, readonly TaxRule[]> = new Map([
  ['A', hst('NL', 15)],
  ['B', hst('NS', 14)],
  ['C', hst('PE', 15)],
  ['E', hst('NB', 15)],
  ...['G', 'H', 'J'].map((letter) => [letter, pst('QC', 'QST', 9.975)] as const),
  ...['K', 'L', 'M', 'N', 'P'].map((letter) => [letter, hst('ON', 13)] as const),
  ['R', pst('MB', 'RST', 7)],
  ['S', pst('SK', 'PST', 6)],
  ['V', pst('BC', 'PST', 7)],
]);
export const CANADA_ELSEWHERE: readonly TaxRule[] = [GST];
