import type { WorldAddress } from './addresses.ts';
import type { TaxClass } from './taxonomy-model.ts';

export interface WorldTaxRate {
  /** "US-WA", "DE". */
  readonly jurisdiction: string;
  readonly name: string;
  readonly rateBps: number;
}

/** State and average local sales tax, rounded; a demonstration, not advice. */
const US_SALES_TAX_BPS: Readonly<Record<string, number>> = {
  WA: 1035,
  OR: 0,
  CA: 875,
  AZ: 860,
  CO: 881,
  TX: 825,
  MN: 803,
  IL: 1025,
  OH: 775,
  TN: 975,
  GA: 890,
  FL: 700,
  NC: 725,
  PA: 800,
  NY: 888,
  MA: 625,
  NV: 827,
};

const US_CLOTHING_EXEMPT = new Set(['MN', 'PA', 'NY', 'MA']);

const reduced = (taxClass: TaxClass, normal: number, books: number, food: number, medicine: number): number =>
  taxClass === 'books' ? books : taxClass === 'food' ? food : taxClass === 'medicine' ? medicine : normal;

/** What a buyer at `address` pays on a thing of `taxClass`, on top of its price. */
export const taxRate = (
  { country, region }: Pick<WorldAddress, 'country' | 'region'>,
  taxClass: TaxClass,
): WorldTaxRate => {
  if (country === 'US') {
    const exempt =
      taxClass === 'food' ||
      taxClass === 'medicine' ||
      (taxClass === 'clothing' && US_CLOTHING_EXEMPT.has(region ?? ''));
    return {
      jurisdiction: `US-${region}`,
      name: 'Sales tax',
      rateBps: exempt ? 0 : (US_SALES_TAX_BPS[region ?? ''] ?? 0),
    };
  }
  if (country === 'GB') return { jurisdiction: 'GB', name: 'VAT', rateBps: reduced(taxClass, 2000, 0, 0, 2000) };
  if (country === 'DE') return { jurisdiction: 'DE', name: 'VAT', rateBps: reduced(taxClass, 1900, 700, 700, 1900) };
  if (country === 'JP')
    return { jurisdiction: 'JP', name: 'Consumption tax', rateBps: reduced(taxClass, 1000, 1000, 800, 1000) };
  return {
    jurisdiction: `CA-${region}`,
    name: 'GST/HST',
    rateBps: reduced(taxClass, region === 'ON' ? 1300 : 1200, 500, 0, 0),
  };
};
