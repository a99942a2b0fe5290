import { describe, expect, it } from 'vitest';
import { add, allocate, applyRate, formatDecimal, fromWire, money, parseDecimal, sum, toWire } from './index.ts';

describe('money', () => {
  it.each([
    ['12.34', 'USD', 1234n],
    ['12', 'USD', 1200n],
    ['1200', 'JPY', 1200n],
    ['1.234', 'KWD', 1234n],
    ['-0.05', 'EUR', -5n],
    ['3.10', 'USD', 310n],
    ['3.100', 'USD', 310n],
  ] as const)('reads %s %s as %s minor units', (text, currency, minorUnits) => {
    expect(parseDecimal(text, currency)).toEqual({ ok: true, value: { minorUnits, currency } });
  });

  it.each([
    ['1.5', 'JPY', 'TOO_MANY_DIGITS'],
    ['1.234', 'USD', 'TOO_MANY_DIGITS'],
    ['1,50', 'USD', 'NOT_A_DECIMAL'],
    ['1e3', 'USD', 'NOT_A_DECIMAL'],
    ['', 'USD', 'NOT_A_DECIMAL'],
    ['NaN', 'USD', 'NOT_A_DECIMAL'],
    ['99999999999999999', 'USD', 'TOO_LARGE'],
  ] as const)('refuses %s %s: %s', (text, currency, problem) => {
    expect(parseDecimal(text, currency)).toEqual({ ok: false, error: problem });
  });

  it('writes with the digits of the currency', () => {
    expect(formatDecimal(money(5, 'USD'))).toBe('0.05');
    expect(formatDecimal(money(-1205, 'USD'))).toBe('-12.05');
    expect(formatDecimal(money(1205, 'JPY'))).toBe('1205');
    expect(formatDecimal(money(1, 'KWD'))).toBe('0.001');
  });

  it('refuses to add currencies', () => {
    expect(() => add(money(1, 'USD'), money(1, 'EUR'))).toThrow('USD with EUR');
  });

  it('rounds half to even', () => {
    const half = (minor: number) => applyRate(money(minor, 'USD'), 500_000).minorUnits;
    expect([half(1), half(3), half(5), half(-1), half(-3)]).toEqual([0n, 2n, 2n, -0n, -2n]);
  });

  it('allocates to the last cent, whatever the weights', () => {
    for (const amount of [100n, 101n, 7n, 0n, -100n, 999_999n]) {
      for (const weights of [
        [1n, 1n, 1n],
        [5n, 0n, 3n],
        [0n, 0n],
        [333n, 333n, 334n, 1n],
      ]) {
        const parts = allocate(money(amount, 'USD'), weights);
        expect(sum(parts, 'USD').minorUnits).toBe(amount);
      }
    }
    expect(allocate(money(100, 'USD'), [1n, 1n, 1n]).map((part) => part.minorUnits)).toEqual([34n, 33n, 33n]);
  });

  it('crosses the wire whole', () => {
    const amount = money(9_007_199_254_740_993n, 'USD');
    expect(fromWire(JSON.parse(JSON.stringify(toWire(amount))))).toEqual(amount);
  });
});
