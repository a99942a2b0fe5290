import { parseValue as parseLiteralText, type GraphQLScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  GraphQLBigInt,
  GraphQLCountryCode,
  GraphQLDate,
  GraphQLDateTime,
  GraphQLDecimal,
  GraphQLLocale,
  GraphQLURL,
} from './scalars.ts';

const literal = (scalar: GraphQLScalarType, text: string) => scalar.parseLiteral(parseLiteralText(text), {});

describe('scalars', () => {
  it('Decimal keeps every digit', () => {
    expect(GraphQLDecimal.parseValue('0.10')).toBe('0.10');
    expect(GraphQLDecimal.parseValue(12)).toBe('12');
    expect(literal(GraphQLDecimal, '123456789012345678.90')).toBe('123456789012345678.90');
    expect(GraphQLDecimal.serialize('-5.00')).toBe('-5.00');
    for (const bad of [0.1, '', '1,5', '1e3', '.5', 'NaN', null, {}])
      expect(() => GraphQLDecimal.parseValue(bad)).toThrow('Decimal');
  });

  it('BigInt is exact and has 64 bits', () => {
    expect(GraphQLBigInt.parseValue('9007199254740993')).toBe(9007199254740993n);
    expect(literal(GraphQLBigInt, '9007199254740993')).toBe(9007199254740993n);
    expect(GraphQLBigInt.serialize(9223372036854775807n)).toBe('9223372036854775807');
    for (const bad of ['9223372036854775808', 2 ** 60, 1.5, '1.0', '', ' 1', null]) {
      expect(() => GraphQLBigInt.parseValue(bad), String(bad)).toThrow('BigInt');
    }
  });

  it('DateTime is written in UTC', () => {
    expect(GraphQLDateTime.serialize(GraphQLDateTime.parseValue('2026-11-27T09:00:00+01:00'))).toBe(
      '2026-11-27T08:00:00.000Z',
    );
    expect(GraphQLDateTime.serialize('2026-11-27T08:00:00Z')).toBe('2026-11-27T08:00:00.000Z');
    for (const bad of ['2026-11-27', '2026-13-27T08:00:00Z', 0, 'now'])
      expect(() => GraphQLDateTime.parseValue(bad)).toThrow();
  });

  it('Date knows the calendar', () => {
    expect(GraphQLDate.parseValue('2028-02-29')).toBe('2028-02-29');
    expect(() => GraphQLDate.parseValue('2026-02-29')).toThrow();
  });

  it('URL takes http and https only', () => {
    expect(GraphQLURL.parseValue('https://example.com/a b')).toBe('https://example.com/a%20b');
    for (const bad of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      '/relative',
      `https://example.com/${'x'.repeat(2048)}`,
    ]) {
      expect(() => GraphQLURL.parseValue(bad)).toThrow('URL');
    }
    expect(() => literal(GraphQLURL, '12')).toThrow();
  });

  it('CountryCode and Locale know their standards', () => {
    expect(GraphQLCountryCode.parseValue('DE')).toBe('DE');
    expect(() => GraphQLCountryCode.parseValue('XX')).toThrow();
    expect(GraphQLLocale.parseValue('pt-BR')).toBe('pt-BR');
    expect(() => GraphQLLocale.parseValue('no_underscore')).toThrow();
  });
});
