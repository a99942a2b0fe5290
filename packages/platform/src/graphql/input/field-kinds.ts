import type { Id, IdPrefix } from '@emporium/contracts/ids';
import { parseId } from '../../ids/index.ts';
import {
  digitsOf,
  isCurrency,
  MAX_MINOR_UNITS,
  parseDecimal,
  zero,
  type DecimalProblem,
  type Money,
} from '../../money/index.ts';
import { err, ok, type Result } from '../../result/index.ts';
import type { CurrencyCode } from '../types/currency-code.ts';
import type { MoneyInput } from '../types/money.ts';

/** What is wrong with one value; `at` leads from the value to the offending part of it. */
export interface Problem {
  readonly message: string;
  readonly at?: string;
}

/** How one kind of value is read. The placeholder stands in for a bad value so that reading can go on; no caller sees it. */
export interface FieldKind<T> {
  read(value: unknown): Result<T, Problem>;
  readonly placeholder: T;
}

export interface TextOptions {
  /** In UTF-16 code units, after trimming. Default 1. */
  min?: number;
  max: number;
  /** Line breaks and tabs may occur. */
  multiline?: boolean;
  pattern?: RegExp;
  /** Says what `pattern` wants: "Use letters and digits only." */
  hint?: string;
}

// control characters, and those that turn the direction of what follows (a name that reads otherwise than it is)
const CONTROL = /[[\p{Cc}\u202a-\u202e\u2066-\u2069]--[\t\n\r]]/v;
const LINE_BREAK = /[\t\n\r\u2028\u2029]/;

/** Trimmed and in Unicode normal form C, so that equal-looking names are equal. */
export function text({ min = 1, max, multiline = false, pattern, hint }: TextOptions): FieldKind<string> {
  return {
    placeholder: '',
    read(value) {
      const trimmed = String(value).trim().normalize('NFC');
      if (trimmed.length < min)
        return problem(min === 1 ? 'This cannot be empty.' : `Write at least ${min} characters.`);
      if (trimmed.length > max) return problem(`Write at most ${max} characters.`);
      if (CONTROL.test(trimmed)) return problem('Remove the control characters.');
      if (!multiline && LINE_BREAK.test(trimmed)) return problem('Write it on one line.');
      if (pattern !== undefined && !pattern.test(trimmed))
        return problem(hint ?? 'This does not have the expected form.');
      return ok(trimmed);
    },
  };
}

export function id<Prefix extends IdPrefix>(prefix: Prefix): FieldKind<Id<Prefix>> {
  return {
    placeholder: `${prefix}_`,
    read(value) {
      const parsed = parseId(prefix, String(value));
      return parsed === null
        ? problem(`This is not an id of the right kind; it starts with "${prefix}_".`)
        : ok(parsed);
    },
  };
}

export interface IntOptions {
  min: number;
  max: number;
}

export function int({ min, max }: IntOptions): FieldKind<number> {
  return {
    placeholder: min,
    read: (value) =>
      Number.isInteger(value) && (value as number) >= min && (value as number) <= max
        ? ok(value as number)
        : problem(`Give a whole number from ${min} to ${max}.`),
  };
}

export interface MoneyOptions {
  /** Default: must be more than zero. */
  allowZero?: boolean;
  allowNegative?: boolean;
  currency?: CurrencyCode;
}

export function money({ allowZero = false, allowNegative = false, currency }: MoneyOptions = {}): FieldKind<Money> {
  return {
    placeholder: zero(currency ?? 'USD'),
    read(value) {
      const input = value as MoneyInput;
      // GraphQL knows the codes; JSON that an administrator writes does not.
      if (!isCurrency(input.currencyCode)) return problem('Give a currency such as EUR.', 'currencyCode');
      if (currency !== undefined && input.currencyCode !== currency)
        return problem(`Give the amount in ${currency}.`, 'currencyCode');
      const parsed = parseDecimal(input.amount, input.currencyCode);
      if (!parsed.ok) return problem(describeDecimal(parsed.error, input.currencyCode), 'amount');
      if (parsed.value.minorUnits < 0n && !allowNegative) return problem('The amount cannot be negative.', 'amount');
      if (parsed.value.minorUnits === 0n && !allowZero) return problem('The amount must be more than zero.', 'amount');
      return parsed;
    },
  };
}

// One @, no spaces, a dot in the domain; whether it exists only a message to it can tell. RFC 5321 allows 254 characters.
const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** Lower case, so that one mailbox is one account. */
export const email: FieldKind<string> = {
  placeholder: '',
  read(value) {
    const address = String(value).trim().toLowerCase();
    return address.length <= 254 && EMAIL.test(address) && !CONTROL.test(address)
      ? ok(address)
      : problem('Write an email address such as name@example.com.');
  },
};

export interface InstantOptions {
  after?: Date;
  before?: Date;
}

export function instant({ after, before }: InstantOptions = {}): FieldKind<Date> {
  return {
    placeholder: new Date(0),
    read(value) {
      const at = value as Date;
      if (after !== undefined && at <= after) return problem(`Give a time after ${after.toISOString()}.`);
      if (before !== undefined && at >= before) return problem(`Give a time before ${before.toISOString()}.`);
      return ok(at);
    },
  };
}

export interface DayOptions {
  /** Both inclusive, as `YYYY-MM-DD`. */
  from?: string;
  to?: string;
}

export function day({ from, to }: DayOptions = {}): FieldKind<string> {
  return {
    placeholder: '1970-01-01',
    read(value) {
      const date = String(value);
      if (from !== undefined && date < from) return problem(`Give a day from ${from} on.`);
      if (to !== undefined && date > to) return problem(`Give a day up to ${to}.`);
      return ok(date);
    },
  };
}

/** A client's idempotency key. A UUID made when the button is drawn is a good one. */
export const key: FieldKind<string> = text({
  min: 8,
  max: 128,
  pattern: /^[\x21-\x7e]+$/,
  hint: 'Use visible ASCII characters without spaces, such as a UUID.',
});

export const yesOrNo: FieldKind<boolean> = { placeholder: false, read: (value) => ok(value === true) };

function describeDecimal(why: DecimalProblem, currency: CurrencyCode): string {
  switch (why) {
    case 'NOT_A_DECIMAL':
      return 'Write the amount as digits with a point, such as "12.50".';
    case 'TOO_MANY_DIGITS':
      return digitsOf(currency) === 0
        ? `${currency} has no minor unit: write a whole number.`
        : `${currency} has ${digitsOf(currency)} digits after the point.`;
    case 'TOO_LARGE':
      return `The amount is larger than ${MAX_MINOR_UNITS} minor units.`;
  }
}

const problem = (message: string, at?: string): Result<never, Problem> =>
  err(at === undefined ? { message } : { message, at });
