import { formatDecimal, money } from '@emporium/platform/money';
import { describe, expect, it } from 'vitest';
import type { TaxClass } from './tax-table.ts';
import { gatherTax, taxClassOf, taxOn, type Destination } from './tax.ts';
import { stateOfZip } from './us-sales-tax.ts';

const to = (country: string, postalCode: string | null = null, region: string | null = null): Destination => ({
  country,
  region,
  postalCode,
});
/** Tax on 100.00, as "jurisdiction amount". */
const on100 = (destination: Destination, taxClass: TaxClass = 'standard') =>
  taxOn(money(10_000, 'USD'), taxClass, destination).map(
    ({ jurisdiction, amount }) => `${jurisdiction} ${formatDecimal(amount)}`,
  );

describe('tax', () => {
  it('follows the destination', () => {
    expect(on100(to('US', '98101'))).toEqual(['US-WA 6.50']);
    expect(on100(to('US', '97201'))).toEqual([]); // Oregon has none
    expect(on100(to('DE', '10115'))).toEqual(['DE 19.00']);
    expect(on100(to('GB'))).toEqual(['GB 20.00']);
    expect(on100(to('JP', '530-0001'))).toEqual(['JP 10.00']);
    expect(on100(to('KW'))).toEqual([]);
  });

  it('follows the kind of goods', () => {
    expect(on100(to('DE'), 'books')).toEqual(['DE 7.00']);
    expect(on100(to('GB'), 'food')).toEqual([]);
    expect(on100(to('JP'), 'food')).toEqual(['JP 8.00']);
    expect(on100(to('US', '19103'), 'clothing')).toEqual([]); // Pennsylvania
    expect(on100(to('US', '37201'), 'food')).toEqual(['US-TN 4.00']);
    expect(on100(to('US', '98101'), 'medicine')).toEqual([]);
    expect(on100(to('US', '98101'), 'shipping')).toEqual(['US-WA 6.50']);
    expect(on100(to('US', '94103'), 'shipping')).toEqual([]); // California
    expect(taxClassOf('firewood')).toBe('standard');
  });

  it('has two authorities where there are two', () => {
    expect(on100(to('CA', 'V6B 1A1'))).toEqual(['CA 5.00', 'CA-BC 7.00']);
    expect(on100(to('CA', 'M5V 2T6'))).toEqual(['CA-ON 13.00']);
    expect(on100(to('CA', 'T2P 1J9'))).toEqual(['CA 5.00']);
    expect(on100(to('CA', 'H2Y 1C6'), 'books')).toEqual(['CA 5.00']);
  });

  it('estimates by the region when there is no ZIP code, and nothing when there is neither', () => {
    expect(on100(to('US', null, 'ny'))).toEqual(['US-NY 4.00']);
    expect(on100(to('US'))).toEqual([]);
  });

  it('reads the state off a ZIP code', () => {
    const states = ['02108', '10001', '20500', '33101', '60601', '73301', '99501', '96701-1234', '00901', 'K1A 0B1'];
    expect(states.map(stateOfZip)).toEqual(['MA', 'NY', 'DC', 'FL', 'IL', 'TX', 'AK', 'HI', null, null]);
  });

  it('gathers by jurisdiction and rate without rounding again', () => {
    const lines = [333, 333, 333].flatMap((cents) => taxOn(money(cents, 'EUR'), 'standard', to('DE')));
    expect(lines.map((line) => line.amount.minorUnits)).toEqual([63n, 63n, 63n]);
    const books = taxOn(money(1_000, 'EUR'), 'books', to('DE'));
    expect(
      gatherTax([...lines, ...books]).map(({ rate, base, amount }) => [rate, base.minorUnits, amount.minorUnits]),
    ).toEqual([
      [190_000, 999n, 189n],
      [70_000, 1_000n, 70n],
    ]);
  });
});
