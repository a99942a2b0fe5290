import { formatDecimal, type Money } from '@emporium/platform/money';

/** Both inclusive, as decimals such as "12.50" in the marketplace's currency. */
export type PriceBounds = { readonly lowest: string; readonly highest: string };

const FACTOR = 4n;

/**
 * Catches the slip of a decimal point: a price lies between a quarter and four times the median of what the
 * variant's active offers cost now. Changing an offer counts its present price too, so even the only seller
 * moves by a factor of four at most in one step. The first offer has nothing to be measured by.
 *
 * @returns the bounds when the price lies outside of them, else null
 */
export function brokenBounds(price: Money, asked: readonly Money[]): PriceBounds | null {
  const units = asked.map(({ minorUnits }) => minorUnits).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [lower, upper] = [units[(units.length - 1) >> 1], units[units.length >> 1]];
  if (lower === undefined || upper === undefined) return null;
  const median = (lower + upper) / 2n;
  const lowest = median / FACTOR > 0n ? median / FACTOR : 1n;
  const highest = median * FACTOR;
  if (price.minorUnits >= lowest && price.minorUnits <= highest) return null;
  const decimal = (minorUnits: bigint): string => formatDecimal({ ...price, minorUnits });
  return { lowest: decimal(lowest), highest: decimal(highest) };
}
