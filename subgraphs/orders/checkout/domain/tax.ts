import { add, applyRate, isZero, sum, zero, type Money } from '@emporium/platform/money';
import type { TaxLine } from '../../orders/domain/amounts.ts';
import { CANADA_ELSEWHERE, CANADA_RULES, COUNTRY_RULES, type TaxClass, type TaxRule } from './tax-table.ts';
import { stateOfZip, stateRule } from './us-sales-tax.ts';

/** As much of an address as allocation and tax need. */
export interface Destination {
  readonly country: string;
  readonly region: string | null;
  readonly postalCode: string | null;
}

const CLASSES = new Set<string>(['standard', 'books', 'food', 'clothing', 'electronics', 'medicine', 'shipping']);
export const taxClassOf = (text: string): TaxClass => (CLASSES.has(text) ? (text as TaxClass) : 'standard');

/** Tax on one amount, rounded half to even for each jurisdiction. Nothing is listed where nothing is due. */
export function taxOn(base: Money, taxClass: TaxClass, destination: Destination): readonly TaxLine[] {
  if (isZero(base)) return [];
  return rulesFor(destination)
    .map((rule) => ({ rule, rate: rule.reduced[taxClass] ?? rule.standard }))
    .filter(({ rate }) => rate > 0)
    .map(({ rule: { jurisdiction, name }, rate }) => ({
      jurisdiction,
      name,
      rate,
      base,
      amount: applyRate(base, rate),
    }));
}

export const taxTotal = (lines: readonly TaxLine[], currency: Money['currency']): Money =>
  sum(
    lines.map((line) => line.amount),
    currency,
  );

/** Gathers by jurisdiction and rate. Amounts are sums of what was rounded before, so nothing is lost between line and order. */
export function gatherTax(lines: readonly TaxLine[]): readonly TaxLine[] {
  const gathered = new Map<string, TaxLine>();
  for (const line of lines) {
    const key = `${line.jurisdiction} ${line.name} ${line.rate}`;
    const { base, amount } = gathered.get(key) ?? {
      base: zero(line.base.currency),
      amount: zero(line.amount.currency),
    };
    gathered.set(key, { ...line, base: add(base, line.base), amount: add(amount, line.amount) });
  }
  return [...gathered.values()];
}

function rulesFor({ country, region, postalCode }: Destination): readonly TaxRule[] {
  switch (country) {
    case 'US': {
      const state = stateOfZip(postalCode ?? '') ?? region?.toUpperCase() ?? null;
      const rule = state === null ? null : stateRule(state);
      return rule === null ? [] : [rule];
    }
    case 'CA':
      return CANADA_RULES.get(postalCode?.trim().charAt(0).toUpperCase() ?? '') ?? CANADA_ELSEWHERE;
    default: {
      const rule = COUNTRY_RULES.get(country);
      return rule === undefined ? [] : [rule];
    }
  }
}
