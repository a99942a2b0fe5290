import { CURRENCY_DIGITS, type CurrencyCode as Code } from '@emporium/contracts/money';
import { registerEnumType } from 'type-graphql';

const codes = Object.keys(CURRENCY_DIGITS) as Code[];
const names = new Intl.DisplayNames('en', { type: 'currency' });

export type CurrencyCode = Code;
export const CurrencyCode = Object.fromEntries(codes.map((code) => [code, code])) as { readonly [C in Code]: C };

registerEnumType(CurrencyCode, {
  name: 'CurrencyCode',
  description: 'The currencies Emporium trades in, as ISO 4217 codes them.',
  valuesConfig: Object.fromEntries(codes.map((code) => [code, { description: describe(code) }])),
});

function describe(code: Code): string {
  const digits = CURRENCY_DIGITS[code];
  return `${names.of(code)}, ${digits === 0 ? 'without minor units' : `${digits} minor digits`}.`;
}
