import { CURRENCY_DIGITS, type CurrencyCode, type MoneyWire } from '@emporium/contracts/money';
import { err, ok, type Result } from '../result/index.ts';

/** An exact amount: integer minor units (cents, yen, fils) and their currency. Never a float. */
export interface Money {
  readonly minorUnits: bigint;
  readonly currency: CurrencyCode;
}

/** Larger than any real price, and its minor units still fit PostgreSQL's bigint. */
export const MAX_MINOR_UNITS = 10n ** 15n;

export const money = (minorUnits: bigint | number, currency: CurrencyCode): Money => ({
  minorUnits: BigInt(minorUnits),
  currency,
});
export const zero = (currency: CurrencyCode): Money => ({ minorUnits: 0n, currency });

export const isCurrency = (code: string): code is CurrencyCode => Object.hasOwn(CURRENCY_DIGITS, code);
export const digitsOf = (currency: CurrencyCode): number => CURRENCY_DIGITS[currency];

export function add(a: Money, b: Money): Money {
  return { minorUnits: a.minorUnits + sameCurrency(a, b).minorUnits, currency: a.currency };
}
export function subtract(a: Money, b: Money): Money {
  return { minorUnits: a.minorUnits - sameCurrency(a, b).minorUnits, currency: a.currency };
}
export function multiply(a: Money, factor: number): Money {
  return { minorUnits: a.minorUnits * BigInt(factor), currency: a.currency };
}

/** The currency is needed for the empty list. */
export function sum(amounts: Iterable<Money>, currency: CurrencyCode): Money {
  let total = zero(currency);
  for (const amount of amounts) total = add(total, amount);
  return total;
}

/** Negative, zero or positive, as `Array.sort` wants it. */
export function compare(a: Money, b: Money): number {
  const difference = a.minorUnits - sameCurrency(a, b).minorUnits;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
export const equal = (a: Money, b: Money): boolean => a.currency === b.currency && a.minorUnits === b.minorUnits;
export const min = (a: Money, b: Money): Money => (compare(a, b) <= 0 ? a : b);
export const max = (a: Money, b: Money): Money => (compare(a, b) >= 0 ? a : b);
export const isZero = (a: Money): boolean => a.minorUnits === 0n;

/** A rate in millionths: 82_500 is 8.25 %. Rates are integers too, so that tax to the cent is repeatable. */
export type RateMillionths = number;

/** `amount × rate`, rounded half to even (IEEE 754's roundTiesToEven), so that many roundings do not drift. */
export function applyRate(amount: Money, rate: RateMillionths): Money {
  return { minorUnits: divideHalfEven(amount.minorUnits * BigInt(rate), 1_000_000n), currency: amount.currency };
}

/** Splits an amount by weights so that the parts add up to it exactly; what is left over goes to the largest remainders, first come first. */
export function allocate(amount: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((a, b) => a + b, 0n);
  if (weights.length === 0) throw new Error('nothing to allocate to');
  if (total === 0n)
    return allocate(
      amount,
      weights.map(() => 1n),
    );
  const sign = amount.minorUnits < 0n ? -1n : 1n;
  const units = amount.minorUnits * sign;
  const parts = weights.map((weight, index) => ({
    index,
    units: (units * weight) / total,
    remainder: (units * weight) % total,
  }));
  let left = units - parts.reduce((a, part) => a + part.units, 0n);
  for (const part of [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  )) {
    if (left === 0n) break;
    part.units += 1n;
    left -= 1n;
  }
  return parts.map((part) => ({ minorUnits: part.units * sign, currency: amount.currency }));
}

/** `"12.34"`, with exactly the currency's digits. */
export function formatDecimal({ minorUnits, currency }: Money): string {
  const digits = digitsOf(currency);
  const sign = minorUnits < 0n ? '-' : '';
  const text = (minorUnits < 0n ? -minorUnits : minorUnits).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

export type DecimalProblem = 'NOT_A_DECIMAL' | 'TOO_MANY_DIGITS' | 'TOO_LARGE';

/** Reads `"12.34"` exactly. More fraction digits than the currency has are refused, never rounded. */
export function parseDecimal(text: string, currency: CurrencyCode): Result<Money, DecimalProblem> {
  const match = /^(-?)(\d{1,18})(?:\.(\d{1,18}))?$/.exec(text);
  if (match === null) return err('NOT_A_DECIMAL');
  const [, sign, whole, fraction = ''] = match;
  const digits = digitsOf(currency);
  if (fraction.replace(/0+$/, '').length > digits) return err('TOO_MANY_DIGITS');
  const units = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  if (units > MAX_MINOR_UNITS) return err('TOO_LARGE');
  return ok({ minorUnits: sign === '-' ? -units : units, currency });
}

export const toWire = (a: Money): MoneyWire => ({ minor: a.minorUnits.toString(), currency: a.currency });
export const fromWire = (wire: MoneyWire): Money => ({ minorUnits: BigInt(wire.minor), currency: wire.currency });

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Error(`cannot combine ${a.currency} with ${b.currency}`);
  return b;
}

function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  const n = numerator * sign;
  const quotient = n / denominator;
  const twice = (n % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return sign * (up ? quotient + 1n : quotient);
}
