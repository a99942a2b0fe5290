import type { TaxRule } from './tax-table.ts';

/** State sales tax in percent; states without one are absent. */
const STATE_RATES: Readonly<Record<string, number>> = {
  AL: 4, AZ: 5.6, AR: 6.5, CA: 7.25, CO: 2.9, CT: 6.35, DC: 6, FL: 6, GA: 4, HI: 4, IA: 6, ID: 6, IL: 6.25, IN: 7,
  KS: 6.5, KY: 6, LA: 5, MA: 6.25, MD: 6, ME: 5.5, MI: 6, MN: 6.875, MO: 4.225, MS: 7, NC: 4.75, ND: 5, NE: 5.5,
  NJ: 6.625, NM: 4.875, NV: 6.85, NY: 4, OH: 5.75, OK: 4.5, PA: 6, RI: 7, SC: 6, SD: 4.2, TN: 7, TX: 6.25, UT: 4.85,
  VA: 4.3, VT: 6, WA: 6.5, WI: 5, WV: 6, WY: 4,
}; // prettier-ignore

/** The few states that tax groceries, in percent. */
const FOOD_RATES: Readonly<Record<string, number>> = {
  AL: 2,
  HI: 4,
  ID: 6,
  MO: 1.225,
  MS: 5,
  SD: 4.2,
  TN: 4,
  UT: 1.75,
};
const CLOTHING_EXEMPT = new Set(['MN', 'NJ', 'PA', 'VT']);
/** Where a delivery charge that is stated separately is part of the taxed price. */
const SHIPPING_TAXED = new Set([
  'AR', 'CT', 'DC', 'GA', 'HI', 'IN', 'KS', 'KY', 'MI', 'MN', 'MS', 'NC', 'ND', 'NE', 'NJ', 'NM', 'NY', 'OH', 'PA',
  'RI', 'SC', 'SD', 'TN', 'TX', 'VT', 'WA', 'WI', 'WV',
]); // prettier-ignore

/** First three digits of a ZIP code, first and last of each range: https://pe.usps.com/text/dmm300/L002.htm */
const ZIP_RANGES: readonly (readonly [from: number, to: number, state: string])[] = [
  [5, 5, 'NY'], [10, 27, 'MA'], [28, 29, 'RI'], [30, 38, 'NH'], [39, 49, 'ME'], [50, 54, 'VT'], [55, 55, 'MA'],
  [56, 59, 'VT'], [60, 69, 'CT'], [70, 89, 'NJ'], [100, 149, 'NY'], [150, 196, 'PA'], [197, 199, 'DE'],
  [200, 200, 'DC'], [201, 201, 'VA'], [202, 205, 'DC'], [206, 219, 'MD'], [220, 246, 'VA'], [247, 268, 'WV'],
  [270, 289, 'NC'], [290, 299, 'SC'], [300, 319, 'GA'], [320, 339, 'FL'], [341, 349, 'FL'], [350, 369, 'AL'],
  [370, 385, 'TN'], [386, 397, 'MS'], [398, 399, 'GA'], [400, 427, 'KY'], [430, 459, 'OH'], [460, 479, 'IN'],
  [480, 499, 'MI'], [500, 528, 'IA'], [530, 549, 'WI'], [550, 567, 'MN'], [570, 577, 'SD'], [580, 588, 'ND'],
  [590, 599, 'MT'], [600, 629, 'IL'], [630, 658, 'MO'], [660, 679, 'KS'], [680, 693, 'NE'], [700, 714, 'LA'],
  [716, 729, 'AR'], [730, 732, 'OK'], [733, 733, 'TX'], [734, 749, 'OK'], [750, 799, 'TX'], [800, 816, 'CO'],
  [820, 831, 'WY'], [832, 838, 'ID'], [840, 847, 'UT'], [850, 865, 'AZ'], [870, 884, 'NM'], [885, 885, 'TX'],
  [889, 898, 'NV'], [900, 961, 'CA'], [967, 968, 'HI'], [970, 979, 'OR'], [980, 994, 'WA'], [995, 999, 'AK'],
]; // prettier-ignore

/** The state a ZIP code lies in; null for territories, the military, and what is no ZIP code. */
export function stateOfZip(zip: string): string | null {
  const prefix = /^\d{5}(-\d{4})?$/.test(zip.trim()) ? Number(zip.trim().slice(0, 3)) : null;
  if (prefix === null) return null;
  return ZIP_RANGES.find(([from, to]) => prefix >= from && prefix <= to)?.[2] ?? null;
}

/** The state's own sales tax; null where there is none. */
export function stateRule(state: string): TaxRule | null {
  const standard = STATE_RATES[state];
  if (standard === undefined) return null;
  const millionths = (percent: number): number => Math.round(percent * 10_000);
  return {
    jurisdiction: `US-${state}`,
    name: 'Sales tax',
    standard: millionths(standard),
    reduced: {
      food: millionths(FOOD_RATES[state] ?? 0),
      medicine: 0,
      ...(CLOTHING_EXEMPT.has(state) && { clothing: 0 }),
      ...(!SHIPPING_TAXED.has(state) && { shipping: 0 }),
    },
  };
}
