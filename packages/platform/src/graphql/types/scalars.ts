import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import {
  GraphQLCountryCode as CountryCodeBase,
  GraphQLDateTime as DateTimeBase,
  GraphQLJSON as JSONBase,
  GraphQLLocalDate as LocalDateBase,
  GraphQLLocale as LocaleBase,
} from 'graphql-scalars';

const DECIMAL = /^-?\d{1,30}(\.\d{1,30})?$/;
const MAX_BIGINT = 2n ** 63n - 1n;
const MIN_BIGINT = -(2n ** 63n);

/** Internally a string, so that no digit is lost on the way. */
export const GraphQLDecimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact decimal number as a string, such as "12.50". Never a float.',
  serialize: decimal,
  parseValue: decimal,
  parseLiteral: (node) => decimal(textOf(node, [Kind.STRING, Kind.INT, Kind.FLOAT])),
});

/** Internally a bigint. */
export const GraphQLBigInt = new GraphQLScalarType<bigint, string>({
  name: 'BigInt',
  description: 'A 64-bit signed integer as a string, such as "9007199254740993".',
  serialize: (value) => bigint(value).toString(),
  parseValue: bigint,
  parseLiteral: (node) => bigint(textOf(node, [Kind.STRING, Kind.INT])),
});

/** Internally a Date. An ISO string with a zone is accepted from a resolver too. */
export const GraphQLDateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant in UTC as RFC 3339 writes it, such as "2026-11-27T08:00:00.000Z".',
  serialize: (value) => (value instanceof Date ? value : DateTimeBase.parseValue(value)).toISOString(),
  parseValue: (value) => DateTimeBase.parseValue(value),
  parseLiteral: (node) => DateTimeBase.parseLiteral(node),
});

/** Internally the same string. */
export const GraphQLDate = renamed(
  LocalDateBase,
  'Date',
  'A calendar day without a time or zone, such as "2026-11-27".',
);

/** Internally a string; only http and https. */
export const GraphQLURL = new GraphQLScalarType<string, string>({
  name: 'URL',
  description: 'An absolute http or https address as RFC 3986 writes it.',
  serialize: (value) => (value instanceof URL ? value.href : String(value)),
  parseValue: url,
  parseLiteral: (node) => url(textOf(node, [Kind.STRING])),
});

export const GraphQLJSON = renamed(
  JSONBase,
  'JSON',
  'Any JSON value. Used where an administrator sets parameters, never on public fields.',
);
export const GraphQLCountryCode = renamed(
  CountryCodeBase,
  'CountryCode',
  'A country as ISO 3166-1 alpha-2 codes it, such as "DE".',
);
export const GraphQLLocale = renamed(LocaleBase, 'Locale', 'A language tag as BCP 47 writes it, such as "pt-BR".');

function decimal(value: unknown): string {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string' || !DECIMAL.test(text)) {
    throw new GraphQLError('A Decimal is a string such as "12.50": digits, one point, no exponent.');
  }
  return text;
}

function bigint(value: unknown): bigint {
  const number =
    typeof value === 'bigint'
      ? value
      : Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d{1,19}$/.test(value))
        ? BigInt(value as string | number)
        : null;
  if (number === null || number > MAX_BIGINT || number < MIN_BIGINT) {
    throw new GraphQLError('A BigInt is a whole number of at most 64 bits, as a string such as "42".');
  }
  return number;
}

function url(value: unknown): string {
  const parsed = typeof value === 'string' && value.length <= 2048 ? URL.parse(value) : null;
  if (parsed === null || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) {
    throw new GraphQLError('A URL is an absolute http or https address of at most 2048 characters.');
  }
  return parsed.href;
}

function textOf(node: ValueNode, kinds: readonly Kind[]): string {
  if (!kinds.includes(node.kind) || !('value' in node))
    throw new GraphQLError('This kind of value is not allowed here.', { nodes: node });
  return String(node.value);
}

function renamed(base: GraphQLScalarType, name: string, description: string): GraphQLScalarType {
  return new GraphQLScalarType({ ...base.toConfig(), name, description, specifiedByURL: null, extensions: {} });
}
